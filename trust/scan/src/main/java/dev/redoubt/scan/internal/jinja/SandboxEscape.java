package dev.redoubt.scan.internal.jinja;

import dev.redoubt.scan.DetectionSeverity;
import dev.redoubt.scan.ScanVerdict;
import dev.redoubt.scan.internal.model.ContentFindings;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import dev.redoubt.scan.internal.model.QuotedContent;
import java.util.ArrayList;
import java.util.List;

/// Collects the steps by which a template escapes its sandbox, and reports them once.
final class SandboxEscape {

  private static final int STEPS = 12;

  private final List<JinjaToken> tokens;
  private final List<String> steps = new ArrayList<>();
  private String certain = "";
  private String possible = "";

  SandboxEscape(List<JinjaToken> tokens) {
    this.tokens = tokens;
  }

  /// Adds a step that only an attack takes.
  void certain(String what, int token) {
    certain = certain.isEmpty() ? what : certain;
    step(what, token);
  }

  /// Adds a step that may be harmless.
  void possible(String what, int token) {
    possible = possible.isEmpty() ? what : possible;
    step(what, token);
  }

  void report(long at, ContentFindings findings) {
    if (!certain.isEmpty()) {
      findings.add(
          ModelFormatRule.TEMPLATE_ESCAPE,
          at,
          "a template " + certain + ", which leads out of the sandbox to the interpreter",
          steps.toArray(String[]::new));
    } else if (!possible.isEmpty()) {
      findings.add(
          ModelFormatRule.TEMPLATE_ESCAPE,
          ScanVerdict.SUSPICIOUS,
          DetectionSeverity.MEDIUM,
          at,
          "a template " + possible,
          steps);
    }
  }

  private void step(String what, int token) {
    if (steps.size() < STEPS) {
      steps.add(what + " at character " + tokens.get(token).offset() + ": " + around(token));
    }
  }

  private String around(int i) {
    StringBuilder shown = new StringBuilder();
    for (int at = Math.max(0, i - 8); at < Math.min(tokens.size(), i + 9); at++) {
      JinjaToken token = tokens.get(at);
      String text = token.text();
      shown.append(token.kind() == JinjaToken.Kind.STRING ? "'" + text + "'" : text);
    }
    return QuotedContent.of(shown.toString());
  }
}

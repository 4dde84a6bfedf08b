package dev.redoubt.scan.internal.jinja;

import dev.redoubt.scan.Severity;
import dev.redoubt.scan.Verdict;
import dev.redoubt.scan.internal.model.Findings;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import dev.redoubt.scan.internal.model.Shown;
import java.util.ArrayList;
import java.util.List;

/// The steps by which one template leaves its sandbox, reported once.
final class Escape {

  private static final int STEPS = 12;

  private final List<Token> tokens;
  private final List<String> steps = new ArrayList<>();
  private String certain = "";
  private String possible = "";

  Escape(List<Token> tokens) {
    this.tokens = tokens;
  }

  /// A step that no template takes but to get out.
  void certain(String what, int token) {
    certain = certain.isEmpty() ? what : certain;
    step(what, token);
  }

  /// A step that may be meant well.
  void possible(String what, int token) {
    possible = possible.isEmpty() ? what : possible;
    step(what, token);
  }

  void report(long at, Findings findings) {
    if (!certain.isEmpty()) {
      findings.add(
          ModelFormatRule.TEMPLATE_ESCAPE,
          at,
          "a template " + certain + ", a way out of it into the interpreter",
          steps.toArray(String[]::new));
    } else if (!possible.isEmpty()) {
      findings.add(
          ModelFormatRule.TEMPLATE_ESCAPE,
          Verdict.SUSPICIOUS,
          Severity.MEDIUM,
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
      Token token = tokens.get(at);
      String text = token.text();
      shown.append(token.kind() == Token.Kind.STRING ? "'" + text + "'" : text);
    }
    return Shown.of(shown.toString());
  }
}

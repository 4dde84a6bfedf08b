package dev.redoubt.scan.internal.loader;

import dev.redoubt.scan.internal.json.JsonDocument;
import dev.redoubt.scan.internal.model.CodePatterns;
import dev.redoubt.scan.internal.model.ContentFindings;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import dev.redoubt.scan.internal.model.QuotedContent;
import dev.redoubt.scan.internal.python.PythonExpression;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/// Checks strings that begin with `$`, which MONAI evaluates as Python when it reads the
/// configuration of a bundle. In other documents such a string is a path or a formula, and is
/// checked if it has the form of a call. Source: MONAI 1.5, `bundle/config_item.py`.
public final class MonaiExpressions {

  private static final Pattern BUNDLE =
      Pattern.compile("\\$\\s*(?:import |from \\w|@\\w).*", Pattern.DOTALL);

  private static final Pattern CALL =
      Pattern.compile("\\$[^$]*\\b[A-Za-z_]\\w*\\s*\\([^$]*", Pattern.DOTALL);

  private final ContentFindings findings;
  private final boolean bundle;

  /// Creates the check of one document.
  public MonaiExpressions(JsonDocument document, ContentFindings findings) {
    this.findings = findings;
    this.bundle = isBundle(document);
  }

  /// Checks a value.
  public void inspect(JsonDocument.TextNode text) {
    String value = text.value();
    // `${...}` is an OmegaConf interpolation, and a set to MONAI: it acts only by a call.
    boolean evaluated = bundle && value.startsWith("$") && !value.startsWith("${");
    boolean called = CALL.matcher(value).matches() && (bundle || !value.startsWith("${{"));
    if (!evaluated && !called && !isCommand(value)) {
      return;
    }
    PythonExpression.rejection(value.substring(1).strip())
        .ifPresent(
            why ->
                findings.add(
                    ModelFormatRule.CONFIG_REMOTE_CODE,
                    text.offset(),
                    "the expression %s is evaluated as Python and %s"
                        .formatted(QuotedContent.of(value), why)));
  }

  /// Whether a value is a command, in any document; `${{ ... }}` is usually an expression of a
  /// build pipeline.
  private static boolean isCommand(String value) {
    return value.startsWith("$") && CodePatterns.in(value) != null;
  }

  /// Whether a document has names that only bundles have.
  private static boolean isBundle(JsonDocument document) {
    Deque<JsonDocument> open = new ArrayDeque<>(List.of(document));
    for (JsonDocument next = open.poll(); next != null; next = open.poll()) {
      switch (next) {
        case JsonDocument.ObjectNode node -> {
          if (node.has("_target_") || node.has("_requires_") || node.has("bundle_root")) {
            return true;
          }
          node.members().forEach(member -> open.add(member.value()));
        }
        case JsonDocument.ArrayNode array -> open.addAll(array.elements());
        case JsonDocument.TextNode text -> {
          if (BUNDLE.matcher(text.value()).matches()) {
            return true;
          }
        }
        case JsonDocument.NumberNode _, JsonDocument.WordNode _ -> {
          // evaluates to nothing
        }
      }
    }
    return false;
  }
}

package dev.redoubt.scan.internal.keras;

import dev.redoubt.scan.DetectionSeverity;
import dev.redoubt.scan.ScanVerdict;
import dev.redoubt.scan.internal.json.JsonDocument;
import dev.redoubt.scan.internal.model.CodePatterns;
import dev.redoubt.scan.internal.model.ContentFindings;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import dev.redoubt.scan.internal.model.QuotedContent;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Checks the function of a Lambda layer: compiled code in base64, the name of a function, or, in
/// files that Keras did not write, its source. Older versions of Keras write `[code, defaults,
/// closure]`; newer ones an object with `code`.
final class KerasFunction {

  private static final int NAMES = 40;

  private KerasFunction() {}

  /// Reports the function; its existence is reason enough.
  static void inspect(@Nullable JsonDocument function, long at, ContentFindings findings) {
    switch (function) {
      case JsonDocument.ObjectNode node when node.get("code") != null ->
          inspect(node.get("code"), at, findings);
      case JsonDocument.ObjectNode node
          when node.get("config") instanceof JsonDocument.ObjectNode config ->
          inspect(config.get("code"), at, findings);
      case JsonDocument.ObjectNode node -> name(String.valueOf(node.text("config")), at, findings);
      case JsonDocument.ArrayNode array when !array.elements().isEmpty() ->
          inspect(first(array), at, findings);
      case JsonDocument.TextNode text -> text(text.value(), at, findings);
      case JsonDocument.ArrayNode _, JsonDocument.NumberNode _, JsonDocument.WordNode _ ->
          unclear(at, findings);
      case null -> unclear(at, findings);
    }
  }

  /// Follows only strings and objects, so nested lists end here.
  private static @Nullable JsonDocument first(JsonDocument.ArrayNode array) {
    JsonDocument first = array.elements().getFirst();
    return first instanceof JsonDocument.TextNode || first instanceof JsonDocument.ObjectNode
        ? first
        : null;
  }

  private static void unclear(long at, ContentFindings findings) {
    findings.add(
        ModelFormatRule.KERAS_LAMBDA_LAYER,
        at,
        "a Lambda layer has a function that cannot be parsed");
  }

  private static void text(String text, long at, ContentFindings findings) {
    byte[] code = decoded(text);
    if (code != null) {
      compiled(code, at, findings);
    } else if (text.contains("lambda") || text.contains("(") || text.contains("\n")) {
      source(text, at, findings);
    } else {
      name(text, at, findings);
    }
  }

  private static void name(String name, long at, ContentFindings findings) {
    findings.add(
        ModelFormatRule.KERAS_LAMBDA_LAYER,
        ScanVerdict.SUSPICIOUS,
        DetectionSeverity.MEDIUM,
        at,
        "a Lambda layer calls the function "
            + QuotedContent.of(name)
            + ", which the caller must supply",
        List.of());
  }

  private static void source(String text, long at, ContentFindings findings) {
    String code = CodePatterns.in(text);
    findings.add(
        code == null ? ModelFormatRule.KERAS_LAMBDA_LAYER : ModelFormatRule.KERAS_LAMBDA_CODE,
        at,
        "a Lambda layer contains the source " + QuotedContent.of(text));
  }

  private static void compiled(byte[] code, long at, ContentFindings findings) {
    List<String> names = MarshalledNames.of(code);
    List<String> harmful = CodePatterns.among(names);
    List<String> witness = new ArrayList<>();
    witness.add("`" + code.length + "` bytes of compiled Python in base64");
    names.stream().limit(NAMES).map(name -> "uses " + QuotedContent.of(name)).forEach(witness::add);
    ModelFormatRule rule =
        harmful.isEmpty() ? ModelFormatRule.KERAS_LAMBDA_LAYER : ModelFormatRule.KERAS_LAMBDA_CODE;
    findings.add(
        rule,
        rule.verdict(),
        rule.severity(),
        at,
        harmful.isEmpty()
            ? "a Lambda layer runs compiled code when the model is loaded"
            : "a Lambda layer runs compiled code that uses "
                + QuotedContent.of(String.join(", ", harmful)),
        witness);
  }

  /// Decodes compiled code, which begins with the marker of a code object; null for other text.
  private static byte @Nullable [] decoded(String text) {
    String packed = text.replaceAll("\\s", "");
    if (packed.length() < 16) {
      return null;
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(packed);
      return (bytes[0] & 0x7f) == 'c' ? bytes : null;
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
  }
}

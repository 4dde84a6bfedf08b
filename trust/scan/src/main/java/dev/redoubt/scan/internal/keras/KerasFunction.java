package dev.redoubt.scan.internal.keras;

import dev.redoubt.scan.Severity;
import dev.redoubt.scan.Verdict;
import dev.redoubt.scan.internal.json.Json;
import dev.redoubt.scan.internal.model.CodeWords;
import dev.redoubt.scan.internal.model.Findings;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import dev.redoubt.scan.internal.model.Shown;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The function of a lambda layer: compiled code in base64, the name of a function, or, in files
/// that no Keras wrote, its source. Older Keras writes `[code, defaults, closure]`; newer an object
/// with `code`.
final class KerasFunction {

  private static final int NAMES = 40;

  private KerasFunction() {}

  /// Reports the function; that there is one is reason enough.
  static void inspect(@Nullable Json function, long at, Findings findings) {
    switch (function) {
      case Json.ObjectNode node when node.get("code") != null ->
          inspect(node.get("code"), at, findings);
      case Json.ObjectNode node when node.get("config") instanceof Json.ObjectNode config ->
          inspect(config.get("code"), at, findings);
      case Json.ObjectNode node -> name(String.valueOf(node.text("config")), at, findings);
      case Json.ArrayNode array when !array.elements().isEmpty() ->
          inspect(first(array), at, findings);
      case Json.TextNode text -> text(text.value(), at, findings);
      case Json.ArrayNode _, Json.NumberNode _, Json.WordNode _ -> unclear(at, findings);
      case null -> unclear(at, findings);
    }
  }

  /// Only texts and objects are followed, so that lists in lists end here.
  private static @Nullable Json first(Json.ArrayNode array) {
    Json first = array.elements().getFirst();
    return first instanceof Json.TextNode || first instanceof Json.ObjectNode ? first : null;
  }

  private static void unclear(long at, Findings findings) {
    findings.add(
        ModelFormatRule.KERAS_LAMBDA_LAYER, at, "a lambda layer whose function cannot be read");
  }

  private static void text(String text, long at, Findings findings) {
    byte[] code = decoded(text);
    if (code != null) {
      compiled(code, at, findings);
    } else if (text.contains("lambda") || text.contains("(") || text.contains("\n")) {
      source(text, at, findings);
    } else {
      name(text, at, findings);
    }
  }

  private static void name(String name, long at, Findings findings) {
    findings.add(
        ModelFormatRule.KERAS_LAMBDA_LAYER,
        Verdict.SUSPICIOUS,
        Severity.MEDIUM,
        at,
        "a lambda layer calls the function " + Shown.of(name) + ", which the loader has to bring",
        List.of());
  }

  private static void source(String text, long at, Findings findings) {
    String code = CodeWords.in(text);
    findings.add(
        code == null ? ModelFormatRule.KERAS_LAMBDA_LAYER : ModelFormatRule.KERAS_LAMBDA_CODE,
        at,
        "a lambda layer of the source " + Shown.of(text));
  }

  private static void compiled(byte[] code, long at, Findings findings) {
    List<String> names = MarshalledNames.of(code);
    List<String> harmful = CodeWords.among(names);
    List<String> witness = new ArrayList<>();
    witness.add("`" + code.length + "` bytes of compiled Python in base64");
    names.stream().limit(NAMES).map(name -> "uses " + Shown.of(name)).forEach(witness::add);
    ModelFormatRule rule =
        harmful.isEmpty() ? ModelFormatRule.KERAS_LAMBDA_LAYER : ModelFormatRule.KERAS_LAMBDA_CODE;
    findings.add(
        rule,
        rule.verdict(),
        rule.severity(),
        at,
        harmful.isEmpty()
            ? "a lambda layer runs compiled code when the model is loaded"
            : "a lambda layer runs compiled code that uses " + Shown.of(String.join(", ", harmful)),
        witness);
  }

  /// The bytes of compiled code, which begin with the letter of a code object; null for others.
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

package dev.redoubt.scan.internal.text;

import dev.redoubt.scan.internal.Analyser;
import dev.redoubt.scan.internal.jinja.ChatTemplate;
import dev.redoubt.scan.internal.json.Json;
import dev.redoubt.scan.internal.mlflow.Requirements;
import dev.redoubt.scan.internal.model.CodeInspector;
import dev.redoubt.scan.internal.model.Findings;
import dev.redoubt.scan.internal.model.Input;
import dev.redoubt.scan.internal.model.Malformed;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import dev.redoubt.scan.internal.model.Parsed;
import dev.redoubt.scan.internal.model.Shown;
import dev.redoubt.scan.internal.secrets.Secrets;
import dev.redoubt.scan.internal.yaml.YamlReader;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Looks at text that is no format of its own: YAML, lists of packages, templates, and anything
/// that may have a secret.
public final class TextFormat {

  /// Longer texts are data, and are looked through for secrets part by part.
  private static final int WHOLE = 8 << 20;

  /// Parts overlap by what the longest secret has.
  private static final int OVERLAP = 8_192;

  private static final Pattern KEY =
      Pattern.compile("(?m)^[ \\t]*+(?:- )?[\"']?[A-Za-z_][\\w .-]{0,60}[\"']?:(?:\\s|$)");

  private static final Pattern PYTHON_TAG =
      Pattern.compile(
          "!!python/(?:object|name|module)[\\w/:.]*|!<tag:yaml\\.org,2002:python/[\\w/:.]*>");

  /// What gives a document of YAML tags, of which some make objects, whether it has keys or not.
  private static final Pattern TAGGED = Pattern.compile("(?m)^%TAG|!!python|!<|!tag:");

  private static final Pattern DESCRIPTION =
      Pattern.compile("(?m)^[\"']?(?:flavors|loader_module)[\"']?\\s*+:");

  private TextFormat() {}

  /// The analyser.
  public static Analyser analyser(CodeInspector code) {
    return new Parsed(
        ModelFormatRule.TEXT_UNREADABLE, (input, findings) -> parse(input, findings, code));
  }

  /// The analyser of text that has an analyser of its own already: secrets alone.
  public static Analyser secrets() {
    return new Parsed(ModelFormatRule.TEXT_UNREADABLE, (input, findings) -> parts(input, findings));
  }

  private static void parse(Input input, Findings findings, CodeInspector code)
      throws IOException, Malformed {
    parts(input, findings);
    if (input.size() > WHOLE) {
      return;
    }
    String text = Encoding.decode(input.bytes(0, input.size(), WHOLE));
    if (isYaml(text)) {
      yaml(text, findings, code);
    } else if (Requirements.is(text)) {
      Requirements.inspect(text, findings);
    } else {
      ChatTemplate.glance(text, 0, findings);
    }
  }

  private static boolean isYaml(String text) {
    return TAGGED.matcher(text).find() || (KEY.matcher(text).find() && !text.startsWith("tree\n"));
  }

  private static void yaml(String text, Findings findings, CodeInspector code) throws IOException {
    List<Json> documents;
    try {
      documents = YamlReader.read(text);
    } catch (Malformed malformed) {
      notYaml(text, malformed, findings);
      return;
    }
    boolean objects = false;
    for (Json document : documents) {
      if (document instanceof Json.ObjectNode || document instanceof Json.ArrayNode) {
        objects = true;
        JsonFormat.document(document, findings, code);
      }
    }
    if (!objects) {
      ChatTemplate.glance(text, 0, findings);
    }
  }

  /// Most text is not YAML, and need not be; what asks to be loaded as such must.
  private static void notYaml(String text, Malformed malformed, Findings findings) {
    ChatTemplate.glance(text, 0, findings);
    Matcher tag = PYTHON_TAG.matcher(text);
    if (tag.find()) {
      findings.add(
          ModelFormatRule.YAML_PYTHON_TAG,
          tag.start(),
          "a value has the tag " + Shown.of(tag.group()));
    }
    if (DESCRIPTION.matcher(text).find()) {
      findings.unreadable(ModelFormatRule.YAML_UNREADABLE, malformed);
    }
  }

  /// Looks for secrets in a text of any length.
  static void parts(Input input, Findings findings) throws IOException, Malformed {
    for (long at = 0; at < input.size(); at += WHOLE - OVERLAP) {
      long length = Math.min(WHOLE, input.size() - at);
      Secrets.inspect(Encoding.decode(input.bytes(at, length, WHOLE)), at, findings);
    }
  }
}

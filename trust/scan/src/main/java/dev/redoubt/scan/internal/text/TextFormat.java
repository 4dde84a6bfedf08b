package dev.redoubt.scan.internal.text;

import dev.redoubt.scan.internal.FormatAnalyser;
import dev.redoubt.scan.internal.jinja.ChatTemplate;
import dev.redoubt.scan.internal.json.JsonDocument;
import dev.redoubt.scan.internal.model.CodeInspector;
import dev.redoubt.scan.internal.model.ContentFindings;
import dev.redoubt.scan.internal.model.ContentReader;
import dev.redoubt.scan.internal.model.MalformedContentException;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import dev.redoubt.scan.internal.model.ParsingAnalyser;
import dev.redoubt.scan.internal.model.QuotedContent;
import dev.redoubt.scan.internal.packages.PackageFile;
import dev.redoubt.scan.internal.packages.PipRequirements;
import dev.redoubt.scan.internal.python.PythonSource;
import dev.redoubt.scan.internal.secrets.SecretReporter;
import dev.redoubt.scan.internal.yaml.YamlReader;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Looks at text that is no format of its own: YAML, lists of packages, templates, and anything
/// that may have a secret. Where the name of the file says what a loader takes it for, the name
/// decides; otherwise the content does, by more than one line.
public final class TextFormat {

  /// Longer texts are data, and are looked through for secrets part by part.
  private static final int WHOLE = 8 << 20;

  /// Parts overlap by what the longest secret has.
  private static final int OVERLAP = 8_192;

  private static final Pattern KEY =
      Pattern.compile(
          "(?m)^[ \\t]*+(?:[-?] +)*[\"']?[A-Za-z_][\\w .-]{0,60}[\"']?[ \\t]*+:(?:\\s|$)"
              + "|\\A\\s*+\\{[^}:]{0,80}:\\s");

  /// Files that a loader reads as YAML, and nothing else.
  private static final Pattern YAML_NAME =
      Pattern.compile("(?:.*/)?(?:[^/]*\\.ya?ml|mlmodel|mlproject)");

  private static final Pattern PYTHON_TAG =
      Pattern.compile(
          "!!python/(?:object|name|module)[\\w/:.]*|!<tag:yaml\\.org,2002:python/[\\w/:.]*>");

  /// What gives a document of YAML tags, of which some make objects, whether it has keys or not.
  private static final Pattern TAGGED = Pattern.compile("(?m)^%TAG|!!python|!<|!tag:");

  private static final Pattern DESCRIPTION =
      Pattern.compile("(?m)^[\"']?(?:flavors|loader_module)[\"']?\\s*+:");

  private TextFormat() {}

  /// The analyser.
  public static FormatAnalyser analyser(CodeInspector code) {
    return new ParsingAnalyser(
        ModelFormatRule.TEXT_UNREADABLE, (input, findings) -> parse(input, findings, code));
  }

  /// The analyser of text that has an analyser of its own already: secrets alone.
  public static FormatAnalyser secrets() {
    return new ParsingAnalyser(
        ModelFormatRule.TEXT_UNREADABLE, (input, findings) -> parts(input, findings));
  }

  /// The analyser of what is text, and YAML to a loader that goes by its name.
  public static FormatAnalyser named() {
    return new ParsingAnalyser(
        ModelFormatRule.YAML_UNREADABLE,
        (input, findings) -> yaml(whole(input), true, findings, PythonSource::inspect));
  }

  /// The analyser of a template of Jinja, as its name says.
  public static FormatAnalyser template() {
    return new ParsingAnalyser(
        ModelFormatRule.TEMPLATE_UNREADABLE,
        (input, findings) -> ChatTemplate.inspect(whole(input), 0, findings));
  }

  /// Whether a loader reads a file of this name as YAML.
  public static boolean isYamlByName(String name) {
    return YAML_NAME.matcher(name.toLowerCase(Locale.ROOT)).matches();
  }

  private static boolean isDescription(String name) {
    return name.toLowerCase(Locale.ROOT).matches("(?:.*/)?mlmodel");
  }

  private static String whole(ContentReader input) throws IOException, MalformedContentException {
    if (input.size() > WHOLE) {
      throw new MalformedContentException(
          0, "longer than `" + WHOLE + "` bytes, which no such file is");
    }
    return TextDecoding.decode(input.bytes(0, input.size(), WHOLE));
  }

  private static void parse(ContentReader input, ContentFindings findings, CodeInspector code)
      throws IOException, MalformedContentException {
    parts(input, findings);
    boolean named = findings.names().stream().anyMatch(TextFormat::isYamlByName);
    if (input.size() > WHOLE && !named) {
      return;
    }
    String text = whole(input);
    boolean listed =
        findings.names().stream().map(PackageFile::named).anyMatch(Optional::isPresent);
    if (named || (!listed && isYaml(text))) {
      yaml(text, named, findings, code);
    } else if (!listed && PipRequirements.isLikely(text)) {
      PipRequirements.glance(text, 0, findings);
    }
    ChatTemplate.glance(text, 0, findings);
  }

  private static boolean isYaml(String text) {
    return TAGGED.matcher(text).find() || (KEY.matcher(text).find() && !text.startsWith("tree\n"));
  }

  private static void yaml(String text, boolean named, ContentFindings findings, CodeInspector code)
      throws IOException {
    List<JsonDocument> documents;
    try {
      documents = YamlReader.read(text);
    } catch (MalformedContentException malformed) {
      notYaml(text, named, malformed, findings);
      return;
    }
    if (documents.stream().noneMatch(JsonDocument.ObjectNode.class::isInstance)
        && findings.names().stream().anyMatch(TextFormat::isDescription)) {
      findings.unreadable(
          ModelFormatRule.YAML_UNREADABLE,
          new MalformedContentException(0, "no description of a model"));
    }
    for (JsonDocument document : documents) {
      if (document instanceof JsonDocument.ObjectNode
          || document instanceof JsonDocument.ArrayNode) {
        JsonFormat.document(document, findings, code);
      }
    }
  }

  /// Most text is not YAML, and need not be; what is loaded as such by its name, or asks for it,
  /// must.
  private static void notYaml(
      String text, boolean named, MalformedContentException malformed, ContentFindings findings) {
    Matcher tag = PYTHON_TAG.matcher(text);
    if (tag.find()) {
      findings.add(
          ModelFormatRule.YAML_PYTHON_TAG,
          tag.start(),
          "a value has the tag " + QuotedContent.of(tag.group()));
    }
    if (named || DESCRIPTION.matcher(text).find()) {
      findings.unreadable(ModelFormatRule.YAML_UNREADABLE, malformed);
    }
  }

  /// Looks for secrets in a text of any length.
  static void parts(ContentReader input, ContentFindings findings)
      throws IOException, MalformedContentException {
    for (long at = 0; at < input.size(); at += WHOLE - OVERLAP) {
      long length = Math.min(WHOLE, input.size() - at);
      SecretReporter.inspect(TextDecoding.decode(input.bytes(at, length, WHOLE)), at, findings);
    }
  }
}

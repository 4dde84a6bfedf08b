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

/// Checks text without a format of its own: YAML, package lists, templates, and anything that may
/// contain a secret. If the file name determines how a loader reads it, the name decides; otherwise
/// the content does, by more than one line.
public final class TextFormat {

  /// Longer text is data, and is searched for secrets in parts.
  private static final int WHOLE = 8 << 20;

  /// Parts overlap by the length of the longest secret.
  private static final int OVERLAP = 8_192;

  private static final Pattern KEY =
      Pattern.compile(
          "(?m)^[ \\t]*+(?:[-?] +)*[\"']?[A-Za-z_][\\w .-]{0,60}[\"']?[ \\t]*+:(?:\\s|$)"
              + "|\\A\\s*+\\{[^}:]{0,80}:\\s");

  /// Files that a loader always reads as YAML.
  private static final Pattern YAML_NAME =
      Pattern.compile("(?:.*/)?(?:[^/]*\\.ya?ml|mlmodel|mlproject)");

  private static final Pattern PYTHON_TAG =
      Pattern.compile(
          "!!python/(?:object|name|module)[\\w/:.]*|!<tag:yaml\\.org,2002:python/[\\w/:.]*>");

  /// Gives a YAML document tags, some of which create objects, whether it has keys or not.
  private static final Pattern TAGGED = Pattern.compile("(?m)^%TAG|!!python|!<|!tag:");

  private static final Pattern DESCRIPTION =
      Pattern.compile("(?m)^[\"']?(?:flavors|loader_module)[\"']?\\s*+:");

  private TextFormat() {}

  /// The analyzer for this format.
  public static FormatAnalyser analyser(CodeInspector code) {
    return new ParsingAnalyser(
        ModelFormatRule.TEXT_UNREADABLE, (input, findings) -> parse(input, findings, code));
  }

  /// The analyzer of text that already has another analyzer: secrets only.
  public static FormatAnalyser secrets() {
    return new ParsingAnalyser(
        ModelFormatRule.TEXT_UNREADABLE, (input, findings) -> parts(input, findings));
  }

  /// The analyzer of text that a loader reads as YAML because of its name.
  public static FormatAnalyser named() {
    return new ParsingAnalyser(
        ModelFormatRule.YAML_UNREADABLE,
        (input, findings) -> yaml(whole(input), true, findings, PythonSource::inspect));
  }

  /// The analyzer of a Jinja template, according to its name.
  public static FormatAnalyser template() {
    return new ParsingAnalyser(
        ModelFormatRule.TEMPLATE_UNREADABLE,
        (input, findings) -> ChatTemplate.inspect(whole(input), 0, findings));
  }

  /// Whether a loader reads a file with this name as YAML.
  public static boolean isYamlByName(String name) {
    return YAML_NAME.matcher(name.toLowerCase(Locale.ROOT)).matches();
  }

  private static boolean isDescription(String name) {
    return name.toLowerCase(Locale.ROOT).matches("(?:.*/)?mlmodel");
  }

  private static String whole(ContentReader input) throws IOException, MalformedContentException {
    if (input.size() > WHOLE) {
      throw new MalformedContentException(0, "exceeds the limit of `" + WHOLE + "` bytes");
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
      PipRequirements.inspectLeniently(text, 0, findings);
    }
    ChatTemplate.inspectText(text, 0, findings);
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
          new MalformedContentException(0, "not a model description"));
    }
    for (JsonDocument document : documents) {
      if (document instanceof JsonDocument.ObjectNode
          || document instanceof JsonDocument.ArrayNode) {
        JsonFormat.document(document, findings, code);
      }
    }
  }

  /// Most text is not YAML, and need not be; text that is loaded as YAML because of its name, or
  /// declares to be YAML, must be.
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

  /// Searches a text of any length for secrets.
  static void parts(ContentReader input, ContentFindings findings)
      throws IOException, MalformedContentException {
    for (long at = 0; at < input.size(); at += WHOLE - OVERLAP) {
      long length = Math.min(WHOLE, input.size() - at);
      SecretReporter.inspect(TextDecoding.decode(input.bytes(at, length, WHOLE)), at, findings);
    }
  }
}

package dev.redoubt.scan.internal.filename;

import dev.redoubt.scan.DetectionSeverity;
import dev.redoubt.scan.ScanVerdict;
import dev.redoubt.scan.internal.FormatAnalyser;
import dev.redoubt.scan.internal.ini.IniReader;
import dev.redoubt.scan.internal.json.JsonDocument;
import dev.redoubt.scan.internal.model.ContentFindings;
import dev.redoubt.scan.internal.model.ContentReader;
import dev.redoubt.scan.internal.model.MalformedContentException;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import dev.redoubt.scan.internal.model.ParsingAnalyser;
import dev.redoubt.scan.internal.model.QuotedContent;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/// Checks `config.cfg` of a spaCy pipeline, which names registered functions. spaCy looks them up
/// among the entry points of installed packages, so a name imports only what is installed; one that
/// spaCy and its companion packages do not register needs foreign code. Source: spaCy's pages of
/// its configuration and of its registry.
final class SpacyConfig {

  private static final int LONGEST = 8 << 20;

  /// The names of Thinc functions have no package.
  private static final Pattern REGISTERED =
      Pattern.compile(
          "\"?(?:(?:spacy|spacy-legacy|spacy-loggers|spacy-transformers|spacy-curated-transformers"
              + "|spacy-lookups-data|spacy-llm|thinc)\\.)?[A-Za-z_]\\w*\\.v[0-9]+\"?");

  private SpacyConfig() {}

  static FormatAnalyser analyser() {
    return new ParsingAnalyser(ModelFormatRule.CONFIG_UNREADABLE, SpacyConfig::parse);
  }

  private static void parse(ContentReader input, ContentFindings findings)
      throws IOException, MalformedContentException {
    String text = input.text(0, Math.min(input.size(), LONGEST), LONGEST);
    if (!text.contains("[nlp]")) {
      return; // some other program's: spaCy refuses one without this section
    }
    if (input.size() > LONGEST) {
      throw new MalformedContentException(0, "configuration exceeds the size limit");
    }
    JsonDocument.ObjectNode root = IniReader.read(text);
    for (JsonDocument.Member section : root.members()) {
      if (section.value() instanceof JsonDocument.ObjectNode node) {
        node.members().forEach(entry -> entry(entry, findings));
      }
    }
  }

  private static void entry(JsonDocument.Member entry, ContentFindings findings) {
    if (entry.name().startsWith("@")
        && entry.value() instanceof JsonDocument.TextNode text
        && !REGISTERED.matcher(text.value()).matches()) {
      findings.add(
          ModelFormatRule.CONFIG_REMOTE_CODE,
          ScanVerdict.SUSPICIOUS,
          DetectionSeverity.LOW,
          text.offset(),
          "`%s` is %s, which is not part of spaCy"
              .formatted(entry.name(), QuotedContent.of(text.value())),
          List.of());
    }
  }
}

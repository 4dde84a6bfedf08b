package dev.redoubt.scan.internal.xml;

import dev.redoubt.scan.DetectionSeverity;
import dev.redoubt.scan.ScanVerdict;
import dev.redoubt.scan.internal.model.ContentFindings;
import dev.redoubt.scan.internal.model.MalformedContentException;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import dev.redoubt.scan.internal.model.QuotedContent;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Checks the part before the first element with a scanner of its own: a document type declaration
/// and its entities. Models have none.
final class DoctypeScanner {

  private static final Pattern ENTITY =
      Pattern.compile("<!ENTITY\\s+(%\\s+)?([^\\s\"'>]{1,200})\\s+([^>]{0,2000})");

  private static final Pattern EXTERNAL =
      Pattern.compile("(?:SYSTEM|PUBLIC\\s+(?:\"[^\"]*\"|'[^']*'))\\s*(?:\"([^\"]*)\"|'([^']*)')");

  /// More references in the value of an entity than people write.
  private static final int REFERENCES = 3;

  private DoctypeScanner() {}

  /// Reports the document type declaration.
  ///
  /// @return whether there is one
  static boolean inspect(String head, ContentFindings findings) throws MalformedContentException {
    int start = start(head);
    if (start < 0) {
      return false;
    }
    int end = end(head, start);
    String type = head.substring(start, end);
    int bracket = type.indexOf('[');
    Matcher outside = EXTERNAL.matcher(bracket < 0 ? type : type.substring(0, bracket));
    boolean external = outside.find();
    findings.add(
        ModelFormatRule.XML_INCLUDE,
        ScanVerdict.SUSPICIOUS,
        external ? DetectionSeverity.MEDIUM : DetectionSeverity.LOW,
        start,
        "document type declaration " + QuotedContent.of(type) + ", which no model needs",
        List.of());
    entities(type, start, findings);
    return true;
  }

  private static void entities(String type, int start, ContentFindings findings) {
    Matcher entity = ENTITY.matcher(type);
    while (entity.find()) {
      String value = entity.group(3);
      Matcher external = EXTERNAL.matcher(value);
      boolean parameter = entity.group(1) != null;
      if (external.lookingAt() || parameter) {
        findings.add(
            ModelFormatRule.XML_ENTITY,
            start + entity.start(),
            "entity %s is %s"
                .formatted(QuotedContent.of(entity.group(2)), QuotedContent.of(value)));
      } else if (references(value) > REFERENCES) {
        findings.add(
            ModelFormatRule.XML_ENTITY,
            start + entity.start(),
            "entity %s contains `%d` other entities, which expand again"
                .formatted(QuotedContent.of(entity.group(2)), references(value)));
      }
    }
  }

  private static int references(String value) {
    return (int) value.chars().filter(character -> character == '&').count();
  }

  /// The position of the document type declaration; -1 if the first element precedes it.
  private static int start(String head) throws MalformedContentException {
    for (int at = head.indexOf('<'); at >= 0; at = head.indexOf('<', at)) {
      if (head.startsWith("<!--", at)) {
        at = after(head, "-->", at);
      } else if (head.startsWith("<?", at)) {
        at = after(head, "?>", at);
      } else if (head.startsWith("<!DOCTYPE", at)) {
        return at;
      } else {
        return -1;
      }
    }
    return -1;
  }

  private static int after(String head, String close, int at) throws MalformedContentException {
    int end = head.indexOf(close, at);
    if (end < 0) {
      throw new MalformedContentException(
          at, "the part before the first element is not terminated, or exceeds the limit");
    }
    return end + close.length();
  }

  private static int end(String head, int start) throws MalformedContentException {
    int depth = 0;
    char quote = 0;
    for (int at = start; at < head.length(); at++) {
      char next = head.charAt(at);
      if (quote != 0) {
        quote = next == quote ? 0 : quote;
      } else if (head.startsWith("<!--", at)) {
        at = after(head, "-->", at) - 1;
      } else if (next == '"' || next == '\'') {
        quote = next;
      } else if (next == '[') {
        depth++;
      } else if (next == ']') {
        depth--;
      } else if (next == '>' && depth <= 0) {
        return at + 1;
      }
    }
    throw new MalformedContentException(
        start, "the document type declaration is not terminated, or exceeds the limit");
  }
}

package dev.redoubt.scan.internal.xml;

import dev.redoubt.scan.Severity;
import dev.redoubt.scan.Verdict;
import dev.redoubt.scan.internal.model.Findings;
import dev.redoubt.scan.internal.model.Malformed;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import dev.redoubt.scan.internal.model.Shown;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Looks at what stands in front of the first element, by a scan of its own: a document type and
/// the entities that it declares. Models have none.
final class DocumentType {

  private static final Pattern ENTITY =
      Pattern.compile("<!ENTITY\\s+(%\\s+)?([^\\s\"'>]{1,200})\\s+([^>]{0,2000})");

  private static final Pattern EXTERNAL =
      Pattern.compile("(?:SYSTEM|PUBLIC\\s+(?:\"[^\"]*\"|'[^']*'))\\s*(?:\"([^\"]*)\"|'([^']*)')");

  /// More references in the value of an entity than people write.
  private static final int REFERENCES = 3;

  private DocumentType() {}

  /// Reports the document type.
  ///
  /// @return whether there is one
  static boolean inspect(String head, Findings findings) throws Malformed {
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
        Verdict.SUSPICIOUS,
        external ? Severity.MEDIUM : Severity.LOW,
        start,
        "a document type " + Shown.of(type) + ", which no model needs",
        List.of());
    entities(type, start, findings);
    return true;
  }

  private static void entities(String type, int start, Findings findings) {
    Matcher entity = ENTITY.matcher(type);
    while (entity.find()) {
      String value = entity.group(3);
      Matcher external = EXTERNAL.matcher(value);
      boolean parameter = entity.group(1) != null;
      if (external.lookingAt() || parameter) {
        findings.add(
            ModelFormatRule.XML_ENTITY,
            start + entity.start(),
            "entity %s is %s".formatted(Shown.of(entity.group(2)), Shown.of(value)));
      } else if (references(value) > REFERENCES) {
        findings.add(
            ModelFormatRule.XML_ENTITY,
            start + entity.start(),
            "entity %s is made of `%d` others, which expand again"
                .formatted(Shown.of(entity.group(2)), references(value)));
      }
    }
  }

  private static int references(String value) {
    return (int) value.chars().filter(character -> character == '&').count();
  }

  /// Where the document type starts; -1 where the first element comes before it.
  private static int start(String head) throws Malformed {
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

  private static int after(String head, String close, int at) throws Malformed {
    int end = head.indexOf(close, at);
    if (end < 0) {
      throw new Malformed(
          at, "what stands in front of the first element does not end, or is longer than any");
    }
    return end + close.length();
  }

  private static int end(String head, int start) throws Malformed {
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
    throw new Malformed(start, "a document type that does not end, or is longer than any");
  }
}

package dev.redoubt.scan.internal.gguf;

import dev.redoubt.scan.internal.jinja.ChatTemplate;
import dev.redoubt.scan.internal.model.ContentFindings;
import dev.redoubt.scan.internal.model.MalformedContentException;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import dev.redoubt.scan.internal.model.QuotedContent;
import dev.redoubt.scan.internal.secrets.SecretReporter;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/// Reads the metadata of a GGUF file.
final class GgufMetadata {

  /// The limit of the specification.
  private static final int NAME = 65_535;

  /// A template or a license; the longest ones in models have a tenth of this.
  private static final int TEXT = 16 << 20;

  /// Nested arrays: the specification allows them, no model uses them.
  private static final int NESTING = 4;

  private static final int DEFAULT_ALIGNMENT = 32;
  private static final int STRING = 8;
  private static final int ARRAY = 9;
  private static final int UINT32 = 4;

  /// The width of each type in bytes; 0 if it is not fixed.
  private static final int[] WIDTHS = {1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8};

  private final GgufCursor cursor;
  private final ContentFindings findings;
  private final Set<String> names = new HashSet<>();
  private long alignment = DEFAULT_ALIGNMENT;

  GgufMetadata(GgufCursor cursor, ContentFindings findings) {
    this.cursor = cursor;
    this.findings = findings;
  }

  long alignment() {
    return alignment;
  }

  void read(long values) throws IOException, MalformedContentException {
    for (long i = 0; i < values; i++) {
      long at = cursor.at();
      String name = cursor.text(NAME);
      if (!names.add(name)) {
        findings.add(
            ModelFormatRule.GGUF_DUPLICATE,
            at,
            "metadata "
                + QuotedContent.of(name)
                + " occurs twice; readers differ in which one they use");
      }
      value(name, cursor.u32(), 0);
    }
  }

  private void value(String name, long type, int depth)
      throws IOException, MalformedContentException {
    long at = cursor.at();
    if (type >= WIDTHS.length) {
      throw new MalformedContentException(
          at, "metadata " + QuotedContent.of(name) + " has the unknown type `" + type + "`");
    }
    if (type == STRING) {
      text(name, at, cursor.text(TEXT));
    } else if (type == ARRAY) {
      array(name, depth);
    } else if (type == UINT32 && name.equals("general.alignment")) {
      align(at, cursor.u32());
    } else {
      cursor.skip(WIDTHS[(int) type]);
    }
  }

  private void array(String name, int depth) throws IOException, MalformedContentException {
    long at = cursor.at();
    long type = cursor.u32();
    long count = cursor.count();
    if (type >= WIDTHS.length || depth >= NESTING) {
      throw new MalformedContentException(
          at,
          "metadata " + QuotedContent.of(name) + " is an array of the unknown type `" + type + "`");
    }
    if (WIDTHS[(int) type] > 0) {
      cursor.skip(count, WIDTHS[(int) type]);
      return;
    }
    boolean templates = ChatTemplate.isNamed(name);
    for (long i = 0; i < count; i++) {
      if (type == STRING && !templates) {
        cursor.skip(cursor.count());
      } else {
        value(name, type, depth + 1);
      }
    }
  }

  private void text(String name, long at, String text) {
    if (ChatTemplate.isNamed(name)) {
      ChatTemplate.inspect(text, at, findings);
    } else {
      ChatTemplate.inspectText(text, at, findings);
    }
    SecretReporter.inspect(text, at, findings);
  }

  private void align(long at, long value) throws MalformedContentException {
    if (Long.bitCount(value) != 1 || value < Long.BYTES) {
      throw new MalformedContentException(at, "invalid alignment `" + value + "`");
    }
    alignment = value;
  }
}

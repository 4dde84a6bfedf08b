package dev.redoubt.scan.internal.boosting;

import dev.redoubt.scan.internal.FormatAnalyser;
import dev.redoubt.scan.internal.model.ContentFindings;
import dev.redoubt.scan.internal.model.ContentReader;
import dev.redoubt.scan.internal.model.MalformedContentException;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import dev.redoubt.scan.internal.model.ParsingAnalyser;
import java.io.IOException;

/// Reads Universal Binary JSON, in which XGBoost saves its models since version 1.6. Numbers are
/// big-endian. Source: the specification of UBJSON, draft 12.
public final class UbjsonReader {

  /// A string; the configuration of a scikit-learn estimator is stored as one.
  private static final int TEXT = 64 << 20;

  private static final int DEPTH = 100;

  private final ContentReader input;
  private final XgboostTrees trees;
  private long at;

  private UbjsonReader(ContentReader input, ContentFindings findings) {
    this.input = input;
    this.trees = new XgboostTrees(findings);
  }

  /// The analyzer for this format.
  public static FormatAnalyser analyser() {
    return new ParsingAnalyser(ModelFormatRule.XGBOOST_UNREADABLE, UbjsonReader::parse);
  }

  private static void parse(ContentReader input, ContentFindings findings)
      throws IOException, MalformedContentException {
    UbjsonReader reader = new UbjsonReader(input, findings);
    reader.value(reader.marker(), "", 0);
    if (reader.at < input.size()) {
      throw new MalformedContentException(
          reader.at, "`" + (input.size() - reader.at) + "` bytes after the end");
    }
  }

  /// The next marker, without no-op markers.
  private int marker() throws IOException, MalformedContentException {
    int marker = input.u8(at++);
    while (marker == 'N') {
      marker = input.u8(at++);
    }
    return marker;
  }

  private void value(int marker, String name, int depth)
      throws IOException, MalformedContentException {
    switch (marker) {
      case 'Z', 'T', 'F' -> trees.passed(1);
      case 'i', 'U', 'I', 'l', 'L', 'd', 'D' -> trees.number(name, number(marker));
      case 'C' -> {
        input.u8(at++);
        trees.passed(1);
      }
      case 'S', 'H' -> {
        long start = at;
        trees.text(name, text(), start);
      }
      case '[', '{' -> container(marker == '[', name, depth);
      default -> throw new MalformedContentException(at - 1, "unknown value type `" + marker + "`");
    }
  }

  private void container(boolean array, String name, int depth)
      throws IOException, MalformedContentException {
    if (depth >= DEPTH) {
      throw new MalformedContentException(at, "more than `" + DEPTH + "` levels of nested objects");
    }
    trees.start(name, array, at - 1);
    int type = 0;
    long count = -1;
    int next = marker();
    if (next == '$') {
      type = input.u8(at++);
      next = input.u8(at++);
      if (next != '#') {
        throw new MalformedContentException(at - 1, "element type without a count");
      }
    }
    if (next == '#') {
      count = length();
      items(array, type, count, depth);
    } else {
      open(array, next, depth);
    }
    trees.end();
  }

  /// Reads that many values, each of at least one byte.
  private void items(boolean array, int type, long count, int depth)
      throws IOException, MalformedContentException {
    int width = width(type);
    if (count > (input.size() - at) / Math.max(1, width)) {
      throw new MalformedContentException(at, "`" + count + "` values exceed the file size");
    }
    if (array && width > 0 && !trees.needsNumbers()) {
      at += count * width;
      trees.passed(count);
      return;
    }
    for (long i = 0; i < count; i++) {
      String key = array ? "" : text();
      value(type == 0 ? marker() : type, key, depth + 1);
    }
  }

  private void open(boolean array, int first, int depth)
      throws IOException, MalformedContentException {
    int next = first;
    while (next != (array ? ']' : '}')) {
      if (array) {
        value(next, "", depth + 1);
      } else {
        at--;
        String key = text();
        value(marker(), key, depth + 1);
      }
      next = marker();
    }
  }

  private String text() throws IOException, MalformedContentException {
    long length = length();
    String text = input.text(at, length, TEXT);
    at += length;
    return text;
  }

  private long length() throws IOException, MalformedContentException {
    long start = at;
    int marker = marker();
    if ("iUIlL".indexOf(marker) < 0) {
      throw new MalformedContentException(start, "missing length");
    }
    long length = whole(marker);
    if (length < 0) {
      throw new MalformedContentException(start, "invalid length `" + length + "`");
    }
    return length;
  }

  private double number(int marker) throws IOException, MalformedContentException {
    return switch (marker) {
      case 'd' -> Float.intBitsToFloat((int) big(4));
      case 'D' -> Double.longBitsToDouble(big(8));
      default -> whole(marker);
    };
  }

  private long whole(int marker) throws IOException, MalformedContentException {
    return switch (marker) {
      case 'i' -> (byte) big(1);
      case 'U' -> big(1);
      case 'I' -> (short) big(2);
      case 'l' -> (int) big(4);
      default -> big(8);
    };
  }

  private long big(int width) throws IOException, MalformedContentException {
    long value = 0;
    for (int i = 0; i < width; i++) {
      value = (value << 8) | input.u8(at++);
    }
    return value;
  }

  /// The width of a number in bytes; 0 if the marker is not a number.
  private static int width(int marker) {
    return switch (marker) {
      case 'i', 'U' -> 1;
      case 'I' -> 2;
      case 'l', 'd' -> 4;
      case 'L', 'D' -> 8;
      default -> 0;
    };
  }
}

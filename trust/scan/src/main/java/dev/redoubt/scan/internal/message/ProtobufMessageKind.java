package dev.redoubt.scan.internal.message;

import dev.redoubt.scan.internal.model.ContentReader;
import dev.redoubt.scan.internal.model.MalformedContentException;
import dev.redoubt.scan.internal.protobuf.WireReader;
import java.io.IOException;

/// Distinguishes the known messages by their fields.
enum ProtobufMessageKind {
  ONNX,
  SAVED_MODEL,
  META_GRAPH,
  GRAPH,
  KERAS_METADATA,
  FINGERPRINT,
  UNKNOWN;

  /// The fields with numbers, and the fields with strings or messages, as bit sets.
  private record Fields(int numbers, int lengths) {

    boolean has(int field) {
      return (lengths >> field & 1) == 1;
    }

    boolean hasNumber(int field) {
      return (numbers >> field & 1) == 1;
    }

    boolean only(int numbersAllowed, int lengthsAllowed) {
      return (numbers & ~numbersAllowed) == 0 && (lengths & ~lengthsAllowed) == 0;
    }
  }

  private static int bits(int... fields) {
    int bits = 0;
    for (int field : fields) {
      bits |= 1 << field;
    }
    return bits;
  }

  private static final int ONNX_NUMBERS = bits(1, 5);
  private static final int ONNX_LENGTHS = bits(2, 3, 4, 6, 7, 8, 14, 20, 25, 26);

  /// Whether the first bytes are fields of one of the messages.
  static boolean may(byte[] prefix) {
    int at = 0;
    while (at < prefix.length) {
      int field = (prefix[at] & 0xff) >>> 3;
      int type = prefix[at] & 7;
      // fields of 16 and more take two bytes, and no message begins with one
      if (field == 0 || field > 14 || (type != 0 && type != 2)) {
        return at > 0 && field >= 16 && (prefix[at] & 0x80) != 0;
      }
      long number = 0;
      int shift = 0;
      do {
        at++;
        if (at >= prefix.length || shift > 35) {
          return at >= prefix.length && shift <= 35 && prefix.length > 4;
        }
        number |= (long) (prefix[at] & 0x7f) << shift;
        shift += 7;
      } while (prefix[at] < 0);
      at++;
      if (type == 2) {
        if (number == 0 && field == 1) {
          return false;
        }
        at = (int) Math.min(prefix.length, at + number);
      }
    }
    return prefix.length > 1;
  }

  /// Identifies the message of a content.
  static ProtobufMessageKind of(ContentReader input) throws IOException, MalformedContentException {
    Fields top = fields(WireReader.of(input));
    boolean onnx = top.only(ONNX_NUMBERS, ONNX_LENGTHS);
    if (onnx && (top.has(7) || top.has(25)) && (top.hasNumber(1) || top.has(8))) {
      return ONNX;
    }
    if (top.only(bits(1), bits(2)) && top.has(2)) {
      return SAVED_MODEL;
    }
    if (top.only(bits(1, 2, 3, 4, 5), bits(6, 7)) && top.hasNumber(1) && top.hasNumber(2)) {
      return FINGERPRINT;
    }
    if (top.only(bits(3), bits(1, 2, 4, 5)) && top.has(1)) {
      return first(input, top);
    }
    if (top.only(0, bits(1, 2, 3, 4, 5, 6, 7)) && top.has(2)) {
      return META_GRAPH;
    }
    return onnx && top.has(7) ? ONNX : UNKNOWN;
  }

  /// Graphs, their descriptions and Keras metadata all begin with messages of number 1.
  private static ProtobufMessageKind first(ContentReader input, Fields top)
      throws IOException, MalformedContentException {
    Fields inner = new Fields(0, 0);
    for (WireReader reader = WireReader.of(input); reader.next(); ) {
      if (reader.field() == 1) {
        inner = fields(reader.message());
        break;
      }
    }
    if (inner.hasNumber(2) && (inner.has(4) || inner.has(5)) && top.only(0, bits(1))) {
      return KERAS_METADATA;
    }
    boolean node = inner.only(0, bits(1, 2, 3, 4, 5, 6, 7)) && inner.has(1) && inner.has(2);
    if (node && isText(input)) {
      return GRAPH;
    }
    return top.has(2) ? META_GRAPH : top.hasNumber(3) || top.has(4) ? GRAPH : UNKNOWN;
  }

  /// Whether field 2 of the first message of number 1 is a name, such as that of an operation.
  private static boolean isText(ContentReader input) throws IOException, MalformedContentException {
    for (WireReader reader = WireReader.of(input); reader.next(); ) {
      if (reader.field() != 1) {
        continue;
      }
      for (WireReader node = reader.message(); node.next(); ) {
        if (node.field() == 2) {
          return node.length() < 1_000 && node.text(1_000).matches("[A-Za-z0-9_>./]+");
        }
      }
      return false;
    }
    return false;
  }

  private static Fields fields(WireReader reader) throws IOException, MalformedContentException {
    int numbers = 0;
    int lengths = 0;
    while (reader.next()) {
      int field = Math.min(reader.field(), 31);
      if (reader.hasLength()) {
        lengths |= 1 << field;
      } else if (reader.isNumber() || field == 2) {
        numbers |= 1 << field;
      } else {
        numbers |= 1 << 31;
      }
    }
    return new Fields(numbers, lengths);
  }
}

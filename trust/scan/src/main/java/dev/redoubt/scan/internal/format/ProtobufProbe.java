package dev.redoubt.scan.internal.format;

import dev.redoubt.scan.ByteSource;
import dev.redoubt.scan.FileFormat;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Distinguishes the messages of ONNX and TensorFlow by their fields, because protocol buffers have
/// no magic number.
final class ProtobufProbe {

  /// A TensorFlow graph has a field for each node; some have a hundred thousand.
  private static final int FIELDS = 4_000_000;

  private static final int VARINT = 0;
  private static final int BYTES = 2;

  private final ByteSource source;
  private final long size;
  private long position;

  /// Number and wire type (`number * 8 + type`), and how often it occurs.
  private final Map<Integer, Integer> fields = new HashMap<>();

  private ProtobufProbe(ByteSource source, long size) {
    this.source = source;
    this.size = size;
  }

  static Set<FileFormat> formats(ByteSource source) throws IOException {
    ProtobufProbe message = new ProtobufProbe(source, source.size());
    Set<FileFormat> formats = new HashSet<>();
    if (!message.readAll()) {
      return formats;
    }
    boolean onnx =
        message.only(
            1, VARINT, 2, BYTES, 3, BYTES, 4, BYTES, 5, VARINT, 6, BYTES, 7, BYTES, 8, BYTES, 14,
            BYTES, 20, BYTES, 25, BYTES, 26, BYTES);
    if (onnx && message.has(7, BYTES) && (message.has(1, VARINT) || message.has(8, BYTES))) {
      formats.add(FileFormat.ONNX);
    }
    if (message.only(1, VARINT, 2, BYTES) && message.has(2, BYTES)) {
      formats.add(FileFormat.TENSORFLOW_SAVED_MODEL);
    }
    if (message.only(1, VARINT, 2, VARINT, 3, VARINT, 4, VARINT, 5, VARINT, 6, BYTES, 7, BYTES)
        && message.has(1, VARINT)
        && message.has(2, VARINT)) {
      formats.add(FileFormat.TENSORFLOW_FINGERPRINT);
    }
    if (message.only(1, BYTES) && message.firstIsKerasNode()) {
      formats.add(FileFormat.KERAS_METADATA);
      return formats;
    }
    boolean graph =
        message.only(1, BYTES, 2, BYTES, 3, VARINT, 4, BYTES, 5, BYTES) && message.has(1, BYTES);
    if (graph && (message.has(4, BYTES) || message.has(3, VARINT) || message.firstIsNode())) {
      formats.add(FileFormat.TENSORFLOW_GRAPH);
    }
    boolean meta =
        message.only(1, BYTES, 2, BYTES, 3, BYTES, 4, BYTES, 5, BYTES, 6, BYTES, 7, BYTES);
    if (meta && message.has(2, BYTES) && message.has(1, BYTES)) {
      formats.add(FileFormat.TENSORFLOW_META_GRAPH);
    }
    return formats;
  }

  private boolean has(int number, int type) {
    return fields.containsKey(number * 8 + type);
  }

  private boolean only(int... numbersAndTypes) {
    Set<Integer> allowed = new HashSet<>();
    for (int i = 0; i < numbersAndTypes.length; i += 2) {
      allowed.add(numbersAndTypes[i] * 8 + numbersAndTypes[i + 1]);
    }
    return allowed.containsAll(fields.keySet());
  }

  private boolean readAll() throws IOException {
    int count = 0;
    while (position < size) {
      long tag = varint();
      if (tag <= 0
          || tag >>> 3 > 1_000
          || tag >>> 3 == 0
          || ++count > FIELDS
          || !skip((int) tag & 7)) {
        return false;
      }
      fields.merge((int) tag, 1, Integer::sum);
      if (fields.size() > 64) {
        return false;
      }
    }
    return count > 0;
  }

  private boolean skip(int type) throws IOException {
    long length =
        switch (type) {
          case VARINT -> varint() < 0 && position > size ? -1 : 0;
          case 1 -> 8;
          case BYTES -> varint();
          case 5 -> 4;
          default -> -1;
        };
    if (length < 0 || length > size - position) {
      return false;
    }
    position += length;
    return true;
  }

  /// Whether the first field contains a name, field 1, and an operation, field 2, like a node of a
  /// graph.
  private boolean firstIsNode() throws IOException {
    ProtobufProbe node = first();
    return node.readAll()
        && node.has(1, BYTES)
        && node.has(2, BYTES)
        && node.only(1, BYTES, 2, BYTES, 3, BYTES, 4, BYTES, 5, BYTES, 6, BYTES, 7, BYTES);
  }

  /// Whether the first field contains a number, field 2, and a name or an identifier, fields 4 and
  /// 5: `SavedMetadata` of Keras.
  private boolean firstIsKerasNode() throws IOException {
    ProtobufProbe node = first();
    return node.readAll() && node.has(2, VARINT) && (node.has(4, BYTES) || node.has(5, BYTES));
  }

  /// The content of the first field, which has number 1.
  private ProtobufProbe first() throws IOException {
    position = 0;
    varint();
    long length = varint();
    ProtobufProbe inner = new ProtobufProbe(source, Math.min(size, position + Math.max(0, length)));
    inner.position = position;
    return inner;
  }

  /// A number of up to ten bytes; past the end of the source if it is not terminated.
  private long varint() throws IOException {
    byte[] bytes = source.bytesAt(position, 10);
    long value = 0;
    for (int i = 0; i < bytes.length && position + i < size; i++) {
      value |= (long) (bytes[i] & 0x7f) << (7 * i);
      if (bytes[i] >= 0) {
        position += i + 1;
        return value;
      }
    }
    position = size + 1;
    return -1;
  }
}

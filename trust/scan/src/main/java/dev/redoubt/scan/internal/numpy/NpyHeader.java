package dev.redoubt.scan.internal.numpy;

import dev.redoubt.scan.ByteSource;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The header of an array: `numpy.lib.format`, versions 1.0 to 3.0.
///
/// @param dataStart the position of the data
/// @param elements the product of the shape
/// @param type of an element
record NpyHeader(long dataStart, BigInteger elements, NpyType type) {

  /// NumPy rejects longer headers by default; structured types can need more.
  private static final int LONGEST = 1 << 20;

  private static final int DIMENSIONS = 64;

  /// Thrown if the header is not a literal with the three values: an old reader would evaluate any
  /// expression.
  static final class NoLiteral extends Exception {
    private static final long serialVersionUID = 1L;

    NoLiteral(String message) {
      super(message);
    }
  }

  static NpyHeader read(ByteSource source) throws IOException, NoLiteral {
    byte[] head = source.prefix(12);
    if (head.length < 10) {
      throw new IOException("unexpected end of data");
    }
    int major = head[6];
    if (major < 1 || major > 3) {
      throw new IOException("unsupported version `%d`; expected 1 to 3".formatted(major));
    }
    int fixed = major == 1 ? 10 : 12;
    long length = (head[8] & 0xff) | (head[9] & 0xff) << 8;
    if (major > 1) {
      if (head.length < 12) {
        throw new IOException("unexpected end of data");
      }
      length |= (long) (head[10] & 0xff) << 16 | (long) (head[11] & 0xff) << 24;
    }
    if (length > LONGEST) {
      throw new IOException("the header exceeds 1 MiB");
    }
    byte[] text = source.bytesAt(fixed, (int) length);
    if (text.length < length) {
      throw new IOException("unexpected end of data");
    }
    PythonLiteral literal = PythonLiteral.parse(new String(text, StandardCharsets.UTF_8));
    return of(fixed + length, literal);
  }

  private static NpyHeader of(long dataStart, PythonLiteral literal) throws IOException, NoLiteral {
    if (!(literal instanceof PythonLiteral.Mapping mapping)
        || mapping.values().size() != 3
        || !(mapping.values().get("shape") instanceof PythonLiteral.Sequence shape)
        || !(mapping.values().get("fortran_order") instanceof PythonLiteral.Truth)
        || mapping.values().get("descr") == null) {
      throw new IOException(
          "the header must contain `descr`, `fortran_order` and `shape`, and nothing else");
    }
    if (shape.values().size() > DIMENSIONS) {
      throw new IOException("more than %d dimensions".formatted(DIMENSIONS));
    }
    BigInteger elements = BigInteger.ONE;
    List<BigInteger> sizes = new ArrayList<>();
    for (PythonLiteral value : shape.values()) {
      if (!(value instanceof PythonLiteral.Whole number) || number.value().signum() < 0) {
        throw new IOException("the shape contains a value that is not a number");
      }
      sizes.add(number.value());
    }
    for (BigInteger size : sizes) {
      elements = elements.multiply(size);
    }
    return new NpyHeader(dataStart, elements, NpyType.of(mapping.values().get("descr")));
  }
}

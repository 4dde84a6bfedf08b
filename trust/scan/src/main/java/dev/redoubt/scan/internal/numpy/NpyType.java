package dev.redoubt.scan.internal.numpy;

import dev.redoubt.scan.internal.numpy.NpyHeader.NoLiteral;
import java.io.IOException;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The type of an array element.
///
/// @param bytes of one element
/// @param objects whether it contains Python objects, so that the data is a pickle
record NpyType(BigInteger bytes, boolean objects) {

  /// Byte order, kind, and size: `<f8`. Objects may have no size; dates have a unit at the end.
  private static final Pattern SIMPLE =
      Pattern.compile("([<>|=]?)([?bBiufcmMOSaUV])([0-9]{0,9})(?:\\[[0-9A-Za-z/]*])?");

  private static final BigInteger FOUR = BigInteger.valueOf(4);

  static NpyType of(@Nullable PythonLiteral description) throws IOException, NoLiteral {
    return switch (description) {
      case PythonLiteral.Text text -> simple(text.value());
      case PythonLiteral.Sequence fields -> structured(fields);
      case null, default -> throw new IOException("unknown element type");
    };
  }

  private static NpyType simple(String text) throws IOException {
    Matcher matcher = SIMPLE.matcher(text);
    if (!matcher.matches()) {
      throw new IOException("unknown element type `%s`".formatted(text));
    }
    String kind = matcher.group(2);
    String size = matcher.group(3);
    if (kind.equals("O")) {
      return new NpyType(BigInteger.ZERO, true);
    }
    BigInteger bytes = size.isEmpty() ? BigInteger.ONE : new BigInteger(size);
    return new NpyType(kind.equals("U") ? bytes.multiply(FOUR) : bytes, false);
  }

  /// Fields with a name, a type, and perhaps a shape; or a type and a shape.
  private static NpyType structured(PythonLiteral.Sequence fields) throws IOException, NoLiteral {
    BigInteger bytes = BigInteger.ZERO;
    boolean objects = false;
    for (PythonLiteral field : fields.values()) {
      if (!(field instanceof PythonLiteral.Sequence parts)
          || parts.values().size() < 2
          || parts.values().size() > 3) {
        throw new IOException("unknown element type");
      }
      NpyType type = of(parts.values().get(1));
      bytes = bytes.add(type.bytes.multiply(count(parts)));
      objects |= type.objects;
    }
    return new NpyType(bytes, objects);
  }

  private static BigInteger count(PythonLiteral.Sequence parts) throws IOException {
    if (parts.values().size() < 3) {
      return BigInteger.ONE;
    }
    return switch (parts.values().get(2)) {
      case PythonLiteral.Whole number -> number.value();
      case PythonLiteral.Sequence shape -> {
        BigInteger count = BigInteger.ONE;
        for (PythonLiteral value : shape.values()) {
          if (!(value instanceof PythonLiteral.Whole number)) {
            throw new IOException("the shape of a field contains a value that is not a number");
          }
          count = count.multiply(number.value());
        }
        yield count;
      }
      default ->
          throw new IOException("the shape of a field contains a value that is not a number");
    };
  }
}

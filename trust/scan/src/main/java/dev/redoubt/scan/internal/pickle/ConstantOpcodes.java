package dev.redoubt.scan.internal.pickle;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decodes strings, bytes and numbers as the opcodes write them.
final class ConstantOpcodes {

  static final PickleValue.Tuple EMPTY_TUPLE =
      new PickleValue.Tuple(List.of(), 0, 1, false, false, 1, 0, 0, 0);

  /// Bytes and strings up to this length are scanned if they begin like a pickle.
  private static final int LOOKED_INTO = 1 << 16;

  /// How many bytes are kept for reports.
  private static final int SHOWN = 64;

  private static final int PROTOCOL_MARK = PickleOpcode.PROTO;

  private final PickleInput in;
  private final PickleContext context;
  private boolean holding;
  private long held;

  ConstantOpcodes(PickleInput in, PickleContext context) {
    this.in = in;
    this.context = context;
  }

  /// Keeps all bytes from now on, because something was imported that reads a file from them.
  void holdBytes() {
    holding = true;
  }

  /// A length of eight bytes, which Python rejects if it is negative.
  long length(long length) throws BrokenPickle {
    if (length < 0) {
      throw new BrokenPickle("a length is negative or exceeds any memory");
    }
    return length;
  }

  PickleValue unicode(long length) throws IOException, BrokenPickle {
    return text(length, StandardCharsets.UTF_8);
  }

  /// A Python 2 string, which is text unless the loader asks for bytes.
  PickleValue string(long length) throws IOException, BrokenPickle {
    return text(length, StandardCharsets.ISO_8859_1);
  }

  private PickleValue text(long length, Charset charset) throws IOException, BrokenPickle {
    context.constant(length);
    if (length > EmbeddedPickles.SHORTEST
        && length <= LOOKED_INTO
        && EmbeddedPickles.mayBeginText(in.peek())) {
      byte[] whole = in.bytes((int) length);
      EmbeddedPickles.lookIntoText(whole, context, in.offset() - length);
      int kept = Math.min(whole.length, PickleInput.KEPT_TEXT);
      return new PickleValue.Text(new String(whole, 0, kept, charset), kept == length, length);
    }
    if (holding && length > PickleInput.KEPT_TEXT && mayHold(length)) {
      // Protocols 0 to 2 write bytes as text.
      return new PickleValue.Text(new String(in.bytes((int) length), charset), true);
    }
    return in.text(length, charset);
  }

  PickleValue bytes(long length) throws IOException, BrokenPickle {
    context.constant(length);
    boolean whole = length <= PickleInput.KEPT_TEXT;
    whole |= holding && mayHold(length);
    boolean look = length > EmbeddedPickles.SHORTEST && length <= LOOKED_INTO;
    if (look && (whole || in.peek() == PROTOCOL_MARK)) {
      byte[] bytes = in.bytes((int) length);
      EmbeddedPickles.lookInto(bytes, context, in.offset() - length);
      return new PickleValue.Bytes(bytes, length);
    }
    byte[] start = in.bytes((int) (whole ? length : Math.min(length, SHOWN)));
    in.skip(length - start.length);
    return new PickleValue.Bytes(start, length);
  }

  private boolean mayHold(long length) {
    if (length + held > context.scanContext().limits().heldBytes()) {
      return false;
    }
    held += length;
    return true;
  }

  /// The number of a memo entry, which is decimal even if it begins with zeros.
  long memoNumber(byte[] line) throws BrokenPickle {
    if (line.length > PickleMachine.KEPT_LINE) {
      throw BrokenPickle.limit("a memo index is longer than " + PickleMachine.KEPT_LINE);
    }
    String text = beforeNul(line).strip();
    PickleValue number = number(text, 10);
    if (number instanceof PickleValue.Whole whole && whole.value() >= 0) {
      return whole.value();
    }
    throw new BrokenPickle("`" + shown(line) + "` is not a memo index");
  }

  /// The value of `INT`: digits in any base, `00` and `01` for booleans. CPython uses the C
  /// library, for which a leading zero means octal.
  PickleValue textInteger(byte[] line) throws BrokenPickle {
    if (line.length > PickleMachine.KEPT_LINE) {
      return PickleValue.Plain.WHOLE;
    }
    if (line.length > 0 && line[0] == 0) {
      return PickleValue.Whole.small(0);
    }
    String text = beforeNul(line).strip();
    return switch (text) {
      case "00" -> PickleValue.Plain.FALSE;
      case "01" -> PickleValue.Plain.TRUE;
      default -> known(number(text, 8), line);
    };
  }

  /// The value of `LONG`: the same with an `L` at the end, which may be missing.
  PickleValue textLong(byte[] line) throws BrokenPickle {
    if (line.length > PickleMachine.KEPT_LINE) {
      return PickleValue.Plain.WHOLE;
    }
    boolean ends = line.length > 0 && line[line.length - 1] == 'L';
    String text = beforeNul(ends ? Arrays.copyOf(line, line.length - 1) : line).strip();
    return known(number(text, 10), line);
  }

  private static PickleValue known(@Nullable PickleValue number, byte[] line) throws BrokenPickle {
    if (number == null) {
      throw new BrokenPickle("`" + shown(line) + "` is not an integer");
    }
    return number;
  }

  /// CPython reads numbers like the C library, up to the first zero byte.
  private static String beforeNul(byte[] line) {
    String text = new String(line, StandardCharsets.ISO_8859_1);
    int nul = text.indexOf(0);
    return nul < 0 ? text : text.substring(0, nul);
  }

  /// A number with its sign, null if it is not one.
  ///
  /// @param zeros the base of digits that begin with zero
  private static @Nullable PickleValue number(String text, int zeros) {
    boolean negative = text.startsWith("-");
    String digits = negative || text.startsWith("+") ? text.substring(1) : text;
    int named = namedRadix(digits);
    int radix = named > 0 ? named : digits.startsWith("0") ? zeros : 10;
    digits = (named > 0 ? digits.substring(2) : digits).replace("_", "");
    if (digits.isEmpty() || digits.chars().anyMatch(c -> Character.digit(c, radix) < 0)) {
      return null;
    }
    if (digits.length() > 1000) {
      return PickleValue.Plain.WHOLE;
    }
    BigInteger value = new BigInteger(digits, radix);
    return integer(negative ? value.negate() : value);
  }

  /// The base that a prefix of the digits names, 0 if there is none.
  private static int namedRadix(String digits) {
    if (digits.length() < 2 || digits.charAt(0) != '0') {
      return 0;
    }
    return switch (digits.charAt(1)) {
      case 'x', 'X' -> 16;
      case 'o', 'O' -> 8;
      case 'b', 'B' -> 2;
      default -> 0;
    };
  }

  private static PickleValue integer(BigInteger value) {
    return value.bitLength() < Long.SIZE
        ? new PickleValue.Whole(value.longValue())
        : value.bitLength() <= 128 ? new PickleValue.Big(value) : PickleValue.Plain.WHOLE;
  }

  /// A signed little-endian number.
  PickleValue binaryInteger(int length) throws IOException, BrokenPickle {
    if (length < 0) {
      throw new BrokenPickle("an integer has a negative length");
    }
    if (length > 16) {
      context.constant(length);
      in.skip(length);
      return PickleValue.Plain.WHOLE;
    }
    byte[] bytes = in.bytes(length);
    for (int i = 0; i < length / 2; i++) {
      byte low = bytes[i];
      bytes[i] = bytes[length - 1 - i];
      bytes[length - 1 - i] = low;
    }
    return length == 0 ? PickleValue.Whole.small(0) : integer(new BigInteger(bytes));
  }

  /// A quoted string with the escapes of Python's byte strings.
  PickleValue quoted(byte[] line) throws BrokenPickle, IOException {
    if (line.length > PickleMachine.KEPT_TEXT) {
      return PickleValue.Plain.TEXT;
    }
    int length = line.length;
    // The C implementation strips white space at the end, the Python implementation the line end.
    while (length > 0 && line[length - 1] <= ' ') {
      length--;
    }
    int quote = length < 2 ? 0 : line[0];
    if ((quote != '\'' && quote != '"') || line[length - 1] != quote) {
      throw new BrokenPickle("the string `" + shown(line) + "` has no quotation marks");
    }
    String inner = new String(line, 1, length - 2, StandardCharsets.ISO_8859_1);
    return line(PythonEscapes.bytes(inner));
  }

  /// Text to the end of the line with the escapes `\\uXXXX` and `\\UXXXXXXXX`.
  PickleValue escaped(byte[] line) throws IOException {
    return line.length > PickleMachine.KEPT_TEXT
        ? PickleValue.Plain.TEXT
        : line(PythonEscapes.unicode(new String(line, StandardCharsets.ISO_8859_1)));
  }

  private PickleValue line(String text) throws IOException {
    if (text.length() > EmbeddedPickles.SHORTEST && EmbeddedPickles.mayBeginText(text.charAt(0))) {
      EmbeddedPickles.lookIntoText(text.getBytes(StandardCharsets.UTF_8), context, in.offset());
    }
    boolean whole = holding && text.length() > PickleInput.KEPT_TEXT && mayHold(text.length());
    int kept = whole ? text.length() : Math.min(text.length(), PickleInput.KEPT_TEXT);
    return new PickleValue.Text(text.substring(0, kept), kept == text.length(), text.length());
  }

  private static String shown(byte[] line) {
    return ValueFormatter.text(new String(line, StandardCharsets.ISO_8859_1), true);
  }
}

package dev.redoubt.scan.internal.pickle;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Texts, bytes and numbers as the opcodes write them.
final class Constants {

  static final Value.Tuple EMPTY_TUPLE = new Value.Tuple(List.of(), 0, 1, false, false);

  /// Bytes and texts up to this length are looked into where they begin like a pickle.
  private static final int LOOKED_INTO = 1 << 16;

  /// How much of bytes is kept to be shown.
  private static final int SHOWN = 64;

  private static final int PROTOCOL_MARK = Opcode.PROTO;

  private final PickleInput in;
  private final PickleContext context;
  private boolean holding;
  private long held;

  Constants(PickleInput in, PickleContext context) {
    this.in = in;
    this.context = context;
  }

  /// From now on bytes are kept whole: something was imported that reads a file out of them.
  void holdBytes() {
    holding = true;
  }

  /// A length of eight bytes, which Python refuses where it is negative.
  long length(long length) throws BrokenPickle {
    if (length < 0) {
      throw new BrokenPickle("a length is negative or larger than any memory");
    }
    return length;
  }

  Value unicode(long length) throws IOException, BrokenPickle {
    return text(length, StandardCharsets.UTF_8);
  }

  /// A string of Python 2, which is text for who does not ask for bytes.
  Value string(long length) throws IOException, BrokenPickle {
    return text(length, StandardCharsets.ISO_8859_1);
  }

  private Value text(long length, Charset charset) throws IOException, BrokenPickle {
    if (length > Embedded.SHORTEST && length <= LOOKED_INTO && Embedded.mayBeginText(in.peek())) {
      byte[] whole = in.bytes((int) length);
      Embedded.lookIntoText(whole, context, in.offset() - length);
      int kept = Math.min(whole.length, PickleInput.KEPT_TEXT);
      return new Value.Text(new String(whole, 0, kept, charset), kept == length);
    }
    if (holding && length > PickleInput.KEPT_TEXT && mayHold(length)) {
      // Protocols 0 to 2 write bytes as text.
      return new Value.Text(new String(in.bytes((int) length), charset), true);
    }
    return in.text(length, charset);
  }

  Value bytes(long length) throws IOException, BrokenPickle {
    boolean whole = length <= PickleInput.KEPT_TEXT;
    whole |= holding && mayHold(length);
    boolean look = length > Embedded.SHORTEST && length <= LOOKED_INTO;
    if (look && (whole || in.peek() == PROTOCOL_MARK)) {
      byte[] bytes = in.bytes((int) length);
      Embedded.lookInto(bytes, context, in.offset() - length);
      return new Value.Bytes(bytes, length);
    }
    byte[] start = in.bytes((int) (whole ? length : Math.min(length, SHOWN)));
    in.skip(length - start.length);
    return new Value.Bytes(start, length);
  }

  private boolean mayHold(long length) {
    if (length + held > context.inspection().limits().heldBytes()) {
      return false;
    }
    held += length;
    return true;
  }

  /// The number of a memo entry in digits, as Python's `int` reads them.
  long memoNumber(byte[] line) throws BrokenPickle {
    if (textInteger(line) instanceof Value.Whole whole && whole.value() >= 0) {
      return whole.value();
    }
    throw new BrokenPickle("`" + shown(line) + "` is no number of the memo");
  }

  /// What `INT` and `LONG` write: digits in any base of Python's, `00` and `01` for truth values.
  Value textInteger(byte[] line) throws BrokenPickle {
    if (line.length > PickleMachine.KEPT_LINE) {
      return Value.Plain.WHOLE;
    }
    String text = new String(line, StandardCharsets.ISO_8859_1).strip();
    if (text.equals("00")) {
      return Value.Plain.FALSE;
    }
    if (text.equals("01")) {
      return Value.Plain.TRUE;
    }
    String digits = text.endsWith("L") ? text.substring(0, text.length() - 1) : text;
    boolean negative = digits.startsWith("-");
    if (negative || digits.startsWith("+")) {
      digits = digits.substring(1);
    }
    int radix = radix(digits);
    digits = (radix == 10 ? digits : digits.substring(2)).replace("_", "");
    if (digits.isEmpty() || digits.chars().anyMatch(c -> Character.digit(c, radix) < 0)) {
      throw new BrokenPickle("`" + shown(line) + "` is no whole number");
    }
    if (digits.length() > 1000) {
      return Value.Plain.WHOLE;
    }
    BigInteger value = new BigInteger(digits, radix);
    return integer(negative ? value.negate() : value);
  }

  private static int radix(String digits) {
    if (digits.length() < 2 || digits.charAt(0) != '0') {
      return 10;
    }
    return switch (digits.charAt(1)) {
      case 'x', 'X' -> 16;
      case 'o', 'O' -> 8;
      case 'b', 'B' -> 2;
      default -> 10;
    };
  }

  private static Value integer(BigInteger value) {
    return value.bitLength() < Long.SIZE
        ? new Value.Whole(value.longValue())
        : value.bitLength() <= 128 ? new Value.Big(value) : Value.Plain.WHOLE;
  }

  /// A number of some bytes, lowest first, with sign.
  Value binaryInteger(int length) throws IOException, BrokenPickle {
    if (length < 0) {
      throw new BrokenPickle("a whole number has a negative length");
    }
    if (length > 16) {
      in.skip(length);
      return Value.Plain.WHOLE;
    }
    byte[] bytes = in.bytes(length);
    for (int i = 0; i < length / 2; i++) {
      byte low = bytes[i];
      bytes[i] = bytes[length - 1 - i];
      bytes[length - 1 - i] = low;
    }
    return length == 0 ? Value.Whole.small(0) : integer(new BigInteger(bytes));
  }

  /// Text in quotation marks with the escapes of Python's byte strings.
  Value quoted(byte[] line) throws BrokenPickle, IOException {
    if (line.length > PickleMachine.KEPT_TEXT) {
      return Value.Plain.TEXT;
    }
    int length = line.length;
    // The C code takes off white space at the end, Python's own takes off the line's end.
    while (length > 0 && line[length - 1] <= ' ') {
      length--;
    }
    int quote = length < 2 ? 0 : line[0];
    if ((quote != '\'' && quote != '"') || line[length - 1] != quote) {
      throw new BrokenPickle("the text `" + shown(line) + "` has no quotation marks around it");
    }
    String inner = new String(line, 1, length - 2, StandardCharsets.ISO_8859_1);
    return line(Escapes.bytes(inner));
  }

  /// Text to the end of the line with the escapes `\\uXXXX` and `\\UXXXXXXXX`.
  Value escaped(byte[] line) throws IOException {
    return line.length > PickleMachine.KEPT_TEXT
        ? Value.Plain.TEXT
        : line(Escapes.unicode(new String(line, StandardCharsets.ISO_8859_1)));
  }

  private Value line(String text) throws IOException {
    if (text.length() > Embedded.SHORTEST && Embedded.mayBeginText(text.charAt(0))) {
      Embedded.lookIntoText(text.getBytes(StandardCharsets.UTF_8), context, in.offset());
    }
    boolean whole = holding && text.length() > PickleInput.KEPT_TEXT && mayHold(text.length());
    int kept = whole ? text.length() : Math.min(text.length(), PickleInput.KEPT_TEXT);
    return new Value.Text(text.substring(0, kept), kept == text.length());
  }

  private static String shown(byte[] line) {
    return Shown.text(new String(line, StandardCharsets.ISO_8859_1), true);
  }
}

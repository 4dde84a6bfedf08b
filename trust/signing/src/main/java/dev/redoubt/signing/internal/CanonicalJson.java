package dev.redoubt.signing.internal;

import dev.redoubt.signing.refusal.RefusedException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// Writes JSON in its canonical form (RFC 8785): names sorted by UTF-16 units, no white space,
/// numbers as ECMAScript writes them. The same value is always the same bytes.
public final class CanonicalJson {

  /// Past it not every whole number is a double (RFC 7493, section 2.2).
  private static final BigInteger MAX_WHOLE = BigInteger.TWO.pow(53).subtract(BigInteger.ONE);

  /// From here on ECMAScript writes an exponent.
  private static final int MAX_DIGITS = 21;

  private CanonicalJson() {}

  /// The text of a value.
  ///
  /// @param where as messages name the value
  public static String write(JsonNode node, String where) throws RefusedException {
    StringBuilder out = new StringBuilder();
    write(node, where, out);
    return out.toString();
  }

  private static void write(JsonNode node, String where, StringBuilder out)
      throws RefusedException {
    switch (node.getNodeType()) {
      case OBJECT -> object(node, where, out);
      case ARRAY -> array(node, where, out);
      case STRING -> string(node.stringValue(), where, out);
      case NUMBER -> out.append(number(node, where));
      case BOOLEAN -> out.append(node.booleanValue());
      case NULL -> out.append("null");
      case BINARY, MISSING, POJO -> throw new IllegalArgumentException("not JSON");
    }
  }

  private static void object(JsonNode node, String where, StringBuilder out)
      throws RefusedException {
    Map<String, JsonNode> sorted = new TreeMap<>();
    node.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    out.append('{');
    String separator = "";
    for (Map.Entry<String, JsonNode> entry : sorted.entrySet()) {
      out.append(separator);
      string(entry.getKey(), where, out);
      out.append(':');
      write(entry.getValue(), where, out);
      separator = ",";
    }
    out.append('}');
  }

  private static void array(JsonNode node, String where, StringBuilder out)
      throws RefusedException {
    out.append('[');
    String separator = "";
    for (JsonNode element : node) {
      out.append(separator);
      write(element, where, out);
      separator = ",";
    }
    out.append(']');
  }

  private static void string(String text, String where, StringBuilder out) throws RefusedException {
    if (!QuotedText.isWellFormed(text)) {
      throw new RefusedException("`" + where + "` has an unpaired surrogate");
    }
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      switch (unit) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (unit < ' ') {
            out.append(String.format("\\u%04x", (int) unit));
          } else {
            out.append(unit);
          }
        }
      }
    }
    out.append('"');
  }

  private static String number(JsonNode node, String where) throws RefusedException {
    if (node.isIntegralNumber()) {
      BigInteger whole = node.bigIntegerValue();
      if (whole.abs().compareTo(MAX_WHOLE) > 0) {
        throw new RefusedException(
            "`"
                + where
                + "` has an integer beyond 2^53, which JSON parsers read differently; use a"
                + " string");
      }
      return whole.toString();
    }
    double value = node.decimalValue().doubleValue();
    String text = Double.isFinite(value) ? number(value) : "";
    if (text.isEmpty() || new BigDecimal(text).compareTo(node.decimalValue()) != 0) {
      throw new RefusedException(
          "`" + where + "` has a number with more digits than JSON parsers preserve; use a string");
    }
    return text;
  }

  /// As `Number.prototype.toString` of ECMAScript, for a finite number.
  static String number(double value) {
    if (value == 0) {
      return "0";
    }
    BigDecimal shortest = shortest(Math.abs(value));
    String digits = shortest.unscaledValue().toString();
    int point = digits.length() - shortest.scale();
    return (value < 0 ? "-" : "") + placed(digits, point);
  }

  private static BigDecimal shortest(double value) {
    BigDecimal written = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    BigDecimal oneDigit = written.round(new MathContext(1)).stripTrailingZeros();
    // Java writes two digits even where one would do.
    return written.precision() == 2 && oneDigit.doubleValue() == value ? oneDigit : written;
  }

  private static String placed(String digits, int point) {
    int length = digits.length();
    if (length <= point && point <= MAX_DIGITS) {
      return digits + "0".repeat(point - length);
    }
    if (point > 0 && point <= MAX_DIGITS) {
      return digits.substring(0, point) + "." + digits.substring(point);
    }
    if (point > -6 && point <= 0) {
      return "0." + "0".repeat(-point) + digits;
    }
    int exponent = point - 1;
    String fraction = length == 1 ? "" : "." + digits.substring(1);
    return digits.charAt(0) + fraction + "e" + (exponent < 0 ? "-" : "+") + Math.abs(exponent);
  }
}

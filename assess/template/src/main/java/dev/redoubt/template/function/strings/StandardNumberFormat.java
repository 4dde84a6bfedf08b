package dev.redoubt.template.function.strings;

import dev.redoubt.template.function.FunctionLimits;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Formats numbers with .NET standard format strings in the invariant culture: `D3`, `N0`, `X`.
final class StandardNumberFormat {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private StandardNumberFormat() {}

  /// Formats a number; returns null if the format does not exist or does not apply to the number.
  static @Nullable String of(BigDecimal number, String format) {
    if (format.isEmpty()) {
      return plain(number);
    }
    if (!isStandard(format)) {
      return CustomNumberFormat.of(number, format);
    }
    int precision = format.length() == 1 ? -1 : Integer.parseInt(format.substring(1));
    if (precision > FunctionLimits.MAX_PRECISION) {
      return null;
    }
    return standard(number, format.charAt(0), precision);
  }

  /// A letter and up to four digits; anything else is a custom format.
  private static boolean isStandard(String format) {
    if (format.length() > 5 || !isLetter(format.charAt(0))) {
      return false;
    }
    for (int i = 1; i < format.length(); i++) {
      if (format.charAt(i) < '0' || format.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static @Nullable String standard(BigDecimal number, char letter, int precision) {
    return switch (letter) {
      case 'D', 'd' -> decimal(number, precision);
      case 'X' -> radix(number, 16, precision, true);
      case 'x' -> radix(number, 16, precision, false);
      case 'B', 'b' -> radix(number, 2, precision, false);
      case 'N', 'n' -> fixed(number, precision, true);
      case 'F', 'f' -> fixed(number, precision, false);
      case 'P', 'p' -> fixed(number.multiply(HUNDRED), precision, true) + " %";
      case 'C', 'c' ->
          number.signum() < 0
              ? "(¤" + fixed(number.negate(), precision, true) + ")"
              : "¤" + fixed(number, precision, true);
      case 'E', 'e' -> scientific(number, precision < 0 ? 6 : precision, letter, 3);
      case 'G', 'g', 'R', 'r' -> general(number, precision, letter);
      default -> null;
    };
  }

  static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  private static @Nullable BigInteger whole(BigDecimal number) {
    return number.stripTrailingZeros().scale() > 0 ? null : number.toBigInteger();
  }

  private static @Nullable String decimal(BigDecimal number, int precision) {
    BigInteger integer = whole(number);
    if (integer == null) {
      return null;
    }
    String digits = integer.abs().toString();
    String zeros = "0".repeat(Math.max(0, precision - digits.length()));
    return (integer.signum() < 0 ? "-" : "") + zeros + digits;
  }

  private static @Nullable String radix(
      BigDecimal number, int radix, int precision, boolean upper) {
    BigInteger integer = whole(number);
    if (integer == null || integer.bitLength() > 63) {
      return null;
    }
    String digits = Long.toUnsignedString(integer.longValue(), radix);
    String padded = "0".repeat(Math.max(0, precision - digits.length())) + digits;
    return upper ? padded.toUpperCase(Locale.ROOT) : padded;
  }

  private static String fixed(BigDecimal number, int precision, boolean grouped) {
    BigDecimal rounded = number.setScale(precision < 0 ? 2 : precision, RoundingMode.HALF_UP);
    String text = rounded.abs().toPlainString();
    if (grouped) {
      int point = text.indexOf('.');
      text = point < 0 ? grouped(text) : grouped(text.substring(0, point)) + text.substring(point);
    }
    return rounded.signum() < 0 ? "-" + text : text;
  }

  static String grouped(String digits) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < digits.length(); i++) {
      if (i > 0 && (digits.length() - i) % 3 == 0) {
        out.append(',');
      }
      out.append(digits.charAt(i));
    }
    return out.toString();
  }

  private static String scientific(
      BigDecimal number, int precision, char letter, int exponentDigits) {
    BigDecimal rounded = number.round(new MathContext(precision + 1, RoundingMode.HALF_UP));
    int exponent = rounded.signum() == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
    String mantissa =
        rounded.movePointLeft(exponent).setScale(precision, RoundingMode.HALF_UP).toPlainString();
    String digits = Integer.toString(Math.abs(exponent));
    return mantissa
        + letter
        + (exponent < 0 ? '-' : '+')
        + "0".repeat(Math.max(0, exponentDigits - digits.length()))
        + digits;
  }

  private static String general(BigDecimal number, int precision, char letter) {
    if (precision <= 0 || number.signum() == 0) {
      return plain(number);
    }
    BigDecimal rounded = number.round(new MathContext(precision, RoundingMode.HALF_UP));
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (exponent > -5 && exponent < precision) {
      return plain(rounded);
    }
    int digits = rounded.stripTrailingZeros().precision() - 1;
    return scientific(rounded, digits, letter == 'g' || letter == 'r' ? 'e' : 'E', 2);
  }
}

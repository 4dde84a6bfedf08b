package dev.redoubt.template.function.strings;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Formats numbers with .NET custom format strings: `000`, `#,##0.00`, `0.0%`. Exponents (`0E+0`)
/// are not supported.
final class CustomNumberFormat {

  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

  private final String section;
  private int integerPlaces;
  private int firstZero = Integer.MAX_VALUE;
  private int decimalPlaces;
  private int forcedDecimals;
  private boolean grouped;
  private int scale;
  private BigDecimal factor = BigDecimal.ONE;
  private boolean exponent;

  private CustomNumberFormat(String section) {
    this.section = section;
    measure();
  }

  /// Formats a number; returns null if the format requires an exponent.
  static @Nullable String of(BigDecimal number, String format) {
    List<String> sections = sections(format);
    boolean ownSection = sections.size() > 1 && number.signum() < 0 && !sections.get(1).isEmpty();
    String chosen =
        ownSection
            ? sections.get(1)
            : number.signum() == 0 && sections.size() > 2 ? sections.get(2) : sections.getFirst();
    CustomNumberFormat text = new CustomNumberFormat(chosen);
    return text.exponent ? null : text.write(number, !ownSection && number.signum() < 0);
  }

  private static List<String> sections(String format) {
    List<String> sections = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < format.length(); i++) {
      int end = literalEnd(format, i);
      if (end > i) {
        i = end - 1;
      } else if (format.charAt(i) == ';') {
        sections.add(format.substring(start, i));
        start = i + 1;
      }
    }
    sections.add(format.substring(start));
    return sections;
  }

  /// Returns the end of a quoted or escaped literal that starts at an index; that index if none
  /// starts there.
  private static int literalEnd(String format, int at) {
    char c = format.charAt(at);
    if (c == '\\') {
      return Math.min(format.length(), at + 2);
    }
    if (c == '\'' || c == '"') {
      int close = format.indexOf(c, at + 1);
      return close < 0 ? format.length() : close + 1;
    }
    return at;
  }

  private void measure() {
    boolean afterPoint = false;
    int commas = 0;
    for (int i = 0; i < section.length(); i++) {
      int end = literalEnd(section, i);
      if (end > i) {
        i = end - 1;
        continue;
      }
      switch (section.charAt(i)) {
        case '0', '#' -> {
          grouped |= commas > 0 && integerPlaces > 0 && !afterPoint;
          commas = 0;
          place(section.charAt(i) == '0', afterPoint);
        }
        case ',' -> commas += afterPoint ? 0 : 1;
        case '.' -> {
          scale += commas;
          commas = 0;
          afterPoint = true;
        }
        case '%' -> factor = factor.multiply(BigDecimal.valueOf(100));
        case '‰' -> factor = factor.multiply(THOUSAND);
        case 'E', 'e' -> exponent |= isExponent(i + 1);
        default -> {}
      }
    }
    scale += commas;
  }

  private boolean isExponent(int at) {
    int digit =
        at < section.length() && (section.charAt(at) == '+' || section.charAt(at) == '-')
            ? at + 1
            : at;
    return digit < section.length() && section.charAt(digit) == '0';
  }

  private void place(boolean zero, boolean afterPoint) {
    if (afterPoint) {
      decimalPlaces++;
      forcedDecimals = zero ? decimalPlaces : forcedDecimals;
    } else {
      firstZero = zero ? Math.min(firstZero, integerPlaces) : firstZero;
      integerPlaces++;
    }
  }

  private String write(BigDecimal number, boolean minus) {
    BigDecimal scaled = number.abs().multiply(factor).movePointLeft(3 * scale);
    BigDecimal rounded = scaled.setScale(decimalPlaces, RoundingMode.HALF_UP);
    String plain = rounded.toPlainString();
    int point = plain.indexOf('.');
    String integer = point < 0 ? plain : plain.substring(0, point);
    String decimals = point < 0 ? "" : plain.substring(point + 1);
    int least = firstZero == Integer.MAX_VALUE ? 0 : integerPlaces - firstZero;
    integer = integer.equals("0") ? "" : integer;
    integer = "0".repeat(Math.max(0, least - integer.length())) + integer;
    String text = emit(integer, trimmed(decimals));
    return minus && (rounded.signum() != 0 || integerPlaces + decimalPlaces == 0)
        ? "-" + text
        : text;
  }

  private String trimmed(String decimals) {
    int end = decimals.length();
    while (end > forcedDecimals && decimals.charAt(end - 1) == '0') {
      end--;
    }
    return decimals.substring(0, end);
  }

  private String emit(String integer, String decimals) {
    StringBuilder out = new StringBuilder();
    int places = 0;
    int written = 0;
    boolean afterPoint = false;
    for (int i = 0; i < section.length(); i++) {
      int end = literalEnd(section, i);
      if (end > i) {
        boolean escaped = section.charAt(i) == '\\';
        int close = escaped || section.charAt(end - 1) != section.charAt(i) ? end : end - 1;
        out.append(section, Math.min(i + 1, close), close);
        i = end - 1;
        continue;
      }
      char c = section.charAt(i);
      switch (c) {
        case '0', '#' -> {
          if (afterPoint) {
            out.append(
                decimals,
                Math.min(places, decimals.length()),
                Math.min(places + 1, decimals.length()));
            places++;
          } else {
            places++;
            int upTo = integer.length() - (integerPlaces - places);
            written = digits(out, integer, written, upTo);
          }
        }
        case '.' -> {
          // a format that begins with the point has no place for the whole part
          written = digits(out, integer, written, integer.length());
          if (!afterPoint && !decimals.isEmpty()) {
            out.append('.');
          }
          places = afterPoint ? places : 0;
          afterPoint = true;
        }
        case ',' -> {}
        default -> out.append(c);
      }
    }
    return out.toString();
  }

  private int digits(StringBuilder out, String integer, int from, int upTo) {
    int at = from;
    for (; at < upTo; at++) {
      if (grouped && at > 0 && (integer.length() - at) % 3 == 0) {
        out.append(',');
      }
      out.append(integer.charAt(at));
    }
    return at;
  }
}

package dev.redoubt.bicep.internal.content;

import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Resolves plain YAML scalars as the compiler does. Its library (SharpYaml) accepts more than the
/// core schema of YAML 1.2: `TRUE` and `tRuE`, `012` is 12, `0b11` is 3, `1_000` is 1000.
final class YamlScalar {

  private static final Pattern INTEGER =
      Pattern.compile("([-+]?)(0[xX]([0-9a-fA-F]+)|0[oO]([0-7]+)|0[bB]([01]+)|([0-9]+))");

  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]+)?");

  private static final Pattern NOT_FINITE =
      Pattern.compile("[-+]?\\.inf|\\.nan|[-+]?(infinity|nan)", Pattern.CASE_INSENSITIVE);

  private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

  /// The maximum length of a number; no 64-bit number needs as many digits, so longer scalars are
  /// text.
  private static final int MAX_DIGITS = 400;

  private YamlScalar() {}

  static boolean isNull(String text) {
    return text.isEmpty() || text.equals("~") || text.equalsIgnoreCase("null");
  }

  /// Whether the compiler reads it as a number that JSON cannot represent (infinity or NaN).
  static boolean isNotFinite(String text) {
    return NOT_FINITE.matcher(text).matches();
  }

  static Value of(String text, long packedOrigin) {
    if (isNull(text)) {
      return new NullValue(packedOrigin);
    }
    String lower = text.length() <= 5 ? text.toLowerCase(Locale.ROOT) : text;
    if (lower.equals("true") || lower.equals("false")) {
      return new BooleanValue(lower.equals("true"), packedOrigin);
    }
    BigDecimal number = text.length() > MAX_DIGITS ? null : number(text.replace("_", ""));
    return number == null
        ? new StringValue(text, packedOrigin)
        : new NumberValue(number, packedOrigin);
  }

  private static @Nullable BigDecimal number(String digits) {
    BigInteger integer = integer(digits);
    if (integer != null && integer.compareTo(MIN) >= 0 && integer.compareTo(MAX) <= 0) {
      return new BigDecimal(integer);
    }
    if (!DECIMAL.matcher(digits).matches()) {
      return null;
    }
    double number = Double.parseDouble(digits);
    return Double.isFinite(number) ? CompiledNumberFormat.of(number) : null;
  }

  private static @Nullable BigInteger integer(String digits) {
    Matcher matcher = INTEGER.matcher(digits);
    if (!matcher.matches()) {
      return null;
    }
    int[] bases = {16, 8, 2, 10};
    for (int i = 0; i < bases.length; i++) {
      String group = matcher.group(i + 3);
      if (group != null) {
        BigInteger magnitude = new BigInteger(group, bases[i]);
        return matcher.group(1).equals("-") ? magnitude.negate() : magnitude;
      }
    }
    return null;
  }
}

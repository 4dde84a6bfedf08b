package dev.redoubt.estate;

import java.math.BigDecimal;
import java.math.BigInteger;

/// A JSON number of arbitrary precision. `1` and `1.0` are equal.
public record NumberValue(BigDecimal number, long packedOrigin) implements Value {

  /// Numbers with more digits than this before or after the decimal point are treated as an attack;
  /// a double needs 308.
  static final int MAX_SCALE = 400;

  private static final BigInteger MIN_LONG = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MAX_LONG = BigInteger.valueOf(Long.MAX_VALUE);

  public NumberValue {
    if (!isBounded(number)) {
      throw new IllegalArgumentException("number out of bounds");
    }
  }

  /// Whether a number is small enough to be stored: its plain form has at most some hundred digits.
  public static boolean isBounded(BigDecimal number) {
    return Math.abs((long) number.scale()) <= MAX_SCALE && number.precision() <= 2 * MAX_SCALE;
  }

  public static NumberValue of(long number) {
    return new NumberValue(BigDecimal.valueOf(number), 0);
  }

  /// Whether this is a 64-bit integer, the only number type that template expressions compute with.
  public boolean isInteger() {
    if (number.stripTrailingZeros().scale() > 0) {
      return false;
    }
    BigInteger integer = number.toBigInteger();
    return integer.compareTo(MIN_LONG) >= 0 && integer.compareTo(MAX_LONG) <= 0;
  }

  /// Returns the 64-bit integer; requires [#isInteger].
  public long integer() {
    return number.longValueExact();
  }

  @Override
  public NumberValue at(Origin origin) {
    return new NumberValue(number, origin.packed());
  }

  @Override
  public int weight() {
    return 1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NumberValue that && number.compareTo(that.number) == 0;
  }

  @Override
  public int hashCode() {
    return number.stripTrailingZeros().hashCode();
  }

  /// Returns the JSON text: plain digits, no exponent.
  @Override
  public String toString() {
    return number.toPlainString();
  }
}

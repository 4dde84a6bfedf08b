package dev.redoubt.policy.internal.expression;

import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.TemplateFunction;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// `ipRangeContains(range, targetRange)`: whether the range contains the whole target range. A
/// range is one address, an address with a prefix length (`10.0.0.0/24`), or two addresses
/// (`10.0.0.0-10.0.0.9`).
final class IpRangeContains implements TemplateFunction.Strict {

  /// Addresses of one family, both ends included.
  private record Range(BigInteger low, BigInteger high, int bits) {}

  @Override
  public String name() {
    return "ipRangeContains";
  }

  @Override
  public FunctionSignature signature() {
    return FunctionSignature.of(TypeHint.STRING, TypeHint.STRING);
  }

  @Override
  public TypeHint result() {
    return TypeHint.BOOL;
  }

  @Override
  public CallOutcome call(CallArguments arguments) {
    Range range = parse(arguments.text(0));
    Range target = parse(arguments.text(1));
    if (range == null || target == null) {
      return CallOutcome.failed(
          "`" + arguments.text(range == null ? 0 : 1) + "` is not an IP address range");
    }
    return CallOutcome.of(
        BooleanValue.of(
            range.bits == target.bits
                && range.low.compareTo(target.low) <= 0
                && range.high.compareTo(target.high) >= 0));
  }

  private static @Nullable Range parse(String text) {
    int dash = text.indexOf('-');
    if (dash > 0) {
      Range low = parse(text.substring(0, dash).trim());
      Range high = parse(text.substring(dash + 1).trim());
      return low == null
              || high == null
              || low.bits != high.bits
              || low.low.compareTo(high.high) > 0
          ? null
          : new Range(low.low, high.high, low.bits);
    }
    int slash = text.indexOf('/');
    byte @Nullable [] address =
        IpAddresses.parse(slash < 0 ? text.trim() : text.substring(0, slash).trim());
    if (address == null) {
      return null;
    }
    int bits = address.length * 8;
    int prefix = slash < 0 ? bits : prefix(text.substring(slash + 1).trim(), bits);
    if (prefix < 0) {
      return null;
    }
    BigInteger size = BigInteger.ONE.shiftLeft(bits - prefix);
    BigInteger low = new BigInteger(1, address).divide(size).multiply(size);
    return new Range(low, low.add(size).subtract(BigInteger.ONE), bits);
  }

  private static int prefix(String text, int bits) {
    if (text.isEmpty() || text.length() > 3 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return -1;
    }
    int prefix = Integer.parseInt(text);
    return prefix <= bits ? prefix : -1;
  }
}

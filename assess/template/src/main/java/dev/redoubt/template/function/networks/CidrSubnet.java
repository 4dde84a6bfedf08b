package dev.redoubt.template.function.networks;

import static dev.redoubt.estate.TypeHint.INT;
import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.TemplateFunction;
import java.math.BigInteger;

/// `cidrSubnet(network, prefix, index)`: returns the subnet at an index when a range is divided by
/// a longer prefix.
final class CidrSubnet implements TemplateFunction.Strict {

  private static final FunctionSignature SIGNATURE = FunctionSignature.of(STRING, INT, INT);

  @Override
  public String name() {
    return "cidrSubnet";
  }

  @Override
  public FunctionSignature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return STRING;
  }

  @Override
  public CallOutcome call(CallArguments arguments) {
    CidrRange range = CidrRange.parse(arguments.text(0));
    if (range == null) {
      return ParseCidr.notARange(arguments);
    }
    long prefix = arguments.integer(1);
    if (prefix < range.prefix() || prefix > range.bits()) {
      return CallOutcome.failed(
          "argument 2 must be from %d to %d for `%s`, not %d"
              .formatted(range.prefix(), range.bits(), arguments.text(0), prefix));
    }
    BigInteger index = BigInteger.valueOf(arguments.integer(2));
    if (index.signum() < 0 || index.bitLength() > prefix - range.prefix()) {
      return CallOutcome.failed(
          "`%s` has no subnet %s of prefix %d".formatted(arguments.text(0), index, prefix));
    }
    BigInteger start = range.network().add(index.shiftLeft((int) (range.bits() - prefix)));
    return CallOutcome.of(StringValue.of(range.print(start) + "/" + prefix));
  }
}

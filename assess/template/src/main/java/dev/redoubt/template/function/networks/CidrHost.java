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

/// `cidrHost(network, index)`: returns the address of a host in a range; index 0 is the first
/// address after the network address.
final class CidrHost implements TemplateFunction.Strict {

  private static final FunctionSignature SIGNATURE = FunctionSignature.of(STRING, INT);

  @Override
  public String name() {
    return "cidrHost";
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
    BigInteger host = range.host(arguments.integer(1));
    return host == null
        ? CallOutcome.failed(
            "`%s` has no host %d".formatted(arguments.text(0), arguments.integer(1)))
        : CallOutcome.of(StringValue.of(range.print(host)));
  }
}

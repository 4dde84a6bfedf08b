package dev.redoubt.template.function.networks;

import static dev.redoubt.estate.TypeHint.OBJECT;
import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.TemplateFunction;

/// `parseCidr(network)`: returns the addresses of a range as an object; an IPv6 range has no
/// broadcast address.
final class ParseCidr implements TemplateFunction.Strict {

  private static final FunctionSignature SIGNATURE = FunctionSignature.of(STRING);

  @Override
  public String name() {
    return "parseCidr";
  }

  @Override
  public FunctionSignature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return OBJECT;
  }

  @Override
  public CallOutcome call(CallArguments arguments) {
    CidrRange range = CidrRange.parse(arguments.text(0));
    if (range == null) {
      return notARange(arguments);
    }
    ObjectValue.Builder parsed =
        ObjectValue.builder()
            .put("network", range.print(range.network()))
            .put("netmask", range.print(range.mask()));
    if (range.isFour()) {
      parsed.put("broadcast", range.print(range.last()));
    }
    return CallOutcome.of(
        parsed
            .put("firstUsable", range.print(range.firstUsable()))
            .put("lastUsable", range.print(range.lastUsable()))
            .put("cidr", NumberValue.of(range.prefix()))
            .build());
  }

  static CallOutcome notARange(CallArguments arguments) {
    return CallOutcome.failed(
        "argument 1 must be a range such as `10.0.0.0/16`, not `" + arguments.text(0) + "`");
  }
}

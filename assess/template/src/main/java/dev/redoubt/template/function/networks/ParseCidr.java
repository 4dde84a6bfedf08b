package dev.redoubt.template.function.networks;

import static dev.redoubt.estate.TypeHint.OBJECT;
import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.Arguments;
import dev.redoubt.template.function.Outcome;
import dev.redoubt.template.function.Signature;
import dev.redoubt.template.function.TemplateFunction;

/// `parseCidr(network)`: the addresses of a range; of IPv6 there is no broadcast.
final class ParseCidr implements TemplateFunction.Strict {

  private static final Signature SIGNATURE = Signature.of(STRING);

  @Override
  public String name() {
    return "parseCidr";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return OBJECT;
  }

  @Override
  public Outcome call(Arguments arguments) {
    Cidr range = Cidr.parse(arguments.text(0));
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
    return Outcome.of(
        parsed
            .put("firstUsable", range.print(range.firstUsable()))
            .put("lastUsable", range.print(range.lastUsable()))
            .put("cidr", NumberValue.of(range.prefix()))
            .build());
  }

  static Outcome notARange(Arguments arguments) {
    return Outcome.failed(
        "argument 1 must be a range such as `10.0.0.0/16`, not `" + arguments.text(0) + "`");
  }
}

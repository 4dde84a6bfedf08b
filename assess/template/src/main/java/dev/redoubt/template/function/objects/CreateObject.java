package dev.redoubt.template.function.objects;

import static dev.redoubt.estate.TypeHint.ANY;
import static dev.redoubt.estate.TypeHint.OBJECT;
import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.ResidualCalls;
import dev.redoubt.template.function.TemplateFunction;

/// `createObject(name, value, ...)`: creates an object from alternating names and values.
final class CreateObject implements TemplateFunction.Partial {

  private static final FunctionSignature SIGNATURE = FunctionSignature.of().rest(ANY);

  @Override
  public String name() {
    return "createObject";
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
    if (arguments.size() % 2 != 0) {
      return CallOutcome.failed("requires a value for each name");
    }
    ObjectFromPairs object = new ObjectFromPairs();
    for (int i = 0; i < arguments.size(); i += 2) {
      Value name = arguments.get(i);
      if (!TypeHint.of(name).mayBe(STRING) || name instanceof NullValue) {
        return CallOutcome.failed(
            "argument %d must be string (a property name), not %s".formatted(i + 1, name.kind()));
      }
      object.put(name, arguments.get(i + 1));
    }
    return object.outcome(
        () -> ResidualCalls.call(name(), arguments.values(), OBJECT, arguments.origin()));
  }
}

package dev.redoubt.template.function.objects;

import static dev.redoubt.estate.TypeHint.ARRAY;
import static dev.redoubt.estate.TypeHint.OBJECT;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.TemplateFunction;
import java.util.ArrayList;
import java.util.List;

/// `objectKeys(object)`: returns the property names of an object in alphabetical order.
final class ObjectKeys implements TemplateFunction.Strict {

  private static final FunctionSignature SIGNATURE = FunctionSignature.of(OBJECT);

  @Override
  public String name() {
    return "objectKeys";
  }

  @Override
  public FunctionSignature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return ARRAY;
  }

  @Override
  public CallOutcome call(CallArguments arguments) {
    List<Value> names = new ArrayList<>();
    for (String name : SortedNames.of(arguments.object(0))) {
      names.add(StringValue.of(name));
    }
    return CallOutcome.of(ArrayValue.of(names));
  }
}

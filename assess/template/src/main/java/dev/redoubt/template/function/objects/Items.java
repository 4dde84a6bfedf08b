package dev.redoubt.template.function.objects;

import static dev.redoubt.estate.TypeHint.ARRAY;
import static dev.redoubt.estate.TypeHint.OBJECT;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.TemplateFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// `items(object)`: returns the properties of an object as an array of `key` and `value` objects,
/// sorted by key.
final class Items implements TemplateFunction.Strict {

  private static final FunctionSignature SIGNATURE = FunctionSignature.of(OBJECT);

  @Override
  public String name() {
    return "items";
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
    ObjectValue object = arguments.object(0);
    List<Value> items = new ArrayList<>(object.size());
    for (String name : SortedNames.of(object)) {
      items.add(
          ObjectValue.builder()
              .put("key", name)
              .put("value", Objects.requireNonNull(object.get(name)))
              .build());
    }
    return CallOutcome.of(ArrayValue.of(items));
  }
}

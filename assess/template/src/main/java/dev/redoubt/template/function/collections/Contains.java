package dev.redoubt.template.function.collections;

import static dev.redoubt.estate.TypeHint.ANY;
import static dev.redoubt.estate.TypeHint.ARRAY;
import static dev.redoubt.estate.TypeHint.BOOL;
import static dev.redoubt.estate.TypeHint.INT;
import static dev.redoubt.estate.TypeHint.OBJECT;
import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.ChoiceDistribution;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.PartialString;
import dev.redoubt.template.function.ResidualCalls;
import dev.redoubt.template.function.TemplateFunction;
import dev.redoubt.template.function.ThreeValuedAnswer;
import dev.redoubt.template.function.ValueComparison;
import org.jspecify.annotations.Nullable;

/// `contains(container, item)`: tests whether a string contains a text (case-sensitive), an array
/// contains a value (deep equality), or an object contains a property name (ignoring case).
final class Contains implements TemplateFunction.Partial {

  private static final FunctionSignature SIGNATURE =
      FunctionSignature.of().either(STRING, ARRAY, OBJECT).either(ANY);

  @Override
  public String name() {
    return "contains";
  }

  @Override
  public FunctionSignature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return BOOL;
  }

  @Override
  public CallOutcome call(CallArguments arguments) {
    return ChoiceDistribution.distribute(this, arguments, this::search);
  }

  private CallOutcome search(CallArguments arguments) {
    Value item = arguments.get(1);
    return switch (arguments.get(0)) {
      case ArrayValue array -> ResidualCalls.of(inArray(array, item), this, arguments);
      case ObjectValue object -> inObject(object, item, arguments);
      case StringValue text -> inText(text, item, arguments);
      case Unknown unknown ->
          unknown.type() == STRING
              ? inText(unknown, item, arguments)
              : ResidualCalls.of(this, arguments);
      case NullValue _, BooleanValue _, NumberValue _ -> ResidualCalls.of(this, arguments);
    };
  }

  static ThreeValuedAnswer inArray(ArrayValue array, Value item) {
    ThreeValuedAnswer found = ThreeValuedAnswer.of(false);
    for (int i = 0; i < array.size() && found != ThreeValuedAnswer.YES; i++) {
      found = found.or(ValueComparison.of(array.get(i), item));
    }
    return array.isOpen() ? found.or(ThreeValuedAnswer.UNKNOWN) : found;
  }

  private CallOutcome inObject(ObjectValue object, Value item, CallArguments arguments) {
    if (item instanceof Unknown unknown) {
      if (!unknown.type().mayBe(STRING) && unknown.type() != INT) {
        return CallOutcome.failed("argument 2 must be string when argument 1 is object");
      }
      boolean none = object.isEmpty() && !object.isOpen();
      return ResidualCalls.of(
          none ? ThreeValuedAnswer.NO : ThreeValuedAnswer.UNKNOWN, this, arguments);
    }
    String name = nameOf(item);
    if (name == null) {
      return CallOutcome.failed(
          "argument 2 must be string when argument 1 is object, not " + item.kind());
    }
    ThreeValuedAnswer found =
        object.get(name) != null
            ? ThreeValuedAnswer.YES
            : object.isOpen() ? ThreeValuedAnswer.UNKNOWN : ThreeValuedAnswer.NO;
    return ResidualCalls.of(found, this, arguments);
  }

  private CallOutcome inText(Value text, Value item, CallArguments arguments) {
    if (item instanceof Unknown unknown) {
      boolean within = PartialString.of(text).parts().contains(unknown) || unknown.equals(text);
      return ResidualCalls.of(
          within ? ThreeValuedAnswer.YES : ThreeValuedAnswer.UNKNOWN, this, arguments);
    }
    String part = nameOf(item);
    if (part == null) {
      return CallOutcome.failed(
          "argument 2 must be string when argument 1 is string, not " + item.kind());
    }
    return ResidualCalls.of(PartialString.of(text).contains(part), this, arguments);
  }

  private static @Nullable String nameOf(Value item) {
    return switch (item) {
      case StringValue string -> string.text();
      case NumberValue number -> number.toString();
      case NullValue _, BooleanValue _, ArrayValue _, ObjectValue _, Unknown _ -> null;
    };
  }
}

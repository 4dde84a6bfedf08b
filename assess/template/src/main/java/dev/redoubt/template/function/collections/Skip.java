package dev.redoubt.template.function.collections;

import static dev.redoubt.estate.TypeHint.ANY;
import static dev.redoubt.estate.TypeHint.ARRAY;
import static dev.redoubt.estate.TypeHint.INT;
import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.ResidualExpression;
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
import java.util.ArrayList;
import java.util.List;

/// `skip(value, n)`: drops the first characters of a string or the first elements of an array.
final class Skip implements TemplateFunction.Partial {

  private static final FunctionSignature SIGNATURE =
      FunctionSignature.of().either(STRING, ARRAY).either(INT);

  @Override
  public String name() {
    return "skip";
  }

  @Override
  public FunctionSignature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return ANY;
  }

  @Override
  public CallOutcome call(CallArguments arguments) {
    return ChoiceDistribution.distribute(this, arguments, this::cut);
  }

  private CallOutcome cut(CallArguments arguments) {
    Value value = arguments.get(0);
    TypeHint type = TypeHint.of(value);
    if (!(arguments.get(1) instanceof NumberValue number)) {
      return ResidualCalls.of(this, arguments, type);
    }
    long count = number.integer();
    if (count <= 0) {
      return CallOutcome.of(value);
    }
    return switch (value) {
      case ArrayValue array when !array.isOpen() ->
          CallOutcome.of(
              ArrayValue.of(
                  array.elements().subList((int) Math.min(count, array.size()), array.size())));
      case StringValue(var text, _) ->
          CallOutcome.of(StringValue.of(text.substring((int) Math.min(count, text.length()))));
      case Unknown(ResidualExpression.Text(var parts), _, _, _, _)
          when PartialString.of(value).prefix().length() >= count ->
          CallOutcome.of(rest(parts, (int) count, arguments.origin()));
      case ArrayValue _, ObjectValue _, Unknown _, NullValue _, BooleanValue _, NumberValue _ ->
          ResidualCalls.of(this, arguments, type);
    };
  }

  private static Value rest(List<Value> parts, int count, Origin origin) {
    List<Value> left = new ArrayList<>(parts);
    String prefix = ((StringValue) left.removeFirst()).text();
    left.addFirst(StringValue.of(prefix.substring(count)));
    return Unknown.text(left, origin);
  }
}

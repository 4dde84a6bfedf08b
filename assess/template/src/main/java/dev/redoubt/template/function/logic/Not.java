package dev.redoubt.template.function.logic;

import static dev.redoubt.estate.TypeHint.BOOL;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.ResidualExpression;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.ChoiceDistribution;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.ResidualCalls;
import dev.redoubt.template.function.TemplateFunction;

/// `not(a)`: negates a bool.
final class Not implements TemplateFunction.Partial {

  private static final FunctionSignature SIGNATURE = FunctionSignature.of(BOOL);

  @Override
  public String name() {
    return "not";
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
    return ChoiceDistribution.distribute(this, arguments, this::negate);
  }

  private CallOutcome negate(CallArguments arguments) {
    return switch (arguments.get(0)) {
      case BooleanValue(var truth, _) -> CallOutcome.of(BooleanValue.of(!truth));
      case Unknown(ResidualExpression.Call(var function, var inner), _, _, _, _)
          when function.equals("not") && inner.size() == 1 ->
          CallOutcome.of(inner.getFirst());
      case NullValue _, NumberValue _, StringValue _, ArrayValue _, ObjectValue _, Unknown _ ->
          ResidualCalls.of(this, arguments);
    };
  }
}

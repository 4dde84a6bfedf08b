package dev.redoubt.template.function.comparison;

import static dev.redoubt.estate.TypeHint.ANY;
import static dev.redoubt.estate.TypeHint.BOOL;

import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.ChoiceDistribution;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.ResidualCalls;
import dev.redoubt.template.function.TemplateFunction;
import dev.redoubt.template.function.ThreeValuedAnswer;
import dev.redoubt.template.function.ValueComparison;

/// `equals(a, b)`: tests whether two values are equal, as defined by [ValueComparison].
final class Equal implements TemplateFunction.Partial {

  private static final FunctionSignature SIGNATURE = FunctionSignature.of(ANY, ANY);

  @Override
  public String name() {
    return "equals";
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
    return ChoiceDistribution.distribute(this, arguments, this::compare);
  }

  private CallOutcome compare(CallArguments arguments) {
    Value left = arguments.get(0);
    Value right = arguments.get(1);
    ThreeValuedAnswer same = ValueComparison.of(left, right);
    if (same == ThreeValuedAnswer.UNKNOWN && right.equals(BooleanValue.TRUE) && isBool(left)) {
      return CallOutcome.of(left);
    }
    if (same == ThreeValuedAnswer.UNKNOWN && left.equals(BooleanValue.TRUE) && isBool(right)) {
      return CallOutcome.of(right);
    }
    return ResidualCalls.of(same, this, arguments);
  }

  private static boolean isBool(Value value) {
    return TypeHint.of(value) == BOOL;
  }
}

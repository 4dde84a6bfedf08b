package dev.redoubt.template.function.comparison;

import static dev.redoubt.estate.TypeHint.ANY;
import static dev.redoubt.estate.TypeHint.BOOL;

import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.Arguments;
import dev.redoubt.template.function.Certainty;
import dev.redoubt.template.function.Choices;
import dev.redoubt.template.function.Equality;
import dev.redoubt.template.function.Outcome;
import dev.redoubt.template.function.Residuals;
import dev.redoubt.template.function.Signature;
import dev.redoubt.template.function.TemplateFunction;

/// `equals(a, b)`: whether two values are the same, as [Equality] decides.
final class Equal implements TemplateFunction.Partial {

  private static final Signature SIGNATURE = Signature.of(ANY, ANY);

  @Override
  public String name() {
    return "equals";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return BOOL;
  }

  @Override
  public Outcome call(Arguments arguments) {
    return Choices.spread(this, arguments, this::compare);
  }

  private Outcome compare(Arguments arguments) {
    Value left = arguments.get(0);
    Value right = arguments.get(1);
    Certainty same = Equality.of(left, right);
    if (same == Certainty.UNKNOWN && right.equals(BooleanValue.TRUE) && isBool(left)) {
      return Outcome.of(left);
    }
    if (same == Certainty.UNKNOWN && left.equals(BooleanValue.TRUE) && isBool(right)) {
      return Outcome.of(right);
    }
    return Residuals.of(same, this, arguments);
  }

  private static boolean isBool(Value value) {
    return TypeHint.of(value) == BOOL;
  }
}

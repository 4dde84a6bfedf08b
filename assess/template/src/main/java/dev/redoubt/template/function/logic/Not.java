package dev.redoubt.template.function.logic;

import static dev.redoubt.estate.TypeHint.BOOL;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Residual;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.template.function.Arguments;
import dev.redoubt.template.function.Choices;
import dev.redoubt.template.function.Outcome;
import dev.redoubt.template.function.Residuals;
import dev.redoubt.template.function.Signature;
import dev.redoubt.template.function.TemplateFunction;

/// `not(a)`.
final class Not implements TemplateFunction.Partial {

  private static final Signature SIGNATURE = Signature.of(BOOL);

  @Override
  public String name() {
    return "not";
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
    return Choices.spread(this, arguments, this::negate);
  }

  private Outcome negate(Arguments arguments) {
    return switch (arguments.get(0)) {
      case BooleanValue(var truth, _) -> Outcome.of(BooleanValue.of(!truth));
      case Unknown(Residual.Call(var function, var inner), _, _, _, _)
          when function.equals("not") && inner.size() == 1 ->
          Outcome.of(inner.getFirst());
      case NullValue _, NumberValue _, StringValue _, ArrayValue _, ObjectValue _, Unknown _ ->
          Residuals.of(this, arguments);
    };
  }
}

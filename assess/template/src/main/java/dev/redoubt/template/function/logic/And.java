package dev.redoubt.template.function.logic;

import static dev.redoubt.estate.TypeHint.BOOL;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.Outcome;
import dev.redoubt.template.function.Signature;
import dev.redoubt.template.function.TemplateFunction;
import dev.redoubt.template.syntax.Expression;
import java.util.List;

/// `and(...)`: Kleene's; the first false ends it.
final class And implements TemplateFunction.Lazy {

  private static final Signature SIGNATURE = Signature.of().rest(1, BOOL);

  @Override
  public String name() {
    return "and";
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
  public Outcome call(
      List<Expression> arguments, TemplateFunction.Evaluation evaluation, Origin origin) {
    return Junction.of(this, false, arguments, evaluation, origin);
  }
}

package dev.redoubt.template.function.logic;

import static dev.redoubt.estate.TypeHint.BOOL;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.Outcome;
import dev.redoubt.template.function.Signature;
import dev.redoubt.template.function.TemplateFunction;
import dev.redoubt.template.syntax.Expression;
import java.util.List;

/// `or(...)`: Kleene's; the first true ends it.
final class Or implements TemplateFunction.Lazy {

  private static final Signature SIGNATURE = Signature.of().rest(1, BOOL);

  @Override
  public String name() {
    return "or";
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
    return Junction.of(this, true, arguments, evaluation, origin);
  }
}

package dev.redoubt.template.function.logic;

import static dev.redoubt.estate.TypeHint.BOOL;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.TemplateFunction;
import dev.redoubt.template.syntax.TemplateExpression;
import java.util.List;

/// `or(...)`: returns the disjunction of bools in Kleene logic; evaluation stops at the first true.
final class Or implements TemplateFunction.Lazy {

  private static final FunctionSignature SIGNATURE = FunctionSignature.of().rest(1, BOOL);

  @Override
  public String name() {
    return "or";
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
  public CallOutcome call(
      List<TemplateExpression> arguments, TemplateFunction.Evaluation evaluation, Origin origin) {
    return ShortCircuit.of(this, true, arguments, evaluation, origin);
  }
}

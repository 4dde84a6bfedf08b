package dev.redoubt.template.function.logic;

import static dev.redoubt.estate.TypeHint.ANY;
import static dev.redoubt.estate.TypeHint.BOOL;

import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.Choices;
import dev.redoubt.template.function.Outcome;
import dev.redoubt.template.function.Signature;
import dev.redoubt.template.function.TemplateFunction;
import dev.redoubt.template.syntax.Expression;
import java.util.List;

/// `if(condition, a, b)`: evaluates the branch that is chosen, or both where the condition is not
/// known. A branch that is a call of `fail` is run only where it is certainly chosen.
final class If implements TemplateFunction.Lazy {

  private static final Signature SIGNATURE = Signature.of(BOOL, ANY, ANY);

  @Override
  public String name() {
    return "if";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return ANY;
  }

  @Override
  public Outcome call(
      List<Expression> arguments, TemplateFunction.Evaluation evaluation, Origin origin) {
    Value condition = evaluation.evaluate(arguments.get(0));
    String problem = SIGNATURE.check(0, condition);
    if (problem != null) {
      return Outcome.failed(problem);
    }
    if (condition instanceof BooleanValue(var truth, _)) {
      return Outcome.of(evaluation.evaluate(arguments.get(truth ? 1 : 2)));
    }
    Value whenTrue = branch(arguments.get(1), evaluation);
    Value whenFalse = branch(arguments.get(2), evaluation);
    return Outcome.of(Choices.choose(condition, whenTrue, whenFalse, origin));
  }

  private static Value branch(Expression expression, TemplateFunction.Evaluation evaluation) {
    return evaluation.speculate(() -> evaluation.evaluate(expression));
  }
}

package dev.redoubt.template.function.logic;

import static dev.redoubt.estate.TypeHint.ANY;
import static dev.redoubt.estate.TypeHint.BOOL;

import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.ChoiceDistribution;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.TemplateFunction;
import dev.redoubt.template.syntax.TemplateExpression;
import java.util.List;

/// `if(condition, a, b)`: evaluates the selected branch, or both branches if the condition is
/// unknown. A branch that calls `fail` is evaluated only if it is certainly selected.
final class If implements TemplateFunction.Lazy {

  private static final FunctionSignature SIGNATURE = FunctionSignature.of(BOOL, ANY, ANY);

  @Override
  public String name() {
    return "if";
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
  public CallOutcome call(
      List<TemplateExpression> arguments, TemplateFunction.Evaluation evaluation, Origin origin) {
    Value condition = evaluation.evaluate(arguments.get(0));
    String problem = SIGNATURE.check(0, condition);
    if (problem != null) {
      return CallOutcome.failed(problem);
    }
    if (condition instanceof BooleanValue(var truth, _)) {
      return CallOutcome.of(evaluation.evaluate(arguments.get(truth ? 1 : 2)));
    }
    Value whenTrue = branch(arguments.get(1), evaluation);
    Value whenFalse = branch(arguments.get(2), evaluation);
    return CallOutcome.of(ChoiceDistribution.choose(condition, whenTrue, whenFalse, origin));
  }

  private static Value branch(
      TemplateExpression expression, TemplateFunction.Evaluation evaluation) {
    return evaluation.speculate(() -> evaluation.evaluate(expression));
  }
}

package dev.redoubt.template.internal;

import dev.redoubt.estate.ExpressionPrinter;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.TemplateFunction;
import dev.redoubt.template.syntax.TemplateExpression;
import java.util.List;
import java.util.function.Supplier;

/// Gives a lazy function access to the evaluator.
record LazyArguments(ExpressionEvaluator evaluator, EvaluationScope frame)
    implements TemplateFunction.Evaluation {

  @Override
  public Value evaluate(TemplateExpression expression) {
    return evaluator.evaluate(expression, frame);
  }

  @Override
  public Value apply(TemplateExpression.Lambda lambda, List<Value> arguments) {
    EvaluationScope inner = frame;
    for (int i = 0; i < lambda.parameters().size() && i < arguments.size(); i++) {
      inner = inner.withVariable(lambda.parameters().get(i), arguments.get(i));
    }
    return evaluator.evaluate(lambda.body(), inner);
  }

  @Override
  public Value residual(TemplateExpression.Lambda lambda) {
    EvaluationScope inner = frame;
    StringBuilder text = new StringBuilder("lambda(");
    for (String parameter : lambda.parameters()) {
      String name = "lambdaVariables('" + parameter + "')";
      UnknownCause cause =
          new UnknownCause(UnknownCause.Kind.RUNTIME, "the elements of an array are unknown", "");
      inner =
          inner.withVariable(parameter, Unknown.symbol(name, cause, TypeHint.ANY, lambda.origin()));
      text.append('\'').append(parameter).append("', ");
    }
    EvaluationScope body = inner;
    Value result = evaluator.context().speculate(() -> evaluator.evaluate(lambda.body(), body));
    text.append(ExpressionPrinter.of(result)).append(')');
    UnknownCause cause =
        new UnknownCause(UnknownCause.Kind.RUNTIME, "the elements of an array are unknown", "");
    return Unknown.symbol(text.toString(), cause, TypeHint.ANY, lambda.origin());
  }

  @Override
  public <T> T speculate(Supplier<T> evaluated) {
    return evaluator.context().speculate(evaluated);
  }
}

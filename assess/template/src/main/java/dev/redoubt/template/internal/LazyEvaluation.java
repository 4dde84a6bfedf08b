package dev.redoubt.template.internal;

import dev.redoubt.estate.Cause;
import dev.redoubt.estate.ExpressionText;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.TemplateFunction;
import dev.redoubt.template.syntax.Expression;
import java.util.List;
import java.util.function.Supplier;

/// What a lazy function sees of the evaluator.
record LazyEvaluation(Evaluator evaluator, Frame frame) implements TemplateFunction.Evaluation {

  @Override
  public Value evaluate(Expression expression) {
    return evaluator.evaluate(expression, frame);
  }

  @Override
  public Value apply(Expression.Lambda lambda, List<Value> arguments) {
    Frame inner = frame;
    for (int i = 0; i < lambda.parameters().size() && i < arguments.size(); i++) {
      inner = inner.withVariable(lambda.parameters().get(i), arguments.get(i));
    }
    return evaluator.evaluate(lambda.body(), inner);
  }

  @Override
  public Value residual(Expression.Lambda lambda) {
    Frame inner = frame;
    StringBuilder text = new StringBuilder("lambda(");
    for (String parameter : lambda.parameters()) {
      String name = "lambdaVariables('" + parameter + "')";
      Cause cause = new Cause(Cause.Kind.RUNTIME, "the elements of a list are not known", "");
      inner =
          inner.withVariable(parameter, Unknown.symbol(name, cause, TypeHint.ANY, lambda.origin()));
      text.append('\'').append(parameter).append("', ");
    }
    Frame body = inner;
    Value result = evaluator.run().speculate(() -> evaluator.evaluate(lambda.body(), body));
    text.append(ExpressionText.of(result)).append(')');
    Cause cause = new Cause(Cause.Kind.RUNTIME, "the elements of a list are not known", "");
    return Unknown.symbol(text.toString(), cause, TypeHint.ANY, lambda.origin());
  }

  @Override
  public <T> T speculate(Supplier<T> evaluated) {
    return evaluator.run().speculate(evaluated);
  }
}

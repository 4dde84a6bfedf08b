package dev.redoubt.template.function.lambdas;

import static dev.redoubt.estate.TypeHint.ARRAY;
import static dev.redoubt.estate.TypeHint.OBJECT;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Residual;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.Choices;
import dev.redoubt.template.function.Outcome;
import dev.redoubt.template.function.Residuals;
import dev.redoubt.template.function.TemplateFunction;
import dev.redoubt.template.syntax.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The arguments of a function that takes a lambda, and what it does with them.
final class LambdaCall {

  private final TemplateFunction function;
  private final List<Expression> arguments;
  private final TemplateFunction.Evaluation evaluation;
  private final Origin origin;

  LambdaCall(
      TemplateFunction function,
      List<Expression> arguments,
      TemplateFunction.Evaluation evaluation,
      Origin origin) {
    this.function = function;
    this.arguments = arguments;
    this.evaluation = evaluation;
    this.origin = origin;
  }

  /// What is wrong with the lambdas from an index on, or null.
  ///
  /// @param least the least number of parameters of each
  /// @param most the greatest
  @Nullable String check(int from, int least, int most) {
    for (int i = from; i < arguments.size(); i++) {
      if (!(arguments.get(i) instanceof Expression.Lambda lambda)) {
        return "argument %d must be a lambda".formatted(i + 1);
      }
      int count = lambda.parameters().size();
      if (count < least || count > most) {
        return "the lambda that is argument %d has %d parameters and needs %s"
            .formatted(i + 1, count, least == most ? least : least + " or " + most);
      }
    }
    return null;
  }

  boolean has(int index) {
    return index < arguments.size();
  }

  Value evaluate(int index) {
    return evaluation.evaluate(arguments.get(index));
  }

  Expression.Lambda lambda(int index) {
    return (Expression.Lambda) arguments.get(index);
  }

  Value apply(int lambda, Value... values) {
    return evaluation.apply(lambda(lambda), List.of(values));
  }

  /// Applies a lambda that may also take the index as its last parameter.
  Value applyAt(int lambda, int index, int indexParameter, Value... values) {
    if (lambda(lambda).parameters().size() <= indexParameter) {
      return apply(lambda, values);
    }
    List<Value> all = new ArrayList<>(List.of(values));
    all.add(NumberValue.of(index));
    return evaluation.apply(lambda(lambda), all);
  }

  /// Does something with the array that an argument is, or with each that it may be.
  Outcome onArray(Value value, Function<ArrayValue, Outcome> direct) {
    if (value instanceof ArrayValue array) {
      return direct.apply(array);
    }
    return onUnknown(value, ARRAY, each -> onArray(each, direct));
  }

  /// Does something with the object that an argument is, or with each that it may be.
  Outcome onObject(Value value, Function<ObjectValue, Outcome> direct) {
    if (value instanceof ObjectValue object) {
      return direct.apply(object);
    }
    return onUnknown(value, OBJECT, each -> onObject(each, direct));
  }

  private Outcome onUnknown(Value value, TypeHint kind, Function<Value, Outcome> each) {
    if (!(value instanceof Unknown unknown) || !unknown.type().mayBe(kind)) {
      return Outcome.failed(
          "argument 1 must be %s, not %s"
              .formatted(kind.name().toLowerCase(Locale.ROOT), value.kind()));
    }
    if (unknown.residual() instanceof Residual.Choice(var condition, var left, var right)
        && Choices.areFew(value, NullValue.NULL)) {
      Value whenTrue = orResidual(each.apply(left), left);
      Value whenFalse = orResidual(each.apply(right), right);
      Value chosen = Choices.choose(condition, whenTrue, whenFalse, origin);
      return Outcome.of(
          unknown.secret() && chosen instanceof Unknown some ? some.asSecret() : chosen);
    }
    return Outcome.of(residual(value));
  }

  private Value orResidual(Outcome outcome, Value first) {
    return outcome instanceof Outcome.Returned(var value) ? value : residual(first);
  }

  /// The call as it stands, with another first argument.
  Unknown residual(Value first) {
    List<Value> values = new ArrayList<>();
    values.add(first);
    for (int i = 1; i < arguments.size(); i++) {
      values.add(
          arguments.get(i) instanceof Expression.Lambda lambda
              ? evaluation.residual(lambda)
              : evaluation.evaluate(arguments.get(i)));
    }
    return Residuals.call(function.name(), values, function.result(), origin);
  }
}

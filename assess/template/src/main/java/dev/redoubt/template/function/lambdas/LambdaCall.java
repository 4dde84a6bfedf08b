package dev.redoubt.template.function.lambdas;

import static dev.redoubt.estate.TypeHint.ARRAY;
import static dev.redoubt.estate.TypeHint.OBJECT;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.ResidualExpression;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.ChoiceDistribution;
import dev.redoubt.template.function.ResidualCalls;
import dev.redoubt.template.function.TemplateFunction;
import dev.redoubt.template.syntax.TemplateExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The arguments of a call to a function that takes lambdas, with the operations that such
/// functions share.
final class LambdaCall {

  private final TemplateFunction function;
  private final List<TemplateExpression> arguments;
  private final TemplateFunction.Evaluation evaluation;
  private final Origin origin;

  LambdaCall(
      TemplateFunction function,
      List<TemplateExpression> arguments,
      TemplateFunction.Evaluation evaluation,
      Origin origin) {
    this.function = function;
    this.arguments = arguments;
    this.evaluation = evaluation;
    this.origin = origin;
  }

  /// Returns the error for the lambda arguments from an index on, or null if they are valid.
  ///
  /// @param least the minimum number of parameters of each lambda
  /// @param most the maximum number
  @Nullable String check(int from, int least, int most) {
    for (int i = from; i < arguments.size(); i++) {
      if (!(arguments.get(i) instanceof TemplateExpression.Lambda lambda)) {
        return "argument %d must be a lambda".formatted(i + 1);
      }
      int count = lambda.parameters().size();
      if (count < least || count > most) {
        return "the lambda in argument %d must have %s parameters, but has %d"
            .formatted(i + 1, least == most ? least : least + " or " + most, count);
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

  TemplateExpression.Lambda lambda(int index) {
    return (TemplateExpression.Lambda) arguments.get(index);
  }

  Value apply(int lambda, Value... values) {
    return evaluation.apply(lambda(lambda), List.of(values));
  }

  /// Applies a lambda, which may take the index as an additional last parameter.
  Value applyAt(int lambda, int index, int indexParameter, Value... values) {
    if (lambda(lambda).parameters().size() <= indexParameter) {
      return apply(lambda, values);
    }
    List<Value> all = new ArrayList<>(List.of(values));
    all.add(NumberValue.of(index));
    return evaluation.apply(lambda(lambda), all);
  }

  /// Applies an operation to an array argument, or to each array that it may be.
  CallOutcome onArray(Value value, Function<ArrayValue, CallOutcome> direct) {
    if (value instanceof ArrayValue array) {
      return direct.apply(array);
    }
    return onUnknown(value, ARRAY, each -> onArray(each, direct));
  }

  /// Applies an operation to an object argument, or to each object that it may be.
  CallOutcome onObject(Value value, Function<ObjectValue, CallOutcome> direct) {
    if (value instanceof ObjectValue object) {
      return direct.apply(object);
    }
    return onUnknown(value, OBJECT, each -> onObject(each, direct));
  }

  private CallOutcome onUnknown(Value value, TypeHint kind, Function<Value, CallOutcome> each) {
    if (!(value instanceof Unknown unknown) || !unknown.type().mayBe(kind)) {
      return CallOutcome.failed(
          "argument 1 must be %s, not %s"
              .formatted(kind.name().toLowerCase(Locale.ROOT), value.kind()));
    }
    if (unknown.residual() instanceof ResidualExpression.Choice(var condition, var left, var right)
        && ChoiceDistribution.areFew(value, NullValue.NULL)) {
      Value whenTrue = orResidual(each.apply(left), left);
      Value whenFalse = orResidual(each.apply(right), right);
      Value chosen = ChoiceDistribution.choose(condition, whenTrue, whenFalse, origin);
      return CallOutcome.of(
          unknown.secret() && chosen instanceof Unknown some ? some.asSecret() : chosen);
    }
    return CallOutcome.of(residual(value));
  }

  private Value orResidual(CallOutcome outcome, Value first) {
    return outcome instanceof CallOutcome.Returned(var value) ? value : residual(first);
  }

  /// Returns the residual call with another first argument.
  Unknown residual(Value first) {
    List<Value> values = new ArrayList<>();
    values.add(first);
    for (int i = 1; i < arguments.size(); i++) {
      values.add(
          arguments.get(i) instanceof TemplateExpression.Lambda lambda
              ? evaluation.residual(lambda)
              : evaluation.evaluate(arguments.get(i)));
    }
    return ResidualCalls.call(function.name(), values, function.result(), origin);
  }
}

package dev.redoubt.policy.internal.expression;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.ResidualExpression;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.FunctionLimits;
import dev.redoubt.template.function.TemplateFunction;
import dev.redoubt.template.syntax.TemplateExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A call of a template function in a policy.
final class FunctionCall {

  /// Functions that cannot fail if their arguments have the right types.
  private static final Set<String> TOTAL =
      Set.of(
          "array",
          "base64",
          "coalesce",
          "createarray",
          "createobject",
          "empty",
          "endswith",
          "equals",
          "first",
          "guid",
          "last",
          "length",
          "not",
          "replace",
          "split",
          "startswith",
          "string",
          "tolower",
          "toupper",
          "trim",
          "uniquestring",
          "uricomponent");

  private final ExpressionEvaluator evaluator;
  private final TemplateFunction function;
  private final Origin origin;

  FunctionCall(ExpressionEvaluator evaluator, TemplateFunction function, Origin origin) {
    this.evaluator = evaluator;
    this.function = function;
    this.origin = origin;
  }

  Value evaluate(List<TemplateExpression> arguments) {
    return switch (function) {
      case TemplateFunction.Lazy lazy -> lazy(lazy, arguments);
      case TemplateFunction.Strict strict -> eager(arguments, values -> strict(strict, values));
      case TemplateFunction.Partial partial ->
          eager(
              arguments, values -> value(partial.call(new CallArguments(values, origin)), values));
    };
  }

  /// A function of known and unknown values, of which none is a choice.
  private interface Body {
    Value call(List<Value> arguments);
  }

  private Value eager(List<TemplateExpression> expressions, Body body) {
    List<Value> arguments = new ArrayList<>();
    for (TemplateExpression expression : expressions) {
      arguments.add(evaluator.evaluate(expression));
    }
    return distributed(arguments, body, FunctionLimits.MAX_BRANCHES);
  }

  /// Calls the function for each branch of the choices in its arguments.
  private Value distributed(List<Value> arguments, Body body, int branches) {
    for (int i = 0; i < arguments.size(); i++) {
      Value argument = arguments.get(i);
      if (Unknown.isFailure(argument)) {
        return argument;
      }
      if (argument
          instanceof Unknown(ResidualExpression.Choice(var condition, var a, var b), _, _, _, _)) {
        if (branches <= 1) {
          return PossibleFailure.of(residual(arguments, TypeHint.ANY), true);
        }
        return Unknown.choice(
            condition,
            distributed(replaced(arguments, i, a), body, branches / 2),
            distributed(replaced(arguments, i, b), body, branches / 2),
            origin);
      }
    }
    String wrong = wrongArgument(arguments);
    return wrong != null ? failure(wrong) : body.call(arguments);
  }

  private Unknown residual(List<Value> arguments, TypeHint type) {
    List<Value> plain = arguments.stream().map(PossibleFailure::without).toList();
    return Unknown.call(function.name(), plain, type, origin);
  }

  private static List<Value> replaced(List<Value> arguments, int index, Value value) {
    List<Value> copy = new ArrayList<>(arguments);
    copy.set(index, value);
    return copy;
  }

  private @Nullable String wrongArgument(List<Value> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      String wrong = function.signature().check(i, arguments.get(i));
      if (wrong != null) {
        return wrong;
      }
    }
    return null;
  }

  private Value strict(TemplateFunction.Strict strict, List<Value> arguments) {
    for (Value argument : arguments) {
      if (isOpen(argument) || (strict.needsMembers() && !argument.isFullyKnown())) {
        return PossibleFailure.of(residual(arguments, strict.result()), mayFail(arguments));
      }
    }
    return value(strict.call(new CallArguments(arguments, origin)), arguments);
  }

  private static boolean isOpen(Value argument) {
    return argument instanceof Unknown
        || (argument instanceof ArrayValue array && array.isOpen())
        || (argument instanceof ObjectValue object && object.isOpen());
  }

  private Value value(CallOutcome outcome, List<Value> arguments) {
    return switch (outcome) {
      case CallOutcome.Failed(var message) -> failure(message);
      case CallOutcome.Returned(var value) -> {
        boolean mayFail = !areFullyKnown(arguments) && mayFail(arguments);
        yield PossibleFailure.of(value.at(origin), mayFail);
      }
    };
  }

  private static boolean areFullyKnown(List<Value> arguments) {
    for (Value argument : arguments) {
      if (!argument.isFullyKnown()) {
        return false;
      }
    }
    return true;
  }

  /// Whether the call fails for some values of the unknown arguments.
  private boolean mayFail(List<Value> arguments) {
    if (PropertyName.same(function.name(), "contains") && arguments.size() == 2) {
      return TypeHint.of(arguments.get(0)) != TypeHint.ARRAY
          && (TypeHint.of(arguments.get(0)) == TypeHint.ANY
              || TypeHint.of(arguments.get(1)) != TypeHint.STRING);
    }
    if (PropertyName.same(function.name(), "concat")) {
      return !arguments.stream().allMatch(argument -> TypeHint.of(argument) == TypeHint.STRING)
          && !arguments.stream().allMatch(argument -> TypeHint.of(argument) == TypeHint.ARRAY);
    }
    if (!TOTAL.contains(PropertyName.folded(function.name()))) {
      return true;
    }
    for (int i = 0; i < arguments.size(); i++) {
      Value argument = arguments.get(i);
      boolean mayBeOfAnotherType =
          argument instanceof Unknown unknown && unknown.type() == TypeHint.ANY && !acceptsAny(i);
      if (mayBeOfAnotherType || mayBeInvalid(i, argument)) {
        return true;
      }
    }
    return false;
  }

  /// Whether an argument may be one of the few that a function refuses although the type is right.
  private boolean mayBeInvalid(int index, Value argument) {
    return switch (PropertyName.folded(function.name())) {
      case "replace" -> index == 1 && mayBeEmpty(argument);
      case "split" -> index == 1 && TypeHint.of(argument) != TypeHint.STRING;
      case "createobject" -> index % 2 == 0 && TypeHint.of(argument) != TypeHint.STRING;
      default -> false;
    };
  }

  private static boolean mayBeEmpty(Value text) {
    return switch (text) {
      case StringValue(var known, _) -> known.isEmpty();
      case Unknown(ResidualExpression.Text(var parts), _, _, _, _) ->
          parts.stream().noneMatch(StringValue.class::isInstance);
      default -> true;
    };
  }

  private boolean acceptsAny(int index) {
    List<Set<TypeHint>> parameters = function.signature().parameters();
    Set<TypeHint> kinds =
        index < parameters.size() ? parameters.get(index) : function.signature().rest();
    return kinds != null
        && kinds.contains(TypeHint.ANY)
        && !PropertyName.same(function.name(), "empty");
  }

  private Unknown failure(String message) {
    return Unknown.failure("`" + function.name() + "`: " + message, origin);
  }

  private Value lazy(TemplateFunction.Lazy lazy, List<TemplateExpression> arguments) {
    LazyEvaluation evaluation = new LazyEvaluation();
    CallOutcome outcome = lazy.call(arguments, evaluation, origin);
    if (evaluation.failed != null) {
      return evaluation.failed;
    }
    return switch (outcome) {
      case CallOutcome.Failed(var message) ->
          evaluation.mayFail ? PossibleFailure.of(anything(), true) : failure(message);
      case CallOutcome.Returned(var value) ->
          PossibleFailure.of(value.at(origin), evaluation.mayFail);
    };
  }

  private Unknown anything() {
    return Unknown.call(function.name(), List.of(), TypeHint.ANY, origin);
  }

  /// Evaluates the arguments of a lazy function. A failure outside of a speculation makes the call
  /// fail; another one makes it fail for some values of the unknown parts.
  private final class LazyEvaluation implements TemplateFunction.Evaluation {

    private int evaluations;
    private int speculations;
    private @Nullable Value failed;
    private boolean mayFail;

    @Override
    public Value evaluate(TemplateExpression expression) {
      Value value = evaluator.evaluate(expression);
      mayFail |= PossibleFailure.isIn(value) || isPossiblyNoCondition(value);
      evaluations++;
      if (!Unknown.isFailure(value)) {
        return PossibleFailure.without(value);
      }
      if (speculations > 0) {
        return anything();
      }
      failed = failed == null ? value : failed;
      return value;
    }

    /// Whether the value is a condition of the function and may be of another type than bool.
    private boolean isPossiblyNoCondition(Value value) {
      String name = PropertyName.folded(function.name());
      boolean isCondition =
          name.equals("and") || name.equals("or") || (name.equals("if") && evaluations == 0);
      boolean isUnknown = value instanceof Unknown unknown && unknown.type() == TypeHint.ANY;
      return isCondition && (isUnknown || (evaluations > 0 && TypeHint.of(value) != TypeHint.BOOL));
    }

    @Override
    public Value apply(TemplateExpression.Lambda lambda, List<Value> arguments) {
      return Unknown.failure("policies have no lambdas", lambda.origin());
    }

    @Override
    public Value residual(TemplateExpression.Lambda lambda) {
      return Unknown.failure("policies have no lambdas", lambda.origin());
    }

    @Override
    public <T> T speculate(Supplier<T> evaluated) {
      speculations++;
      T result = evaluated.get();
      speculations--;
      return result;
    }
  }
}

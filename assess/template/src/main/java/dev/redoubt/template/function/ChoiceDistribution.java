package dev.redoubt.template.function;

import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.ResidualExpression;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Distributes function calls over alternatives: `f(if(c, a, b))` becomes `if(c, f(a), f(b))`. Each
/// condition is decided only once.
public final class ChoiceDistribution {

  private ChoiceDistribution() {}

  /// Calls a function once for each combination of alternatives in its arguments. If there are too
  /// many, calls it once, with the alternatives as unknowns.
  public static CallOutcome distribute(
      TemplateFunction function,
      CallArguments arguments,
      Function<CallArguments, CallOutcome> call) {
    Unknown choice = first(arguments);
    if (choice == null || branches(arguments) > FunctionLimits.MAX_BRANCHES) {
      return call.apply(arguments);
    }
    Value condition = ((ResidualExpression.Choice) choice.residual()).condition();
    CallArguments whenTrue = assume(arguments, condition, true);
    CallArguments whenFalse = assume(arguments, condition, false);
    CallOutcome left = distribute(function, whenTrue, call);
    CallOutcome right = distribute(function, whenFalse, call);
    if (left instanceof CallOutcome.Failed && right instanceof CallOutcome.Failed) {
      return left;
    }
    Value chosen =
        choose(
            condition,
            valueOf(function, whenTrue, left),
            valueOf(function, whenFalse, right),
            arguments.origin());
    return CallOutcome.of(
        choice.secret() && chosen instanceof Unknown made ? made.asSecret() : chosen);
  }

  /// A failing branch would end the deployment; it has no value.
  private static Value valueOf(
      TemplateFunction function, CallArguments arguments, CallOutcome outcome) {
    return switch (outcome) {
      case CallOutcome.Returned(var value) -> value;
      case CallOutcome.Failed(var message) ->
          ResidualCalls.invalid(function.name(), arguments.values(), message, arguments.origin());
    };
  }

  /// Returns the choice of two values by a condition, simplified if possible.
  public static Value choose(Value condition, Value whenTrue, Value whenFalse, Origin origin) {
    if (condition instanceof BooleanValue(var truth, _)) {
      return truth ? whenTrue : whenFalse;
    }
    Value left = assume(whenTrue, condition, true);
    Value right = assume(whenFalse, condition, false);
    if (condition instanceof Unknown unknown
        && left.equals(BooleanValue.TRUE)
        && right.equals(BooleanValue.FALSE)) {
      return unknown.as(TypeHint.BOOL).at(origin);
    }
    return Unknown.choice(condition, left, right, origin);
  }

  /// Simplifies a value under the assumption that a condition is true or false.
  public static Value assume(Value value, Value condition, boolean truth) {
    Value here = value;
    while (here instanceof Unknown(ResidualExpression.Choice choice, _, var secret, _, _)
        && choice.condition().equals(condition)) {
      here = truth ? choice.whenTrue() : choice.whenFalse();
      if (secret && here instanceof Unknown unknown) {
        here = unknown.asSecret();
      }
    }
    return here;
  }

  private static CallArguments assume(CallArguments arguments, Value condition, boolean truth) {
    List<Value> values = new ArrayList<>(arguments.size());
    for (Value value : arguments.values()) {
      values.add(assume(value, condition, truth));
    }
    return new CallArguments(values, arguments.origin());
  }

  private static @Nullable Unknown first(CallArguments arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      if (arguments.get(i) instanceof Unknown unknown
          && unknown.residual() instanceof ResidualExpression.Choice) {
        return unknown;
      }
    }
    return null;
  }

  /// Whether two values have few enough alternatives to combine each with each.
  public static boolean areFew(Value left, Value right) {
    int most = FunctionLimits.MAX_BRANCHES + 1;
    return branches(left, most) * branches(right, most) <= FunctionLimits.MAX_BRANCHES;
  }

  private static int branches(CallArguments arguments) {
    int product = 1;
    for (int i = 0; i < arguments.size() && product <= FunctionLimits.MAX_BRANCHES; i++) {
      product *= branches(arguments.get(i), FunctionLimits.MAX_BRANCHES + 1);
    }
    return product;
  }

  private static int branches(Value value, int most) {
    if (most <= 1 || !(value instanceof Unknown(ResidualExpression.Choice choice, _, _, _, _))) {
      return 1;
    }
    int left = branches(choice.whenTrue(), most);
    return Math.min(most, left + branches(choice.whenFalse(), most - left));
  }
}

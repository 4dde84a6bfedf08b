package dev.redoubt.template.internal;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.ResidualExpression;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.ChoiceDistribution;
import dev.redoubt.template.function.ResidualCalls;
import dev.redoubt.template.function.TemplateFunction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Calls functions whose arguments are all evaluated before the call.
final class EagerFunctionCall {

  private EagerFunctionCall() {}

  static CallOutcome partial(
      TemplateFunction.Partial function, List<Value> arguments, Origin origin) {
    String wrong = wrongArgument(function, arguments);
    if (wrong != null) {
      return CallOutcome.failed(wrong);
    }
    CallArguments checked = new CallArguments(arguments, origin);
    return arguments.stream().anyMatch(EagerFunctionCall::isInvalid)
        ? ResidualCalls.of(function, checked)
        : function.call(checked);
  }

  /// Whether an argument has no value. Azure then rejects the call, even if the function does not
  /// need the argument to decide. A choice is distributed: it may have a value.
  private static boolean isInvalid(Value argument) {
    return argument instanceof Unknown unknown
        && !(unknown.residual() instanceof ResidualExpression.Choice)
        && unknown.isInvalid();
  }

  /// Calls the function if all arguments are known; otherwise returns a residual call. A choice in
  /// the arguments yields a choice of results.
  static CallOutcome strict(
      TemplateFunction.Strict function, List<Value> arguments, Origin origin) {
    return ChoiceDistribution.distribute(
        function, new CallArguments(arguments, origin), chosen -> known(function, chosen));
  }

  private static CallOutcome known(TemplateFunction.Strict function, CallArguments arguments) {
    String wrong = wrongArgument(function, arguments.values());
    if (wrong != null) {
      return CallOutcome.failed(wrong);
    }
    for (Value argument : arguments.values()) {
      if (!isEnough(argument, function.needsMembers())) {
        return ResidualCalls.of(function, arguments);
      }
    }
    return function.call(arguments);
  }

  private static boolean isEnough(Value argument, boolean members) {
    return switch (argument) {
      case Unknown _ -> false;
      case ArrayValue array -> members ? array.isFullyKnown() : !array.isOpen();
      case ObjectValue object -> members ? object.isFullyKnown() : !object.isOpen();
      case NullValue _, BooleanValue _, NumberValue _, StringValue _ -> true;
    };
  }

  private static @Nullable String wrongArgument(TemplateFunction function, List<Value> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      String wrong = function.signature().check(i, arguments.get(i));
      if (wrong != null) {
        return wrong;
      }
    }
    return null;
  }
}

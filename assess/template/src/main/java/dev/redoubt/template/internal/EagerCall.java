package dev.redoubt.template.internal;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Residual;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.Arguments;
import dev.redoubt.template.function.Outcome;
import dev.redoubt.template.function.TemplateFunction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Calls functions whose arguments are all evaluated first.
final class EagerCall {

  /// Each choice among the arguments doubles the calls; beyond this many the answer is residual.
  private static final int MAX_CHOICES = 4;

  private EagerCall() {}

  static Outcome partial(TemplateFunction.Partial function, List<Value> arguments, Origin origin) {
    String wrong = wrongArgument(function, arguments);
    return wrong != null ? Outcome.failed(wrong) : function.call(new Arguments(arguments, origin));
  }

  /// Calls with what is known; otherwise makes what is left of the call. A choice among the
  /// arguments gives a choice of the results.
  static Outcome strict(TemplateFunction.Strict function, List<Value> arguments, Origin origin) {
    return strict(function, arguments, origin, MAX_CHOICES);
  }

  private static Outcome strict(
      TemplateFunction.Strict function, List<Value> arguments, Origin origin, int choices) {
    String wrong = wrongArgument(function, arguments);
    if (wrong != null) {
      return Outcome.failed(wrong);
    }
    for (int i = 0; choices > 0 && i < arguments.size(); i++) {
      if (arguments.get(i)
          instanceof Unknown(Residual.Choice(var condition, var yes, var no), _, _, _)) {
        Outcome whenTrue = strict(function, with(arguments, i, yes), origin, choices - 1);
        Outcome whenFalse = strict(function, with(arguments, i, no), origin, choices - 1);
        if (whenTrue instanceof Outcome.Returned(var left)
            && whenFalse instanceof Outcome.Returned(var right)) {
          return Outcome.of(Unknown.choice(condition, left, right, origin));
        }
        return residual(function, arguments, origin);
      }
    }
    for (Value argument : arguments) {
      if (!isEnough(argument, function.needsMembers())) {
        return residual(function, arguments, origin);
      }
    }
    return function.call(new Arguments(arguments, origin));
  }

  private static Outcome residual(
      TemplateFunction.Strict function, List<Value> arguments, Origin origin) {
    return Outcome.of(Unknown.call(function.name(), arguments, function.result(), origin));
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

  private static List<Value> with(List<Value> arguments, int index, Value value) {
    List<Value> changed = new ArrayList<>(arguments);
    changed.set(index, value);
    return changed;
  }
}

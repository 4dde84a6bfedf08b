package dev.redoubt.template.function;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.ExpressionPrinter;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.ResidualExpression;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import java.util.List;

/// Builds the residual expression of a call that cannot be evaluated yet. A secret anywhere inside
/// an argument makes the residual secret: a function such as `string` copies a member's text into
/// its result.
public final class ResidualCalls {

  /// Beyond this number of values the search for secrets stops and assumes that there is one.
  private static final int MAX_VISITS = 10_000;

  private ResidualCalls() {}

  /// Returns the residual call.
  public static CallOutcome of(TemplateFunction function, CallArguments arguments) {
    return of(function, arguments, function.result());
  }

  /// Returns the residual call with a more precise type.
  public static CallOutcome of(TemplateFunction function, CallArguments arguments, TypeHint type) {
    return CallOutcome.of(call(function.name(), arguments.values(), type, arguments.origin()));
  }

  /// Returns true, false or the residual call.
  public static CallOutcome of(
      ThreeValuedAnswer certainty, TemplateFunction function, CallArguments arguments) {
    return switch (certainty) {
      case YES -> CallOutcome.of(BooleanValue.TRUE);
      case NO -> CallOutcome.of(BooleanValue.FALSE);
      case UNKNOWN -> of(function, arguments, TypeHint.BOOL);
    };
  }

  public static Unknown call(String name, List<Value> arguments, TypeHint type, Origin origin) {
    Unknown made = Unknown.call(name, arguments, type, origin);
    if (made.secret()) {
      return made;
    }
    for (Value argument : arguments) {
      if (holdsSecret(argument)) {
        return made.asSecret();
      }
    }
    return made;
  }

  /// Returns the unknown for a call that fails: a leaf that prints as the call.
  public static Unknown invalid(String name, List<Value> arguments, String message, Origin origin) {
    Unknown made = call(name, arguments, TypeHint.ANY, origin);
    UnknownCause cause =
        new UnknownCause(
            UnknownCause.Kind.INVALID_EXPRESSION,
            "`" + name + "`: " + message,
            "a valid expression");
    Unknown leaf = Unknown.symbol(ExpressionPrinter.of(made), cause, TypeHint.ANY, origin);
    return made.secret() ? leaf.asSecret() : leaf;
  }

  /// Returns a residual member access. A member of a container with secrets may be one of the
  /// secrets.
  public static Value member(Value target, Value key, boolean safe, Origin origin) {
    if (target instanceof Unknown unknown) {
      return unknown.member(key, safe).at(origin);
    }
    Unknown made =
        Unknown.of(new ResidualExpression.Member(target, key, safe), TypeHint.ANY, origin);
    return holdsSecret(target) ? made.asSecret() : made;
  }

  /// Whether a value is secret or contains a secret.
  public static boolean holdsSecret(Value value) {
    return holdsSecret(value, new int[] {MAX_VISITS});
  }

  private static boolean holdsSecret(Value value, int[] visits) {
    if (visits[0]-- <= 0) {
      return true;
    }
    return switch (value) {
      case NullValue _, BooleanValue _, NumberValue _, StringValue _ -> false;
      case Unknown unknown -> unknown.secret();
      case ArrayValue array -> {
        for (int i = 0; i < array.size(); i++) {
          if (holdsSecret(array.get(i), visits)) {
            yield true;
          }
        }
        yield array.rest() != null && array.rest().secret();
      }
      case ObjectValue object -> {
        for (int i = 0; i < object.size(); i++) {
          if (holdsSecret(object.valueAt(i), visits)) {
            yield true;
          }
        }
        yield object.rest() != null && object.rest().secret();
      }
    };
  }
}

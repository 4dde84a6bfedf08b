package dev.redoubt.estate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A value that is unknown before deployment. Evaluation passes it on; it is never dropped and
/// never guessed.
///
/// Unknowns with equal residual expressions are equal: they will have the same value.
///
/// An expression that contains an invalid part has no value, so it has no type either: its type is
/// always [TypeHint#ANY], whatever the function returns otherwise.
///
/// @param residual the residual expression
/// @param type the type that the value will have
/// @param secret whether the value, once known, must not be shown
/// @param weight computed from the residual; the given value is ignored
public record Unknown(
    ResidualExpression residual, TypeHint type, boolean secret, long packedOrigin, int weight)
    implements Value {

  /// A longer list of causes is of no use to anyone.
  private static final int MAX_CAUSES = 32;

  public static Unknown of(ResidualExpression residual, TypeHint type, Origin origin) {
    return new Unknown(residual, type, isSecret(residual), origin.packed());
  }

  /// Beyond this number of values the search for invalid parts stops and assumes that there is one.
  private static final int MAX_VISITS = 10_000;

  public Unknown {
    weight = ValueWeights.of(residual);
    if (type != TypeHint.ANY && isInvalid(residual, new int[] {MAX_VISITS})) {
      type = TypeHint.ANY;
    }
  }

  private Unknown(ResidualExpression residual, TypeHint type, boolean secret, long packedOrigin) {
    this(residual, type, secret, packedOrigin, 0);
  }

  /// Creates a leaf.
  public static Unknown symbol(
      String expression, UnknownCause cause, TypeHint type, Origin origin) {
    return new Unknown(
        new ResidualExpression.Symbol(expression, cause), type, false, origin.packed());
  }

  /// Creates the value of a policy expression that cannot be evaluated.
  public static Unknown failure(String message, Origin origin) {
    return new Unknown(
        new ResidualExpression.Failure(message), TypeHint.ANY, false, origin.packed());
  }

  /// Whether a value is a [failure][ResidualExpression.Failure].
  public static boolean isFailure(@Nullable Value value) {
    return value instanceof Unknown(ResidualExpression.Failure _, _, _, _, _);
  }

  private static @Nullable Unknown failureIn(List<? extends Value> values) {
    for (Value value : values) {
      if (value instanceof Unknown unknown
          && unknown.residual instanceof ResidualExpression.Failure) {
        return unknown;
      }
    }
    return null;
  }

  /// Creates a function call with an unknown argument; a failure if an argument is one.
  public static Unknown call(String function, List<Value> arguments, TypeHint type, Origin origin) {
    Unknown failure = failureIn(arguments);
    if (failure != null) {
      return failure;
    }
    return of(new ResidualExpression.Call(function, arguments), type, origin);
  }

  /// Creates a partially known string. Adjacent parts are joined; the result may be a known string,
  /// or a single part.
  public static Value text(List<? extends Value> parts, Origin origin) {
    Unknown failure = failureIn(parts);
    if (failure != null) {
      return failure;
    }
    List<Value> joined = new ArrayList<>(parts.size());
    StringBuilder known = new StringBuilder();
    for (Value part : parts) {
      appendPart(part, known, joined);
    }
    flush(known, joined);
    if (joined.isEmpty()) {
      return StringValue.of("").at(origin);
    }
    if (joined.size() == 1
        && (joined.getFirst() instanceof StringValue
            || TypeHint.of(joined.getFirst()) == TypeHint.STRING)) {
      return joined.getFirst().at(origin);
    }
    return of(new ResidualExpression.Text(joined), TypeHint.STRING, origin);
  }

  private static void appendPart(Value part, StringBuilder known, List<Value> joined) {
    switch (part) {
      case StringValue string -> known.append(string.text());
      case Unknown(ResidualExpression.Text(var inner), _, _, _, _) -> {
        for (Value each : inner) {
          appendPart(each, known, joined);
        }
      }
      case Unknown unknown -> {
        flush(known, joined);
        joined.add(unknown);
      }
      case NullValue _, BooleanValue _, NumberValue _, ArrayValue _, ObjectValue _ ->
          known.append(JsonWriter.asText(part));
    }
  }

  private static void flush(StringBuilder known, List<Value> joined) {
    if (!known.isEmpty()) {
      joined.add(StringValue.of(known.toString()));
      known.setLength(0);
    }
  }

  /// Creates a choice of two values; returns the value itself if both are equal, and one of them if
  /// both are failures.
  public static Value choice(Value condition, Value whenTrue, Value whenFalse, Origin origin) {
    if (isFailure(whenTrue) && isFailure(whenFalse)) {
      return whenTrue.equals(failure("", Origin.NONE)) ? whenFalse : whenTrue;
    }
    if (whenTrue.equals(whenFalse)) {
      return whenTrue;
    }
    TypeHint type = TypeHint.of(whenTrue).join(TypeHint.of(whenFalse));
    return of(new ResidualExpression.Choice(condition, whenTrue, whenFalse), type, origin);
  }

  /// Returns a property of this value. For a [ResidualExpression.RuntimeProperty] this extends the
  /// path; for a choice it is the choice of the property in both branches.
  public Value member(String name) {
    return member(StringValue.of(name), false);
  }

  /// Returns a property or an element of this value.
  public Value member(Value key, boolean safe) {
    if (residual instanceof ResidualExpression.Failure) {
      return this;
    }
    if (key instanceof StringValue name
        && residual
            instanceof ResidualExpression.RuntimeProperty(var resource, var path, var apiVersion)) {
      List<String> longer = new ArrayList<>(path);
      longer.add(name.text());
      return new Unknown(
          new ResidualExpression.RuntimeProperty(resource, longer, apiVersion),
          TypeHint.ANY,
          secret,
          packedOrigin);
    }
    if (residual instanceof ResidualExpression.Choice(var condition, var whenTrue, var whenFalse)) {
      Value left = memberOf(whenTrue, key, safe);
      Value right = memberOf(whenFalse, key, safe);
      return choice(condition, left, right, origin());
    }
    return new Unknown(
        new ResidualExpression.Member(this, key, safe), TypeHint.ANY, secret, packedOrigin);
  }

  private Value memberOf(Value target, Value key, boolean safe) {
    return switch (target) {
      case Unknown unknown -> unknown.member(key, safe);
      case ObjectValue object when key instanceof StringValue name -> {
        Value found = object.lookup(name.text());
        yield found == null ? NullValue.NULL : found;
      }
      case ArrayValue array
          when key instanceof NumberValue number
              && !array.isOpen()
              && number.isInteger()
              && number.integer() >= 0
              && number.integer() < array.size() ->
          array.get((int) number.integer());
      case NullValue _ -> NullValue.NULL;
      case BooleanValue _, NumberValue _, StringValue _, ArrayValue _, ObjectValue _ ->
          new Unknown(
              new ResidualExpression.Member(target, key, safe), TypeHint.ANY, secret, packedOrigin);
    };
  }

  /// Returns this unknown, marked as secret.
  public Unknown asSecret() {
    return secret ? this : new Unknown(residual, type, true, packedOrigin);
  }

  /// Returns this unknown with the given type.
  public Unknown as(TypeHint hint) {
    return type == hint ? this : new Unknown(residual, hint, secret, packedOrigin);
  }

  /// Returns the root causes in order of appearance, at most 32.
  public Set<UnknownCause> causes() {
    Set<UnknownCause> causes = new LinkedHashSet<>();
    collectCauses(this, causes, new int[] {MAX_CAUSES * 64});
    return causes;
  }

  private static void collectCauses(Value value, Set<UnknownCause> causes, int[] visits) {
    if (causes.size() >= MAX_CAUSES || visits[0]-- <= 0) {
      return;
    }
    switch (value) {
      case NullValue _, BooleanValue _, NumberValue _, StringValue _ -> {}
      case ArrayValue array -> {
        for (Value element : array) {
          collectCauses(element, causes, visits);
        }
        if (array.rest() != null) {
          collectCauses(array.rest(), causes, visits);
        }
      }
      case ObjectValue object -> {
        for (int i = 0; i < object.size(); i++) {
          collectCauses(object.valueAt(i), causes, visits);
        }
        if (object.rest() != null) {
          collectCauses(object.rest(), causes, visits);
        }
      }
      case Unknown unknown -> {
        switch (unknown.residual) {
          case ResidualExpression.Symbol(_, var cause) -> causes.add(cause);
          case ResidualExpression.Failure(var message) -> {
            if (!message.isEmpty()) {
              causes.add(UnknownCause.failure(message));
            }
          }
          case ResidualExpression.RuntimeProperty(var resource, _, _) ->
              causes.add(UnknownCause.runtime(resource.shortName()));
          case ResidualExpression.Call(_, var arguments) ->
              arguments.forEach(argument -> collectCauses(argument, causes, visits));
          case ResidualExpression.Member(var target, var key, _) -> {
            collectCauses(target, causes, visits);
            collectCauses(key, causes, visits);
          }
          case ResidualExpression.Text(var parts) ->
              parts.forEach(part -> collectCauses(part, causes, visits));
          case ResidualExpression.Choice(var condition, var whenTrue, var whenFalse) -> {
            collectCauses(condition, causes, visits);
            collectCauses(whenTrue, causes, visits);
            collectCauses(whenFalse, causes, visits);
          }
        }
      }
    }
  }

  /// Whether the value cannot be computed, for some condition at least, because a part of the
  /// expression is invalid.
  public boolean isInvalid() {
    return type == TypeHint.ANY && isInvalid(residual, new int[] {MAX_VISITS});
  }

  private static boolean isInvalid(ResidualExpression residual, int[] visits) {
    return switch (residual) {
      case ResidualExpression.Symbol(_, var cause) ->
          cause.kind() == UnknownCause.Kind.INVALID_EXPRESSION;
      case ResidualExpression.RuntimeProperty _ -> false;
      case ResidualExpression.Failure _ -> true;
      case ResidualExpression.Call(_, var arguments) -> anyInvalid(arguments, visits);
      case ResidualExpression.Member(var target, var key, _) ->
          isInvalid(target, visits) || isInvalid(key, visits);
      case ResidualExpression.Text(var parts) -> anyInvalid(parts, visits);
      case ResidualExpression.Choice(var condition, var whenTrue, var whenFalse) ->
          isInvalid(condition, visits)
              || isInvalid(whenTrue, visits)
              || isInvalid(whenFalse, visits);
    };
  }

  private static boolean anyInvalid(Iterable<Value> values, int[] visits) {
    for (Value value : values) {
      if (isInvalid(value, visits)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isInvalid(Value value, int[] visits) {
    if (visits[0]-- <= 0) {
      return true;
    }
    return switch (value) {
      case NullValue _, BooleanValue _, NumberValue _, StringValue _ -> false;
      case ArrayValue array -> anyInvalid(array, visits);
      case ObjectValue object -> {
        for (int i = 0; i < object.size(); i++) {
          if (isInvalid(object.valueAt(i), visits)) {
            yield true;
          }
        }
        yield false;
      }
      // an invalid unknown has no type
      case Unknown unknown -> unknown.type == TypeHint.ANY && isInvalid(unknown.residual, visits);
    };
  }

  private static boolean isSecret(ResidualExpression residual) {
    return switch (residual) {
      case ResidualExpression.Symbol _,
          ResidualExpression.RuntimeProperty _,
          ResidualExpression.Failure _ ->
          false;
      case ResidualExpression.Call(_, var arguments) -> anySecret(arguments);
      case ResidualExpression.Member(var target, _, _) -> isSecret(target);
      case ResidualExpression.Text(var parts) -> anySecret(parts);
      case ResidualExpression.Choice(_, var whenTrue, var whenFalse) ->
          isSecret(whenTrue) || isSecret(whenFalse);
    };
  }

  private static boolean anySecret(List<Value> values) {
    for (Value value : values) {
      if (isSecret(value)) {
        return true;
      }
    }
    return false;
  }

  /// Whether the value is a secret. Does not look into arrays and objects: their members are marked
  /// themselves.
  private static boolean isSecret(Value value) {
    return value instanceof Unknown unknown && unknown.secret;
  }

  @Override
  public Unknown at(Origin origin) {
    return new Unknown(residual, type, secret, origin.packed());
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Unknown that
            && weight == that.weight
            && residual.equals(that.residual));
  }

  @Override
  public int hashCode() {
    return residual.hashCode();
  }

  /// Returns the residual as an ARM expression string: `"[parameters('x')]"`.
  @Override
  public String toString() {
    return JsonWriter.quote(ExpressionPrinter.bracketed(this));
  }
}

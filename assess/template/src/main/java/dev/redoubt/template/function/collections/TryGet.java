package dev.redoubt.template.function.collections;

import static dev.redoubt.estate.TypeHint.ANY;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.JsonWriter;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.ResidualExpression;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.ChoiceDistribution;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.PartialStringSplit;
import dev.redoubt.template.function.ResidualCalls;
import dev.redoubt.template.function.TemplateFunction;

/// `tryGet(value, key, ...)`: accesses a property by name or an element by index, then a member of
/// that member and so on; returns null if any of them is absent. A key may be `{"value": n,
/// "fromEnd": true}`, as Bicep writes `[^n]`.
final class TryGet implements TemplateFunction.Partial {

  private static final FunctionSignature SIGNATURE = FunctionSignature.of(ANY, ANY).rest(ANY);

  @Override
  public String name() {
    return "tryGet";
  }

  @Override
  public FunctionSignature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return ANY;
  }

  @Override
  public CallOutcome call(CallArguments arguments) {
    return steps(arguments.get(0), arguments, 1);
  }

  /// Applies the keys from an index on to a value.
  static CallOutcome steps(Value start, CallArguments arguments, int from) {
    Value here = start;
    for (int i = from; i < arguments.size(); i++) {
      if (here instanceof NullValue) {
        return CallOutcome.of(here);
      }
      CallOutcome next = step(here, arguments.get(i), arguments.origin());
      if (!(next instanceof CallOutcome.Returned(var value))) {
        return next;
      }
      here = value;
    }
    return CallOutcome.of(here);
  }

  private static CallOutcome step(Value target, Value key, Origin origin) {
    return switch (target) {
      case ObjectValue object -> ofObject(object, key, origin);
      case ArrayValue array -> ofArray(array, key, origin);
      case Unknown unknown -> CallOutcome.of(ofUnknown(unknown, key, origin));
      case NullValue _ -> CallOutcome.of(target);
      case StringValue _, BooleanValue _, NumberValue _ ->
          CallOutcome.failed(
              "cannot access `%s` of %s: only arrays and objects have members"
                  .formatted(JsonWriter.asText(key), target.kind()));
    };
  }

  private static CallOutcome ofObject(ObjectValue object, Value key, Origin origin) {
    return switch (key) {
      case StringValue(var name, _) -> {
        Value found = object.get(name);
        if (found != null) {
          yield CallOutcome.of(found);
        }
        Unknown rest = object.rest();
        yield CallOutcome.of(rest == null ? NullValue.NULL : ofUnknown(rest, key, origin));
      }
      case Unknown _ ->
          CallOutcome.of(
              object.isEmpty() && !object.isOpen()
                  ? NullValue.NULL
                  : ResidualCalls.member(object, key, true, origin));
      case NullValue _, BooleanValue _, NumberValue _, ArrayValue _, ObjectValue _ ->
          CallOutcome.failed("the key of an object must be string, not " + key.kind());
    };
  }

  private static CallOutcome ofArray(ArrayValue array, Value key, Origin origin) {
    boolean empty = array.size() == 0 && !array.isOpen();
    if (key instanceof ObjectValue place && BooleanValue.TRUE.equals(place.get("fromEnd"))) {
      Value count = place.get("value");
      return count instanceof NumberValue number && number.isInteger() && !array.isOpen()
          ? at(array, number.integer() < 1 ? -1 : array.size() - number.integer())
          : CallOutcome.of(ResidualCalls.member(array, key, true, origin));
    }
    if (key instanceof Unknown || array.isOpen()) {
      return CallOutcome.of(
          empty ? NullValue.NULL : ResidualCalls.member(array, key, true, origin));
    }
    return key instanceof NumberValue number && number.isInteger()
        ? at(array, number.integer())
        : CallOutcome.failed("the index of an array must be int, not " + key.kind());
  }

  private static CallOutcome at(ArrayValue array, long index) {
    return CallOutcome.of(
        index < 0 || index >= array.size() ? NullValue.NULL : array.get((int) index));
  }

  private static Value ofUnknown(Unknown unknown, Value key, Origin origin) {
    if (unknown.residual()
        instanceof ResidualExpression.Choice(var condition, var left, var right)) {
      Value whenTrue = orMember(step(left, key, origin), left, key, origin);
      Value whenFalse = orMember(step(right, key, origin), right, key, origin);
      Value chosen = ChoiceDistribution.choose(condition, whenTrue, whenFalse, origin);
      return unknown.secret() && chosen instanceof Unknown some ? some.asSecret() : chosen;
    }
    if (key instanceof NumberValue number && number.isInteger()) {
      Value piece = PartialStringSplit.fromStart(unknown, number.integer());
      if (piece != null) {
        return piece;
      }
    }
    return ResidualCalls.member(unknown, key, true, origin);
  }

  private static Value orMember(CallOutcome outcome, Value target, Value key, Origin origin) {
    return outcome instanceof CallOutcome.Returned(var value)
        ? value
        : ResidualCalls.member(target, key, true, origin);
  }
}

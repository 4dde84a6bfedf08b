package dev.redoubt.template.function.collections;

import static dev.redoubt.estate.TypeHint.ANY;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.Json;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Residual;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.Arguments;
import dev.redoubt.template.function.Choices;
import dev.redoubt.template.function.Outcome;
import dev.redoubt.template.function.Residuals;
import dev.redoubt.template.function.Signature;
import dev.redoubt.template.function.SplitText;
import dev.redoubt.template.function.TemplateFunction;

/// `tryGet(value, key, ...)`: the member of an object by name or of an array by index, then that
/// member's member and so on; null where any of them is absent. A key may be `{"value": n,
/// "fromEnd": true}`, as Bicep writes `[^n]`.
final class TryGet implements TemplateFunction.Partial {

  private static final Signature SIGNATURE = Signature.of(ANY, ANY).rest(ANY);

  @Override
  public String name() {
    return "tryGet";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return ANY;
  }

  @Override
  public Outcome call(Arguments arguments) {
    return steps(arguments.get(0), arguments, 1);
  }

  /// Goes on from a value with the keys from an index.
  static Outcome steps(Value start, Arguments arguments, int from) {
    Value here = start;
    for (int i = from; i < arguments.size(); i++) {
      if (here instanceof NullValue) {
        return Outcome.of(here);
      }
      Outcome next = step(here, arguments.get(i), arguments.origin());
      if (!(next instanceof Outcome.Returned(var value))) {
        return next;
      }
      here = value;
    }
    return Outcome.of(here);
  }

  private static Outcome step(Value target, Value key, Origin origin) {
    return switch (target) {
      case ObjectValue object -> ofObject(object, key, origin);
      case ArrayValue array -> ofArray(array, key, origin);
      case Unknown unknown -> Outcome.of(ofUnknown(unknown, key, origin));
      case NullValue _ -> Outcome.of(target);
      case StringValue _, BooleanValue _, NumberValue _ ->
          Outcome.failed(
              "cannot take `%s` of %s: only arrays and objects have members"
                  .formatted(Json.asText(key), target.kind()));
    };
  }

  private static Outcome ofObject(ObjectValue object, Value key, Origin origin) {
    return switch (key) {
      case StringValue(var name, _) -> {
        Value found = object.get(name);
        if (found != null) {
          yield Outcome.of(found);
        }
        Unknown rest = object.rest();
        yield Outcome.of(rest == null ? NullValue.NULL : ofUnknown(rest, key, origin));
      }
      case Unknown _ ->
          Outcome.of(
              object.isEmpty() && !object.isOpen()
                  ? NullValue.NULL
                  : Residuals.member(object, key, true, origin));
      case NullValue _, BooleanValue _, NumberValue _, ArrayValue _, ObjectValue _ ->
          Outcome.failed("an object's member has a name, not " + key.kind());
    };
  }

  private static Outcome ofArray(ArrayValue array, Value key, Origin origin) {
    boolean empty = array.size() == 0 && !array.isOpen();
    if (key instanceof ObjectValue place && BooleanValue.TRUE.equals(place.get("fromEnd"))) {
      Value count = place.get("value");
      return count instanceof NumberValue number && number.isInteger() && !array.isOpen()
          ? at(array, number.integer() < 1 ? -1 : array.size() - number.integer())
          : Outcome.of(Residuals.member(array, key, true, origin));
    }
    if (key instanceof Unknown || array.isOpen()) {
      return Outcome.of(empty ? NullValue.NULL : Residuals.member(array, key, true, origin));
    }
    return key instanceof NumberValue number && number.isInteger()
        ? at(array, number.integer())
        : Outcome.failed("an array's element has an index, not " + key.kind());
  }

  private static Outcome at(ArrayValue array, long index) {
    return Outcome.of(index < 0 || index >= array.size() ? NullValue.NULL : array.get((int) index));
  }

  private static Value ofUnknown(Unknown unknown, Value key, Origin origin) {
    if (unknown.residual() instanceof Residual.Choice(var condition, var left, var right)) {
      Value whenTrue = orMember(step(left, key, origin), left, key, origin);
      Value whenFalse = orMember(step(right, key, origin), right, key, origin);
      Value chosen = Choices.choose(condition, whenTrue, whenFalse, origin);
      return unknown.secret() && chosen instanceof Unknown some ? some.asSecret() : chosen;
    }
    if (key instanceof NumberValue number && number.isInteger()) {
      Value piece = SplitText.fromStart(unknown, number.integer());
      if (piece != null) {
        return piece;
      }
    }
    return Residuals.member(unknown, key, true, origin);
  }

  private static Value orMember(Outcome outcome, Value target, Value key, Origin origin) {
    return outcome instanceof Outcome.Returned(var value)
        ? value
        : Residuals.member(target, key, true, origin);
  }
}

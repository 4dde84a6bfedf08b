package dev.redoubt.template.function.collections;

import static dev.redoubt.estate.TypeHint.ANY;
import static dev.redoubt.estate.TypeHint.BOOL;
import static dev.redoubt.estate.TypeHint.INT;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.template.function.Arguments;
import dev.redoubt.template.function.Certainty;
import dev.redoubt.template.function.Choices;
import dev.redoubt.template.function.KnownText;
import dev.redoubt.template.function.Outcome;
import dev.redoubt.template.function.Residuals;
import dev.redoubt.template.function.Signature;
import dev.redoubt.template.function.TemplateFunction;

/// `empty(value)`: whether a string, an array or an object has nothing in it; null is empty too.
final class Empty implements TemplateFunction.Partial {

  private static final Signature SIGNATURE = Signature.of(ANY);

  @Override
  public String name() {
    return "empty";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return BOOL;
  }

  @Override
  public Outcome call(Arguments arguments) {
    return Choices.spread(this, arguments, this::test);
  }

  private Outcome test(Arguments arguments) {
    return switch (arguments.get(0)) {
      case NullValue _ -> Outcome.of(BooleanValue.TRUE);
      case StringValue(var text, _) -> Outcome.of(BooleanValue.of(text.isEmpty()));
      case ArrayValue array -> certainty(array.size(), array.isOpen(), arguments);
      case ObjectValue object -> certainty(object.size(), object.isOpen(), arguments);
      case Unknown unknown -> ofUnknown(unknown, arguments);
      case BooleanValue _, NumberValue _ ->
          Outcome.failed(
              "argument 1 must be string or array or object, not " + arguments.get(0).kind());
    };
  }

  private Outcome certainty(int size, boolean open, Arguments arguments) {
    return Residuals.of(
        size > 0 ? Certainty.NO : open ? Certainty.UNKNOWN : Certainty.YES, this, arguments);
  }

  private Outcome ofUnknown(Unknown unknown, Arguments arguments) {
    if (unknown.type() == INT || unknown.type() == BOOL) {
      return Outcome.failed("argument 1 must be string or array or object");
    }
    boolean something = KnownText.of(unknown).leastLength() > 0;
    return Residuals.of(something ? Certainty.NO : Certainty.UNKNOWN, this, arguments);
  }
}

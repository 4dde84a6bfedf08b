package dev.redoubt.template.function.collections;

import static dev.redoubt.estate.TypeHint.ANY;
import static dev.redoubt.estate.TypeHint.ARRAY;
import static dev.redoubt.estate.TypeHint.BOOL;
import static dev.redoubt.estate.TypeHint.INT;
import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.Arguments;
import dev.redoubt.template.function.Choices;
import dev.redoubt.template.function.Outcome;
import dev.redoubt.template.function.Residuals;
import dev.redoubt.template.function.Signature;
import dev.redoubt.template.function.TemplateFunction;
import dev.redoubt.template.function.strings.JoinedText;

/// `concat(...)`: joins arrays, or the texts of strings, ints and bools. What is not known becomes
/// an unknown part of a string, or makes an array open.
final class Concat implements TemplateFunction.Partial {

  private static final Signature SIGNATURE = Signature.of().rest(1, STRING, INT, BOOL, ARRAY);

  @Override
  public String name() {
    return "concat";
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
    boolean arrays = false;
    boolean texts = false;
    for (int i = 0; i < arguments.size(); i++) {
      TypeHint kind = TypeHint.of(arguments.get(i));
      arrays |= kind == ARRAY;
      texts |= kind != ARRAY && kind != ANY;
    }
    if (arrays && texts) {
      return Outcome.failed("takes either strings or arrays, not both");
    }
    if (texts) {
      return JoinedText.of(arguments.values(), arguments.origin());
    }
    if (arguments.size() == 1) {
      return Outcome.of(arguments.get(0));
    }
    return arrays ? Choices.spread(this, arguments, Concat::join) : Residuals.of(this, arguments);
  }

  private static Outcome join(Arguments arguments) {
    JoinedArray joined = new JoinedArray("concat", arguments.origin());
    for (int i = 0; i < arguments.size(); i++) {
      joined.add(arguments.get(i));
    }
    return joined.outcome();
  }
}

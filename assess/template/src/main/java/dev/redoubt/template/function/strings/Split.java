package dev.redoubt.template.function.strings;

import static dev.redoubt.estate.TypeHint.ARRAY;
import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.Arguments;
import dev.redoubt.template.function.Choices;
import dev.redoubt.template.function.KnownText;
import dev.redoubt.template.function.Limits;
import dev.redoubt.template.function.Outcome;
import dev.redoubt.template.function.Residuals;
import dev.redoubt.template.function.Signature;
import dev.redoubt.template.function.SplitText;
import dev.redoubt.template.function.TemplateFunction;
import java.util.List;

/// `split(text, delimiter)`: the pieces between delimiters, of which there may be several in an
/// array. [SplitText] says what is certain of text that is known in part.
final class Split implements TemplateFunction.Partial {

  private static final Signature SIGNATURE = Signature.of(STRING).either(STRING, ARRAY);

  @Override
  public String name() {
    return "split";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return ARRAY;
  }

  @Override
  public Outcome call(Arguments arguments) {
    return Choices.spread(this, arguments, this::split);
  }

  private Outcome split(Arguments arguments) {
    Value by = arguments.get(1);
    List<String> delimiters = SplitText.delimiters(by);
    if (delimiters == null) {
      return by.isFullyKnown()
          ? Outcome.failed("argument 2 must be a string or an array of strings")
          : Residuals.of(this, arguments);
    }
    List<Value> pieces = SplitText.pieces(KnownText.of(arguments.get(0)), delimiters);
    if (pieces == null) {
      return Residuals.of(this, arguments);
    }
    return pieces.size() > Limits.MAX_ELEMENTS
        ? Limits.tooMany()
        : Outcome.of(ArrayValue.of(pieces));
  }
}

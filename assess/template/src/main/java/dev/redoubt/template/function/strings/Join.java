package dev.redoubt.template.function.strings;

import static dev.redoubt.estate.TypeHint.ARRAY;
import static dev.redoubt.estate.TypeHint.OBJECT;
import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.ChoiceDistribution;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.ResidualCalls;
import dev.redoubt.template.function.TemplateFunction;
import java.util.ArrayList;
import java.util.List;

/// `join(array, delimiter)`: joins the elements of an array with a delimiter.
final class Join implements TemplateFunction.Partial {

  private static final FunctionSignature SIGNATURE = FunctionSignature.of(ARRAY, STRING);

  @Override
  public String name() {
    return "join";
  }

  @Override
  public FunctionSignature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return STRING;
  }

  @Override
  public CallOutcome call(CallArguments arguments) {
    return ChoiceDistribution.distribute(this, arguments, this::join);
  }

  private CallOutcome join(CallArguments arguments) {
    if (!(arguments.get(0) instanceof ArrayValue array) || array.isOpen()) {
      return ResidualCalls.of(this, arguments);
    }
    List<Value> parts = new ArrayList<>(2 * array.size());
    for (int i = 0; i < array.size(); i++) {
      TypeHint kind = TypeHint.of(array.get(i));
      if (kind == ARRAY || kind == OBJECT) {
        return CallOutcome.failed(
            "element %d must be string, not %s".formatted(i, array.get(i).kind()));
      }
      if (i > 0) {
        parts.add(arguments.get(1));
      }
      parts.add(array.get(i));
    }
    return StringConcatenation.of(parts, arguments.origin());
  }
}

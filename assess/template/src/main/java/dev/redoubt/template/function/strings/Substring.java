package dev.redoubt.template.function.strings;

import static dev.redoubt.estate.TypeHint.INT;
import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.ChoiceDistribution;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.PartialString;
import dev.redoubt.template.function.ResidualCalls;
import dev.redoubt.template.function.TemplateFunction;
import java.util.ArrayList;
import java.util.List;

/// `substring(text, start, length)`: returns the part of a string that starts at a zero-based
/// index, with a length or up to the end. Start and length must be within the string.
final class Substring implements TemplateFunction.Partial {

  private static final FunctionSignature SIGNATURE =
      FunctionSignature.of(STRING).optional(INT).optional(INT);

  @Override
  public String name() {
    return "substring";
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
    return ChoiceDistribution.distribute(this, arguments, this::cut);
  }

  private CallOutcome cut(CallArguments arguments) {
    for (int i = 1; i < arguments.size(); i++) {
      if (arguments.get(i) instanceof Unknown) {
        return ResidualCalls.of(this, arguments);
      }
    }
    PartialString text = PartialString.of(arguments.get(0));
    String prefix = text.prefix();
    long start = arguments.integer(1, 0);
    long length = arguments.integer(2, Math.max(0, prefix.length() - start));
    boolean inside =
        start >= 0 && length >= 0 && start <= prefix.length() && length <= prefix.length() - start;
    if (start < 0 || length < 0 || (text.isKnown() && !inside)) {
      return CallOutcome.failed(
          "start %d and length %d must be within the string of %d characters"
              .formatted(start, length, prefix.length()));
    }
    if (inside && (text.isKnown() || arguments.has(2))) {
      return CallOutcome.of(StringValue.of(prefix.substring((int) start, (int) (start + length))));
    }
    if (inside && !prefix.isEmpty()) {
      List<Value> rest = new ArrayList<>(text.parts());
      rest.set(0, StringValue.of(prefix.substring((int) start)));
      return CallOutcome.of(Unknown.text(rest, arguments.origin()));
    }
    return ResidualCalls.of(this, arguments);
  }
}

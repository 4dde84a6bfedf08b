package dev.redoubt.template.function.strings;

import static dev.redoubt.estate.TypeHint.ARRAY;
import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.ChoiceDistribution;
import dev.redoubt.template.function.FunctionLimits;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.PartialString;
import dev.redoubt.template.function.PartialStringSplit;
import dev.redoubt.template.function.ResidualCalls;
import dev.redoubt.template.function.TemplateFunction;
import java.util.List;

/// `split(text, delimiter)`: splits a string at a delimiter, or at any delimiter of an array.
/// [PartialStringSplit] handles partially known strings.
final class Split implements TemplateFunction.Partial {

  private static final FunctionSignature SIGNATURE =
      FunctionSignature.of(STRING).either(STRING, ARRAY);

  @Override
  public String name() {
    return "split";
  }

  @Override
  public FunctionSignature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return ARRAY;
  }

  @Override
  public CallOutcome call(CallArguments arguments) {
    return ChoiceDistribution.distribute(this, arguments, this::split);
  }

  private CallOutcome split(CallArguments arguments) {
    Value by = arguments.get(1);
    List<String> delimiters = PartialStringSplit.delimiters(by);
    if (delimiters == null) {
      return by.isFullyKnown()
          ? CallOutcome.failed("argument 2 must be a string or an array of strings")
          : ResidualCalls.of(this, arguments);
    }
    List<Value> pieces = PartialStringSplit.pieces(PartialString.of(arguments.get(0)), delimiters);
    if (pieces == null) {
      return ResidualCalls.of(this, arguments);
    }
    return pieces.size() > FunctionLimits.MAX_ELEMENTS
        ? FunctionLimits.tooMany()
        : CallOutcome.of(ArrayValue.of(pieces));
  }
}

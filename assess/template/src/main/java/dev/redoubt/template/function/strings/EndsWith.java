package dev.redoubt.template.function.strings;

import static dev.redoubt.estate.TypeHint.BOOL;
import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.ChoiceDistribution;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.PartialString;
import dev.redoubt.template.function.ResidualCalls;
import dev.redoubt.template.function.TemplateFunction;
import dev.redoubt.template.function.ThreeValuedAnswer;

/// `endsWith(text, end)`: tests whether a string ends with another one, ignoring case.
final class EndsWith implements TemplateFunction.Partial {

  private static final FunctionSignature SIGNATURE = FunctionSignature.of(STRING, STRING);

  @Override
  public String name() {
    return "endsWith";
  }

  @Override
  public FunctionSignature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return BOOL;
  }

  @Override
  public CallOutcome call(CallArguments arguments) {
    return ChoiceDistribution.distribute(
        this,
        arguments,
        each ->
            each.get(1) instanceof StringValue(var end, _)
                ? ResidualCalls.of(PartialString.of(each.get(0)).endsWith(end), this, each)
                : ResidualCalls.of(
                    each.get(0).equals(each.get(1))
                        ? ThreeValuedAnswer.YES
                        : ThreeValuedAnswer.UNKNOWN,
                    this,
                    each));
  }
}

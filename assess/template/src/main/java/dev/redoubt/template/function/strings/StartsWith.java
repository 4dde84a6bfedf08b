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

/// `startsWith(text, start)`: tests whether a string starts with another one, ignoring case.
final class StartsWith implements TemplateFunction.Partial {

  private static final FunctionSignature SIGNATURE = FunctionSignature.of(STRING, STRING);

  @Override
  public String name() {
    return "startsWith";
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
            each.get(1) instanceof StringValue(var start, _)
                ? ResidualCalls.of(PartialString.of(each.get(0)).startsWith(start), this, each)
                : ResidualCalls.of(
                    each.get(0).equals(each.get(1))
                        ? ThreeValuedAnswer.YES
                        : ThreeValuedAnswer.UNKNOWN,
                    this,
                    each));
  }
}

package dev.redoubt.template.function.collections;

import static dev.redoubt.estate.TypeHint.ANY;
import static dev.redoubt.estate.TypeHint.ARRAY;
import static dev.redoubt.estate.TypeHint.BOOL;
import static dev.redoubt.estate.TypeHint.INT;
import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.ChoiceDistribution;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.ResidualCalls;
import dev.redoubt.template.function.TemplateFunction;
import dev.redoubt.template.function.strings.StringConcatenation;

/// `concat(...)`: concatenates arrays, or the texts of strings, ints and bools. An unknown argument
/// becomes an unknown part of the string, or makes the array open.
final class Concat implements TemplateFunction.Partial {

  private static final FunctionSignature SIGNATURE =
      FunctionSignature.of().rest(1, STRING, INT, BOOL, ARRAY);

  @Override
  public String name() {
    return "concat";
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
    boolean arrays = false;
    boolean texts = false;
    for (int i = 0; i < arguments.size(); i++) {
      TypeHint kind = TypeHint.of(arguments.get(i));
      arrays |= kind == ARRAY;
      texts |= kind != ARRAY && kind != ANY;
    }
    if (arrays && texts) {
      return CallOutcome.failed("the arguments must be all strings or all arrays");
    }
    if (texts) {
      return StringConcatenation.of(arguments.values(), arguments.origin());
    }
    if (arguments.size() == 1) {
      return CallOutcome.of(arguments.get(0));
    }
    return arrays
        ? ChoiceDistribution.distribute(this, arguments, Concat::join)
        : ResidualCalls.of(this, arguments);
  }

  private static CallOutcome join(CallArguments arguments) {
    ArrayConcatenation joined = new ArrayConcatenation("concat", arguments.origin());
    for (int i = 0; i < arguments.size(); i++) {
      joined.add(arguments.get(i));
    }
    return joined.outcome();
  }
}

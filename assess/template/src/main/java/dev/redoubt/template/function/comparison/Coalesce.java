package dev.redoubt.template.function.comparison;

import static dev.redoubt.estate.TypeHint.ANY;

import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.ResidualExpression;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.ChoiceDistribution;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.ResidualCalls;
import dev.redoubt.template.function.TemplateFunction;
import dev.redoubt.template.syntax.TemplateExpression;
import java.util.ArrayList;
import java.util.List;

/// `coalesce(...)`: returns the first argument that is not null, or null. Evaluation stops at the
/// first argument that is certainly not null.
final class Coalesce implements TemplateFunction.Lazy {

  private static final FunctionSignature SIGNATURE = FunctionSignature.of().rest(1, ANY);

  @Override
  public String name() {
    return "coalesce";
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
  public CallOutcome call(
      List<TemplateExpression> arguments, TemplateFunction.Evaluation evaluation, Origin origin) {
    return CallOutcome.of(from(0, arguments, evaluation, origin));
  }

  private static Value from(
      int start,
      List<TemplateExpression> arguments,
      TemplateFunction.Evaluation evaluation,
      Origin origin) {
    for (int i = start; i < arguments.size(); i++) {
      Value value = evaluation.evaluate(arguments.get(i));
      if (mayBeNull(value)) {
        if (value instanceof NullValue) {
          continue;
        }
        int next = i + 1;
        Value others = evaluation.speculate(() -> from(next, arguments, evaluation, origin));
        return others instanceof NullValue ? value : either(value, others, origin);
      }
      return value;
    }
    return NullValue.NULL;
  }

  private static boolean mayBeNull(Value value) {
    return value instanceof NullValue
        || (value instanceof Unknown unknown && unknown.type() == ANY);
  }

  private static Value either(Value value, Value others, Origin origin) {
    if (value instanceof NullValue) {
      return others;
    }
    if (!mayBeNull(value)) {
      return value;
    }
    if (value
            instanceof
            Unknown(
                ResidualExpression.Choice(var condition, var left, var right),
                _,
                var secret,
                _,
                _)
        && ChoiceDistribution.areFew(value, others)) {
      Value chosen =
          ChoiceDistribution.choose(
              condition, either(left, others, origin), either(right, others, origin), origin);
      return secret && chosen instanceof Unknown some ? some.asSecret() : chosen;
    }
    List<Value> both = new ArrayList<>();
    both.add(value);
    if (others instanceof Unknown(ResidualExpression.Call(var function, var rest), _, _, _, _)
        && function.equals("coalesce")) {
      both.addAll(rest);
    } else {
      both.add(others);
    }
    return ResidualCalls.call("coalesce", both, ANY, origin);
  }
}

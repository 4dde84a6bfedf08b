package dev.redoubt.template.function.logic;

import static dev.redoubt.estate.TypeHint.BOOL;

import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.ResidualCalls;
import dev.redoubt.template.function.TemplateFunction;
import dev.redoubt.template.syntax.TemplateExpression;
import java.util.ArrayList;
import java.util.List;

/// Evaluates conditions from left to right until one of them decides the result.
final class ShortCircuit {

  private ShortCircuit() {}

  /// @param decisive the value that ends the evaluation: false for `and`, true for `or`
  static CallOutcome of(
      TemplateFunction function,
      boolean decisive,
      List<TemplateExpression> arguments,
      TemplateFunction.Evaluation evaluation,
      Origin origin) {
    List<Value> unknowns = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      TemplateExpression argument = arguments.get(i);
      Value value =
          unknowns.isEmpty()
              ? evaluation.evaluate(argument)
              : evaluation.speculate(() -> evaluation.evaluate(argument));
      String problem = function.signature().check(i, value);
      if (problem != null) {
        if (unknowns.isEmpty()) {
          return CallOutcome.failed(problem);
        }
        // an earlier condition may decide before this one is evaluated
        value = ResidualCalls.invalid(function.name(), List.of(value), problem, origin);
      }
      if (value instanceof BooleanValue(var truth, _)) {
        if (truth == decisive) {
          return CallOutcome.of(value);
        }
      } else if (!unknowns.contains(value)) {
        unknowns.add(value);
      }
    }
    return CallOutcome.of(
        switch (unknowns.size()) {
          case 0 -> BooleanValue.of(!decisive);
          case 1 -> ((Unknown) unknowns.getFirst()).as(BOOL);
          default -> Unknown.call(function.name(), unknowns, BOOL, origin);
        });
  }
}

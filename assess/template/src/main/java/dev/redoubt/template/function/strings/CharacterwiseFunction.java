package dev.redoubt.template.function.strings;

import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.ResidualExpression;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.ChoiceDistribution;
import dev.redoubt.template.function.FunctionLimits;
import dev.redoubt.template.function.PartialString;
import dev.redoubt.template.function.ResidualCalls;
import dev.redoubt.template.function.TemplateFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// Evaluates a function that maps each character on its own, so that the parts of a partially known
/// string can be mapped separately.
final class CharacterwiseFunction {

  private CharacterwiseFunction() {}

  /// @param onKnown maps a known part
  /// @param keeps whether the function leaves an unknown part unchanged
  static CallOutcome of(
      TemplateFunction function,
      CallArguments arguments,
      UnaryOperator<String> onKnown,
      Predicate<Unknown> keeps) {
    return ChoiceDistribution.distribute(
        function, arguments, each -> direct(function, each, onKnown, keeps));
  }

  private static CallOutcome direct(
      TemplateFunction function,
      CallArguments arguments,
      UnaryOperator<String> onKnown,
      Predicate<Unknown> keeps) {
    if (arguments.get(0) instanceof StringValue(var text, _)) {
      String made = onKnown.apply(text);
      return made.length() > FunctionLimits.MAX_TEXT
          ? FunctionLimits.tooLong()
          : CallOutcome.of(StringValue.of(made));
    }
    if (arguments.get(0) instanceof Unknown whole
        && !(whole.residual() instanceof ResidualExpression.Text)) {
      return keeps.test(whole)
          ? CallOutcome.of(whole)
          : ResidualCalls.of(function, arguments, STRING);
    }
    List<Value> parts = new ArrayList<>();
    for (Value part : PartialString.of(arguments.get(0)).parts()) {
      if (part instanceof StringValue(var text, _)) {
        parts.add(StringValue.of(onKnown.apply(text)));
      } else {
        boolean kept = part instanceof Unknown unknown && keeps.test(unknown);
        parts.add(
            kept
                ? part
                : ResidualCalls.call(
                    function.name(),
                    List.of(PartialString.asText(part)),
                    STRING,
                    arguments.origin()));
      }
    }
    return StringConcatenation.of(parts, arguments.origin());
  }

  /// Whether an unknown is a call of one of the functions.
  static boolean isCallOf(Unknown unknown, List<String> functions) {
    return unknown.residual() instanceof ResidualExpression.Call(var name, _)
        && functions.contains(name);
  }

  static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 128) {
        return false;
      }
    }
    return true;
  }
}

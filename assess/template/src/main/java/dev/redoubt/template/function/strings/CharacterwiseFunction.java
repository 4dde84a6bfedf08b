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

/// A function that works on each character of a text by itself, so that a text that is known in
/// part keeps its parts.
final class CharacterwiseFunction {

  private CharacterwiseFunction() {}

  /// @param onKnown what it does with a known part
  /// @param keeps whether it leaves an unknown part as it is
  static CallOutcome of(
      TemplateFunction function,
      CallArguments arguments,
      UnaryOperator<String> onKnown,
      Predicate<Unknown> keeps) {
    return ChoiceDistribution.spread(
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
    List<Value> parts = new ArrayList<>();
    for (Value part : PartialString.of(arguments.get(0)).parts()) {
      if (part instanceof StringValue(var text, _)) {
        parts.add(StringValue.of(onKnown.apply(text)));
      } else {
        boolean kept = part instanceof Unknown unknown && keeps.test(unknown);
        parts.add(
            kept
                ? part
                : ResidualCalls.call(function.name(), List.of(part), STRING, arguments.origin()));
      }
    }
    return StringConcatenation.of(parts, arguments.origin());
  }

  /// Whether an unknown is a call of one of some functions.
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

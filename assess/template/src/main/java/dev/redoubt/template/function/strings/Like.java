package dev.redoubt.template.function.strings;

import static dev.redoubt.estate.TypeHint.BOOL;
import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.TemplateFunction;

/// `like(text, pattern)`: tests whether a string matches a pattern in which `*` stands for any
/// text, ignoring case.
final class Like implements TemplateFunction.Strict {

  private static final FunctionSignature SIGNATURE = FunctionSignature.of(STRING, STRING);

  @Override
  public String name() {
    return "like";
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
    return CallOutcome.of(
        BooleanValue.of(
            matches(
                PropertyName.folded(arguments.text(0)), PropertyName.folded(arguments.text(1)))));
  }

  /// Backtracks to the last star only, so the time is at most the product of both lengths.
  private static boolean matches(String text, String pattern) {
    int t = 0;
    int p = 0;
    int star = -1;
    int mark = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        mark = t;
      } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++mark;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}

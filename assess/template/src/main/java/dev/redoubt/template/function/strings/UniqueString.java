package dev.redoubt.template.function.strings;

import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.FunctionLimits;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.TemplateFunction;
import org.jspecify.annotations.Nullable;

/// `uniqueString(...)`: returns a 13-character hash of the arguments joined by hyphens.
final class UniqueString implements TemplateFunction.Strict {

  private static final FunctionSignature SIGNATURE = FunctionSignature.of().rest(1, STRING);

  @Override
  public String name() {
    return "uniqueString";
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
    String text = joined(arguments);
    return text == null
        ? FunctionLimits.tooLong()
        : CallOutcome.of(StringValue.of(NameHash.unique(text)));
  }

  /// Joins the texts with hyphens, or returns null if the result is too long.
  static @Nullable String joined(CallArguments arguments) {
    if (arguments.size() == 1) {
      return arguments.text(0);
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < arguments.size(); i++) {
      text.append(i > 0 ? "-" : "").append(arguments.text(i));
      if (text.length() > FunctionLimits.MAX_TEXT) {
        return null;
      }
    }
    return text.toString();
  }
}

package dev.redoubt.template.function.strings;

import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.FunctionSignature;
import dev.redoubt.template.function.TemplateFunction;

/// `newGuid()`: returns a different UUID in each deployment, so its value is unknown. Each call
/// site is a separate unknown; its symbol contains the file, line and column numbers.
final class NewGuid implements TemplateFunction.Strict {

  private static final FunctionSignature SIGNATURE = FunctionSignature.of();

  @Override
  public String name() {
    return "newGuid";
  }

  @Override
  public FunctionSignature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return STRING;
  }

  private static final UnknownCause CAUSE =
      new UnknownCause(
          UnknownCause.Kind.DEPLOYMENT_TIME,
          "`newGuid()` returns a different value in each deployment",
          "");

  @Override
  public CallOutcome call(CallArguments arguments) {
    Origin origin = arguments.origin();
    String expression =
        "newGuid('%d:%d:%d')".formatted(origin.file(), origin.line(), origin.column());
    return CallOutcome.of(Unknown.symbol(expression, CAUSE, STRING, origin));
  }
}

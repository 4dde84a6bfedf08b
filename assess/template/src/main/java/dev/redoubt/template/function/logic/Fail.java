package dev.redoubt.template.function.logic;

import static dev.redoubt.estate.TypeHint.ANY;
import static dev.redoubt.estate.TypeHint.STRING;

import dev.redoubt.estate.Json;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.template.function.Arguments;
import dev.redoubt.template.function.Outcome;
import dev.redoubt.template.function.Signature;
import dev.redoubt.template.function.TemplateFunction;

/// `fail(message)`: fails the deployment.
final class Fail implements TemplateFunction.Partial {

  private static final Signature SIGNATURE = Signature.of(STRING);

  @Override
  public String name() {
    return "fail";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public TypeHint result() {
    return ANY;
  }

  @Override
  public Outcome call(Arguments arguments) {
    return Outcome.failed(Json.asText(arguments.get(0)));
  }
}

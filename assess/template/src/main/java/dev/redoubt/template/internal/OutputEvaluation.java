package dev.redoubt.template.internal;

import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import dev.redoubt.template.syntax.Template.OutputDeclaration;
import java.util.Locale;
import java.util.Optional;

/// Evaluates the outputs of a template.
final class OutputEvaluation {

  private OutputEvaluation() {}

  /// Returns the output, or nothing if its condition is false.
  static Optional<TemplateDeployment.Output> evaluate(
      TemplateDeployment deployment, OutputDeclaration output) {
    if (output.condition() == null) {
      return Optional.of(made(deployment, output, deployment.evaluate(output.value())));
    }
    Value condition = deployment.evaluate(output.condition());
    if (condition instanceof Unknown) {
      Value value = deployment.context().speculate(() -> deployment.evaluate(output.value()));
      return Optional.of(
          made(
              deployment,
              output,
              Unknown.choice(condition, value, NullValue.NULL, output.origin())));
    }
    return condition instanceof BooleanValue(var holds, _) && holds
        ? Optional.of(made(deployment, output, deployment.evaluate(output.value())))
        : Optional.empty();
  }

  private static TemplateDeployment.Output made(
      TemplateDeployment deployment, OutputDeclaration output, Value value) {
    boolean secure = output.type().secure();
    String type = output.type().type().name().toLowerCase(Locale.ROOT);
    return new TemplateDeployment.Output(
        output.name(),
        secure ? secret(deployment, output, value.origin()) : value,
        secure,
        type,
        output.origin());
  }

  /// Two nested deployments may have outputs of the same name.
  private static Unknown secret(
      TemplateDeployment deployment, OutputDeclaration output, Origin origin) {
    String name = output.name().replace("'", "''");
    String expression =
        deployment.parent() == null
            ? "outputs('" + name + "')"
            : "listOutputsWithSecureValues('%s').%s"
                .formatted(deployment.path().replace("'", "''"), name);
    String text = "secure output `" + output.name() + "` is never shown";
    return Unknown.symbol(
            expression,
            new UnknownCause(UnknownCause.Kind.SECRET, text, ""),
            dev.redoubt.estate.TypeHint.ANY,
            origin)
        .asSecret();
  }
}

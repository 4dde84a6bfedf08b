package dev.redoubt.template.internal;

import dev.redoubt.estate.Cause;
import dev.redoubt.estate.Json;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import java.util.List;

/// Functions that only Azure can answer.
final class AzureFunctions {

  private AzureFunctions() {}

  /// `listKeys(...)` and its family, and `getSecret(...)`: a secret of the resource that the first
  /// argument names.
  static Value secret(ContextFunction.Site site) {
    List<Value> arguments = site.arguments();
    String of = arguments.isEmpty() ? "" : " of `" + Json.asText(arguments.getFirst()) + "`";
    Cause cause =
        new Cause(
            Cause.Kind.SECRET,
            "`%s`%s is a secret that only Azure knows".formatted(site.expression().function(), of),
            "");
    return symbol(site, arguments, cause).asSecret();
  }

  /// `externalInput(...)`: supplied by the tool that deploys.
  static Value externalInput(ContextFunction.Site site) {
    Cause cause =
        new Cause(
            Cause.Kind.DEPLOYMENT_TIME, "an external input is given only when one deploys", "");
    return symbol(site, site.arguments(), cause);
  }

  /// `providers(...)`, `pickZones(...)`: what the platform offers in a region at that time.
  static Value ofPlatform(ContextFunction.Site site) {
    Cause cause =
        new Cause(
            Cause.Kind.DEPLOYMENT_TIME,
            "`" + site.expression().function() + "` is answered only by Azure",
            "");
    return symbol(site, site.arguments(), cause);
  }

  /// A leaf that prints as the call: its arguments are part of its identity.
  private static Unknown symbol(ContextFunction.Site site, List<Value> arguments, Cause cause) {
    String text =
        dev.redoubt.estate.ExpressionText.of(
            Unknown.call(site.expression().function(), arguments, TypeHint.ANY, site.origin()));
    return Unknown.symbol(text, cause, TypeHint.ANY, site.origin());
  }
}

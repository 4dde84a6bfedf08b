package dev.redoubt.estate;

/// The root cause of an unknown: what is missing, and the input that would resolve it. Unknowns
/// with equal causes are reported as one group.
///
/// @param kind what sort of thing is missing
/// @param text what is not known, lower case, as a line of a report: "`adminPassword` has no value"
/// @param resolvedBy what the user can do about it: "`--parameters x=VALUE`, or a parameter file";
///   empty where nothing before deployment can
public record UnknownCause(Kind kind, String text, String resolvedBy) {

  /// The sorts of missing things, from the easiest to supply to the impossible.
  public enum Kind {
    /// A parameter without default has no value.
    PARAMETER,
    /// The value is a reference into a vault.
    KEY_VAULT_REFERENCE,
    /// The subscription, resource group, location or tenant is not named.
    DEPLOYMENT_SCOPE,
    /// A linked template or module is not at hand.
    MISSING_TEMPLATE,
    /// A resource outside this deployment.
    OUTSIDE_RESOURCE,
    /// No dated fact says what the provider's default is.
    PROVIDER_DEFAULT,
    /// Differing declarations of one thing.
    CONFLICT,
    /// The expression cannot be evaluated; a problem says why.
    INVALID_EXPRESSION,
    /// A limit against hostile input was reached.
    LIMIT,
    /// Keys, tokens and passwords: never evaluated.
    SECRET,
    /// Time, random numbers and whoever deploys: differs from deployment to deployment.
    DEPLOYMENT_TIME,
    /// Known only once the resource exists.
    RUNTIME
  }

  /// A parameter that has neither value nor default.
  public static UnknownCause parameter(String name) {
    return new UnknownCause(
        Kind.PARAMETER,
        "parameter `" + name + "` has no value",
        "`--parameters " + name + "=VALUE`, or a parameter file");
  }

  /// A part of the scope that one deploys to, which a flag names.
  public static UnknownCause deploymentScope(String what, String flag) {
    return new UnknownCause(
        Kind.DEPLOYMENT_SCOPE, "the " + what + " of the deployment is not specified", "`" + flag + "`");
  }

  /// A property that a resource gets when it is created.
  public static UnknownCause runtime(String resource) {
    return new UnknownCause(
        Kind.RUNTIME, "`" + resource + "` is known only after deployment", "");
  }
}

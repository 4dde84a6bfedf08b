package dev.redoubt.estate;

/// The root cause of an unknown value: what is missing, and the input that would resolve it.
/// Unknowns with equal causes are reported as one group.
///
/// @param kind the kind of the missing information
/// @param text what is unknown, lower case, as a line of a report: "parameter `adminPassword` has
///   no value"
/// @param resolvedBy the input that resolves it: "`--parameters x=VALUE`, or a parameter file";
///   empty if nothing before deployment can
public record UnknownCause(Kind kind, String text, String resolvedBy) {

  /// The kinds of missing information, from the easiest to supply to the impossible.
  public enum Kind {
    /// A parameter without default has no value.
    PARAMETER,
    /// The value is a reference to a secret in a key vault.
    KEY_VAULT_REFERENCE,
    /// The subscription, resource group, location or tenant is not specified.
    DEPLOYMENT_SCOPE,
    /// A linked template or module is not available.
    MISSING_TEMPLATE,
    /// A part of a file could not be read because of an error, which a problem reports.
    UNREADABLE_PART,
    /// A file with resources that no entry point reaches.
    UNREACHED_FILE,
    /// A resource outside this deployment.
    OUTSIDE_RESOURCE,
    /// The provider default is not known to Redoubt.
    PROVIDER_DEFAULT,
    /// Conflicting declarations of one resource.
    CONFLICT,
    /// The expression cannot be evaluated; a problem reports the reason.
    INVALID_EXPRESSION,
    /// A limit against hostile input was reached.
    LIMIT,
    /// Keys, tokens and passwords: never evaluated.
    SECRET,
    /// Time, random values and the deploying principal: these differ between deployments.
    DEPLOYMENT_TIME,
    /// Known only after the resource is deployed.
    RUNTIME
  }

  /// A parameter that has neither value nor default.
  public static UnknownCause parameter(String name) {
    return new UnknownCause(
        Kind.PARAMETER,
        "parameter `" + name + "` has no value",
        "`--parameters " + name + "=VALUE`, or a parameter file");
  }

  /// A part of the deployment scope that is not specified; the option would specify it.
  public static UnknownCause deploymentScope(String what, String flag) {
    return new UnknownCause(
        Kind.DEPLOYMENT_SCOPE,
        "the " + what + " of the deployment is not specified",
        "`" + flag + "`");
  }

  /// A policy expression that cannot be evaluated.
  public static UnknownCause failure(String message) {
    return new UnknownCause(Kind.INVALID_EXPRESSION, message, "correct the policy's expression");
  }

  /// A property that a resource has only after deployment.
  public static UnknownCause runtime(String resource) {
    return new UnknownCause(Kind.RUNTIME, "`" + resource + "` is known only after deployment", "");
  }
}

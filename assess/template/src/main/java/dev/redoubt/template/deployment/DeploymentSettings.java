package dev.redoubt.template.deployment;

import org.jspecify.annotations.Nullable;

/// The target of a deployment, as far as the user has specified it. A null component becomes a
/// symbol that the whole deployment shares.
///
/// @param cloud determines DNS suffixes and endpoints
/// @param predictReferences whether `reference()` returns the declared properties and the endpoints
///   that follow from the resource's name; if false, it remains unevaluated, as in `bicep snapshot`
public record DeploymentSettings(
    Cloud cloud,
    @Nullable String tenantId,
    @Nullable String managementGroup,
    @Nullable String subscriptionId,
    @Nullable String resourceGroup,
    @Nullable String location,
    @Nullable String deploymentName,
    boolean predictReferences) {

  /// Nothing is specified: the public cloud, and symbols for everything else.
  public static final DeploymentSettings UNNAMED =
      new DeploymentSettings(Cloud.PUBLIC, null, null, null, null, null, null, true);

  /// Azure's clouds.
  public enum Cloud {
    PUBLIC,
    US_GOVERNMENT,
    CHINA
  }
}

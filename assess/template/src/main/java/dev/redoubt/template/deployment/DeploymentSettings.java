package dev.redoubt.template.deployment;

import org.jspecify.annotations.Nullable;

/// Where a template is deployed to, as far as the user has said it. What is null is a symbol that
/// all of the deployment shares.
///
/// @param cloud decides suffixes and endpoints
/// @param predictReferences whether `reference()` yields what the resource declares and the
///   endpoints that follow from its name; off, it stays as it is, as in `bicep snapshot`
public record DeploymentSettings(
    Cloud cloud,
    @Nullable String tenantId,
    @Nullable String managementGroup,
    @Nullable String subscriptionId,
    @Nullable String resourceGroup,
    @Nullable String location,
    @Nullable String deploymentName,
    boolean predictReferences) {

  /// Nothing is named: the public cloud, and symbols for the rest.
  public static final DeploymentSettings UNNAMED =
      new DeploymentSettings(Cloud.PUBLIC, null, null, null, null, null, null, true);

  /// Azure's clouds.
  public enum Cloud {
    PUBLIC,
    US_GOVERNMENT,
    CHINA
  }
}

package dev.redoubt.estate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A resource as it would be sent to Azure.
///
/// @param key the identity of the resource
/// @param apiVersion the API version of its properties; empty if none is given
/// @param body the payload: `location`, `kind`, `sku`, `identity`, `tags`, `properties` and any
///   other declared property, with `type`, `apiVersion` and `name` first
/// @param existence whether the resource will exist
/// @param managed true if the deployment creates or changes the resource; false for an `existing`
///   resource, of which only the identity is known
/// @param dependsOn the declared dependencies, which are deployed first; the resource itself if an
///   earlier deployment has certainly deployed it before
/// @param origin the location of the declaration
/// @param site where templates declare the resource; null if no template does. Not compared
public record Resource(
    ResourceKey key,
    String apiVersion,
    ObjectValue body,
    ResourceExistence existence,
    boolean managed,
    List<ResourceKey> dependsOn,
    Origin origin,
    @Nullable DeclarationSite site) {

  public Resource {
    dependsOn = List.copyOf(dependsOn);
  }

  /// A resource without a declaration of its own.
  public Resource(
      ResourceKey key,
      String apiVersion,
      ObjectValue body,
      ResourceExistence existence,
      boolean managed,
      List<ResourceKey> dependsOn,
      Origin origin) {
    this(key, apiVersion, body, existence, managed, dependsOn, origin, null);
  }

  public ResourceType type() {
    return key.type();
  }

  /// Returns the declared value at a dotted path from the root of the payload, or null if it is
  /// absent.
  public @Nullable Value property(String path) {
    return body.at(path);
  }

  /// Whether this updates a resource that another declaration of the deployment has deployed
  /// before.
  public boolean isRedeployment() {
    return dependsOn.contains(key);
  }

  /// Returns this resource as an update of an earlier deployment.
  public Resource asRedeployment() {
    List<ResourceKey> longer = new ArrayList<>(dependsOn);
    longer.add(key);
    return new Resource(key, apiVersion, body, existence, managed, longer, origin, site);
  }

  /// Returns a copy of this resource with another payload.
  public Resource withBody(ObjectValue changed) {
    return new Resource(key, apiVersion, changed, existence, managed, dependsOn, origin, site);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof Resource that
            && key.equals(that.key)
            && apiVersion.equals(that.apiVersion)
            && body.equals(that.body)
            && existence.equals(that.existence)
            && managed == that.managed
            && dependsOn.equals(that.dependsOn)
            && origin.equals(that.origin));
  }

  @Override
  public int hashCode() {
    return key.hashCode();
  }
}

package dev.redoubt.estate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A resource as it would be sent to Azure.
///
/// @param key its identity
/// @param apiVersion the version that its properties are to be read in; empty where none is given
/// @param body the payload: `location`, `kind`, `sku`, `identity`, `tags`, `properties` and
///   whatever else was declared, with `type`, `apiVersion` and `name` first
/// @param existence whether it will be there
/// @param managed true for what the deployment creates or changes; false for an `existing`
///   resource, of which only identity is known
/// @param dependsOn what must be deployed before it, as far as declared
/// @param origin where it is declared
public record Resource(
    ResourceKey key,
    String apiVersion,
    ObjectValue body,
    ResourceExistence existence,
    boolean managed,
    List<ResourceKey> dependsOn,
    Origin origin) {

  public Resource {
    dependsOn = List.copyOf(dependsOn);
  }

  public ResourceType type() {
    return key.type();
  }

  /// The declared value at a dotted path from the root of the payload, or null where it is absent.
  public @Nullable Value property(String path) {
    return body.at(path);
  }

  /// The same resource with another payload.
  public Resource withBody(ObjectValue changed) {
    return new Resource(key, apiVersion, changed, existence, managed, dependsOn, origin);
  }
}

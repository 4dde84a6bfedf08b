package dev.redoubt.facts;

import dev.redoubt.estate.ResourceKey;

/// A setting of a resource that names another resource of the deployment.
///
/// @param path of the setting, from the root of the payload
public record ResourceReference(ResourceKey from, ResourceKey to, Kind kind, String path) {

  /// What the setting means.
  public enum Kind {
    /// The resource uses the other one.
    USES,
    /// The resource writes logs or metrics to the other one.
    LOGS_TO,
    /// The data of the resource is encrypted with a key of the other one.
    ENCRYPTED_WITH,
    /// The resource is in a subnet, or its traffic enters it.
    SUBNET,
    /// Another part of the network: an address, a security group, a DNS zone.
    NETWORK,
    /// A managed identity.
    IDENTITY
  }
}

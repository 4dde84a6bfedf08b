package dev.redoubt.findings.diagram;

/// A connection of two nodes.
///
/// @param from the id of a node
/// @param to the id of a node
/// @param label a few words, of a role its name; may be empty. Two nodes can have several roles,
///   and one edge of each other kind
/// @param isCertain whether it exists in any case; otherwise it is dashed
public record DiagramEdge(String from, String to, Kind kind, String label, boolean isCertain) {

  /// The kind of a connection.
  public enum Kind {
    /// A private endpoint leads to a resource.
    PRIVATE_LINK,
    /// The Internet can reach a resource.
    PUBLIC_ACCESS,
    /// Traffic of a resource enters a subnet.
    INTEGRATION,
    /// Two networks are connected.
    PEERING,
    /// A resource uses another one.
    USES,
    /// A resource writes its logs to another one.
    LOGS_TO,
    /// A resource is encrypted with a key of another one.
    ENCRYPTED_WITH,
    /// A resource acts as an identity.
    RUNS_AS,
    /// An identity has a role at a scope.
    ROLE,
    /// Somebody outside may act as an identity.
    FEDERATION
  }
}

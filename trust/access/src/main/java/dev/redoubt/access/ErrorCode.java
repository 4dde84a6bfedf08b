package dev.redoubt.access;

/// Why something is refused. Each one is an error of MLflow's protocol, too.
public enum ErrorCode {
  /// A parameter is wrong or missing.
  INVALID_PARAMETER_VALUE,
  /// It does not exist, or not for who asks.
  RESOURCE_DOES_NOT_EXIST,
  /// Something of that name exists.
  RESOURCE_ALREADY_EXISTS,
  /// It is in a state in which that cannot be done: deleted, finished, released.
  INVALID_STATE,
  /// The principal may see it, and not do that with it.
  PERMISSION_DENIED,
  /// More than is taken.
  RESOURCE_LIMIT_EXCEEDED
}

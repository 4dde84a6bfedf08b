package dev.redoubt.access;

/// Error codes of refused requests. Each is an error code of MLflow's protocol.
public enum ErrorCode {
  /// A parameter is invalid or missing.
  INVALID_PARAMETER_VALUE,
  /// The object does not exist, or is not visible to the principal.
  RESOURCE_DOES_NOT_EXIST,
  /// An object of this name already exists.
  RESOURCE_ALREADY_EXISTS,
  /// The object is in a state that does not allow the operation: deleted, finished, released.
  INVALID_STATE,
  /// The principal may see the object but not perform this action on it.
  PERMISSION_DENIED,
  /// A limit is exceeded.
  RESOURCE_LIMIT_EXCEEDED
}

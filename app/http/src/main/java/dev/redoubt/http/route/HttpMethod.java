package dev.redoubt.http.route;

/// The HTTP methods of routes.
public enum HttpMethod {
  /// Reads a resource.
  GET,
  /// Creates a resource or performs an operation.
  POST,
  /// Stores a resource at its URL.
  PUT,
  /// Changes a part of a resource.
  PATCH,
  /// Deletes a resource.
  DELETE
}

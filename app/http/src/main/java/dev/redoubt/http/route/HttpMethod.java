package dev.redoubt.http.route;

/// A method of HTTP.
public enum HttpMethod {
  /// Reads.
  GET,
  /// Does something.
  POST,
  /// Puts something in a place.
  PUT,
  /// Changes a part.
  PATCH,
  /// Deletes.
  DELETE
}

package dev.redoubt.http.route;

/// The kind of load that a route causes, which determines its limits.
public enum RequestKind {
  /// A short request with a short response.
  REQUEST,
  /// Uploads a file.
  UPLOAD,
  /// Downloads a file.
  DOWNLOAD,
  /// A health probe; answered even under full load.
  PROBE
}

package dev.redoubt.http.route;

/// What a route asks of the server that does it, which limits depend on.
public enum RequestKind {
  /// A short question with a short answer.
  QUESTION,
  /// Takes a file in.
  UPLOAD,
  /// Sends a file out.
  DOWNLOAD,
  /// Asked by those who watch the server; answered however busy it is.
  PROBE
}

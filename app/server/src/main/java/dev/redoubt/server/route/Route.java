package dev.redoubt.server.route;

import java.util.Objects;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/// One thing that the server does.
///
/// @param path as Spring writes patterns: `/api/x/{name}`, `/api/y/{*rest}`
public record Route(Method method, String path, Permission permission, Handler handler) {

  /// @throws IllegalArgumentException if the path is no pattern
  public Route {
    Objects.requireNonNull(method);
    Objects.requireNonNull(permission);
    Objects.requireNonNull(handler);
    pattern(path);
  }

  /// Reads the path.
  PathPattern pattern() {
    return pattern(path);
  }

  private static PathPattern pattern(String path) {
    return PathPatternParser.defaultInstance.parse(path);
  }
}

package dev.redoubt.http.route;

import dev.redoubt.access.RequestRefusedException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads query and form parameters. A parameter that cannot be decoded is an error of the client.
final class RequestParameters {

  private RequestParameters() {}

  static @Nullable String one(HttpServletRequest request, String name) {
    return decoded(() -> request.getParameter(name));
  }

  static Map<String, String[]> all(HttpServletRequest request) {
    return decoded(request::getParameterMap);
  }

  private static <T extends @Nullable Object> T decoded(Supplier<T> parameters) {
    try {
      return parameters.get();
    } catch (IllegalStateException _) {
      // Specified by Servlet 6.1 for `getParameter`: malformed percent-encoding, or too many
      // parameters.
      throw RequestRefusedException.invalid(
          "the query or form cannot be parsed: too many parameters, or an invalid"
              + " percent-encoding");
    }
  }
}

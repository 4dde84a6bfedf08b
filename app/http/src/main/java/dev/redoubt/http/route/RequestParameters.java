package dev.redoubt.http.route;

import dev.redoubt.access.RequestRefusedException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Parameters of a query or a form. What cannot be decoded is the client's fault.
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
      // So says Servlet 6.1 of `getParameter`: broken percent-encoding, or more than is taken.
      throw RequestRefusedException.invalid(
          "the query or form cannot be parsed: too many parameters, or an invalid" + " percent-encoding");
    }
  }
}

package dev.redoubt.server.page;

import dev.redoubt.http.route.Answer;
import dev.redoubt.http.route.Face;
import dev.redoubt.http.route.Failure;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;

/// Shows failures as pages to whoever asks for pages, and as JSON to all others.
final class PageFace implements Face {

  private final Templates templates;

  PageFace(Templates templates) {
    this.templates = templates;
  }

  @Override
  public Answer show(HttpServletRequest request, Failure failure) {
    String accept = request.getHeader("Accept");
    if (accept == null || !accept.contains("text/html")) {
      return request.getHeader("HX-Request") != null && failure.status() == 401
          ? Answer.text(200, "text/plain", "").with("HX-Redirect", "/sign-in")
          : failure.json();
    }
    if (failure.status() == 401 && request.getMethod().equals("GET")) {
      String next = request.getRequestURI();
      return Answer.text(303, "text/plain", "")
          .with("Location", "/sign-in?next=" + Addresses.encoded(next));
    }
    return failure.withHeaders(
        templates.page(
            failure.status(),
            "failure",
            Map.of("status", failure.status(), "message", failure.message(), "who", "")));
  }
}

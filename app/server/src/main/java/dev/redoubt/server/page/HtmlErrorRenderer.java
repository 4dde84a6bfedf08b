package dev.redoubt.server.page;

import dev.redoubt.http.route.ErrorRenderer;
import dev.redoubt.http.route.ErrorResponse;
import dev.redoubt.http.route.RouteResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;

/// Renders errors as HTML pages for browsers, and as JSON for other clients.
final class HtmlErrorRenderer implements ErrorRenderer {

  private final PageTemplates templates;

  HtmlErrorRenderer(PageTemplates templates) {
    this.templates = templates;
  }

  @Override
  public RouteResponse render(HttpServletRequest request, ErrorResponse failure) {
    String accept = request.getHeader("Accept");
    if (accept == null || !accept.contains("text/html")) {
      return request.getHeader("HX-Request") != null && failure.status() == 401
          ? RouteResponse.text(200, "text/plain", "").with("HX-Redirect", "/sign-in")
          : failure.json();
    }
    if (failure.status() == 401 && request.getMethod().equals("GET")) {
      String next = request.getRequestURI();
      return RouteResponse.text(303, "text/plain", "")
          .with("Location", "/sign-in?next=" + PageUrls.encoded(next));
    }
    return failure.withHeaders(
        templates.page(
            failure.status(),
            "failure",
            Map.of("status", failure.status(), "message", failure.message(), "who", "")));
  }
}

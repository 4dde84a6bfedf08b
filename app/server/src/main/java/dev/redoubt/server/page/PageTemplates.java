package dev.redoubt.server.page;

import dev.redoubt.http.route.RouteResponse;
import dev.redoubt.http.route.SecurityHeaders;
import dev.redoubt.page.PageOutput;
import dev.redoubt.page.TemplatePackage;
import java.util.Map;

/// Renders the page templates. The template engine escapes all values for their context.
final class PageTemplates {

  /// Only resources of this server, no inline scripts, no frames.
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
          + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private final TemplatePackage templates = new TemplatePackage("gg.jte.generated.server");

  /// Renders a page or a fragment.
  RouteResponse page(int status, String template, Map<String, Object> parameters) {
    StringBuilder out = new StringBuilder();
    templates.render(template, parameters, new PageOutput(out));
    return RouteResponse.text(status, "text/html", out.toString())
        .with(SecurityHeaders.CONTENT, POLICY);
  }
}

package dev.redoubt.server.page;

import dev.redoubt.http.route.RouteResponse;
import dev.redoubt.http.route.SecurityHeaders;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Map;

/// Writes pages. Whatever users have named is escaped by the engine, for the place where it stands.
final class PageTemplates {

  /// Nothing but what comes from here, no scripts in pages, no frames.
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
          + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);

  /// A page, or a part of one.
  RouteResponse page(int status, String template, Map<String, Object> parameters) {
    StringOutput out = new StringOutput();
    engine.render(template + ".jte", parameters, out);
    return RouteResponse.text(status, "text/html", out.toString())
        .with(SecurityHeaders.CONTENT, POLICY);
  }
}

package dev.redoubt.server.page;

import dev.redoubt.http.route.Authenticator;
import dev.redoubt.http.route.ErrorRenderer;
import dev.redoubt.http.route.Route;
import dev.redoubt.server.gate.GateServices;
import java.util.ArrayList;
import java.util.List;

/// The web interface: pages, sign-in and HTML error responses.
public final class WebInterface {

  private final PageTemplates templates = new PageTemplates();

  /// Returns the renderer of errors.
  public ErrorRenderer errorRenderer() {
    return new HtmlErrorRenderer(templates);
  }

  /// Returns all pages, and the sign-in.
  ///
  /// @param authenticator authenticates tokens
  public List<Route> routes(GateServices gate, Authenticator authenticator) {
    List<Route> all = new ArrayList<>(PageRoutes.of(gate, templates));
    all.addAll(new SignInRoutes(templates, authenticator).all());
    return all;
  }
}

package dev.redoubt.server.page;

import dev.redoubt.http.route.Authenticator;
import dev.redoubt.http.route.ErrorRenderer;
import dev.redoubt.http.route.Route;
import dev.redoubt.server.gate.GateServices;
import java.util.ArrayList;
import java.util.List;

/// All that is for people.
public final class WebInterface {

  private final PageTemplates templates = new PageTemplates();

  /// Shows failures.
  public ErrorRenderer face() {
    return new HtmlErrorRenderer(templates);
  }

  /// All pages, and the way in.
  ///
  /// @param identification looks at tokens
  public List<Route> routes(GateServices gate, Authenticator identification) {
    List<Route> all = new ArrayList<>(PageRoutes.of(gate, templates));
    all.addAll(new SignInRoutes(templates, identification).all());
    return all;
  }
}

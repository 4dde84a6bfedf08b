package dev.redoubt.server.page;

import dev.redoubt.http.route.Face;
import dev.redoubt.http.route.Identification;
import dev.redoubt.http.route.Route;
import dev.redoubt.server.gate.GateStores;
import java.util.ArrayList;
import java.util.List;

/// All that is for people.
public final class Pages {

  private final Templates templates = new Templates();

  /// Shows failures.
  public Face face() {
    return new PageFace(templates);
  }

  /// All pages, and the way in.
  ///
  /// @param identification looks at tokens
  public List<Route> routes(GateStores gate, Identification identification) {
    List<Route> all = new ArrayList<>(PageRoutes.of(gate, templates));
    all.addAll(new SignIn(templates, identification).all());
    return all;
  }
}

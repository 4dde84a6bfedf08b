package dev.redoubt.http.route;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Finds the route of a request by method and path.
public final class RouteTable {

  /// The replacement character, which marks invalid UTF-8.
  private static final char NO_CHARACTER = '\uFFFD';

  private record Patterned(Route route, PathPattern pattern) {}

  private final List<Route> all;
  private final Map<String, Map<HttpMethod, Route>> fixed = new HashMap<>();
  private final List<Patterned> patterned = new ArrayList<>();

  /// Creates the table.
  ///
  /// @throws IllegalArgumentException if two routes have the same method and path
  public RouteTable(List<Route> routes) {
    all = List.copyOf(routes);
    Set<String> taken = new HashSet<>();
    for (Route route : all) {
      if (!taken.add(route.method() + " " + route.path())) {
        throw new IllegalArgumentException(
            "duplicate route " + route.method() + " " + route.path());
      }
      PathPattern pattern = route.pattern();
      if (pattern.isFixed()) {
        fixed.computeIfAbsent(route.path(), _ -> new HashMap<>()).put(route.method(), route);
      } else {
        patterned.add(new Patterned(route, pattern));
      }
    }
    patterned.sort(Comparator.comparing(Patterned::pattern));
  }

  /// Returns all routes.
  public List<Route> all() {
    return all;
  }

  /// The result of looking up a route.
  sealed interface Match {
    /// A route with the values of its path variables.
    record Found(Route route, Map<String, String> path) implements Match {}

    /// The path exists, but only for other methods.
    record OtherMethods(String allowed) implements Match {}

    /// The path contains invalid percent-encoding.
    record Malformed() implements Match {}

    /// No route has this path.
    record None() implements Match {}
  }

  /// Finds the route of a request.
  ///
  /// @param path not percent-decoded
  Match find(String method, String path) {
    Map<HttpMethod, Route> exact = fixed.get(path);
    if (exact != null) {
      for (Map.Entry<HttpMethod, Route> each : exact.entrySet()) {
        if (each.getKey().name().equals(method)) {
          return new Match.Found(each.getValue(), Map.of());
        }
      }
      return otherMethods(exact.keySet());
    }
    return among(method, path);
  }

  /// Decodes the path variables, exactly once.
  private Match among(String method, String path) {
    TreeSet<HttpMethod> others = new TreeSet<>();
    for (Patterned each : patterned) {
      Map<String, String> match = each.pattern().match(path);
      if (match != null && each.route().method().name().equals(method)) {
        Map<String, String> decoded = decoded(match);
        return decoded == null ? new Match.Malformed() : new Match.Found(each.route(), decoded);
      }
      if (match != null) {
        others.add(each.route().method());
      }
    }
    return others.isEmpty() ? new Match.None() : otherMethods(others);
  }

  private static @Nullable Map<String, String> decoded(Map<String, String> variables) {
    Map<String, String> decoded = new LinkedHashMap<>();
    try {
      variables.forEach((name, value) -> decoded.put(name, decoded(value)));
    } catch (IllegalArgumentException _) {
      return null;
    }
    return decoded.values().stream().anyMatch(each -> each.indexOf(NO_CHARACTER) >= 0)
        ? null
        : decoded;
  }

  private static String decoded(String value) {
    return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static Match otherMethods(Iterable<HttpMethod> methods) {
    TreeSet<String> names = new TreeSet<>();
    methods.forEach(each -> names.add(each.name()));
    return new Match.OtherMethods(String.join(", ", names));
  }
}

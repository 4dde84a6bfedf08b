package dev.redoubt.http.route;

import dev.redoubt.access.Action;
import dev.redoubt.access.AuthorizationResource;
import java.util.ArrayList;
import java.util.List;

/// The permission that a route requires. Every route declares one.
public sealed interface RoutePermission {

  /// No authentication is required.
  ///
  /// @param reason why not
  /// @param ownPage whether the request must come from a page of this server, because it affects
  ///   the browser that sends it
  record Anybody(String reason, boolean ownPage) implements RoutePermission {
    /// @throws IllegalArgumentException if there is no reason
    public Anybody {
      checked(reason);
    }

    /// Accepts requests from any origin.
    public Anybody(String reason) {
      this(reason, false);
    }

    /// Accepts requests only from pages of this server.
    public Anybody fromOwnPage() {
      return new Anybody(reason, true);
    }
  }

  /// A valid token is required. The stores omit what the caller may not see.
  ///
  /// @param reason why that is sufficient
  record SignedIn(String reason) implements RoutePermission {
    /// @throws IllegalArgumentException if there is no reason
    public SignedIn {
      checked(reason);
    }
  }

  /// Certain actions are required, each on a resource of the request.
  record Needs(List<Need> needs) implements RoutePermission {
    /// Copies the list.
    public Needs {
      needs = List.copyOf(needs);
      if (needs.isEmpty()) {
        throw new IllegalArgumentException("a permission needs at least one action");
      }
    }

    /// Adds one more action.
    public Needs and(Action action, ResourceResolver finder) {
      List<Need> more = new ArrayList<>(needs);
      more.add(new Need(action, finder));
      return new Needs(more);
    }
  }

  /// Actions that depend on the request.
  ///
  /// @param which describes the possible actions
  record Depends(String which, Demander demander) implements RoutePermission {
    /// @throws IllegalArgumentException if the description is blank
    public Depends {
      checked(which);
    }
  }

  /// Determines the permissions that a request needs.
  @FunctionalInterface
  interface Demander {
    /// Returns all required permissions, at least one.
    ///
    /// @throws dev.redoubt.access.RequestRefusedException as a [ResourceResolver]
    List<Demand> demands(RouteRequest request);
  }

  /// An action on a resource that is already known.
  record Demand(Action action, AuthorizationResource target) {}

  /// An action on a resource that is still to be resolved.
  record Need(Action action, ResourceResolver finder) {}

  /// Requires one action on a resource of the request.
  static Needs needs(Action action, ResourceResolver finder) {
    return new Needs(List.of(new Need(action, finder)));
  }

  private static void checked(String reason) {
    if (reason.isBlank()) {
      throw new IllegalArgumentException("a permission without a reason");
    }
  }
}

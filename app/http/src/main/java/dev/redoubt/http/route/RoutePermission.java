package dev.redoubt.http.route;

import dev.redoubt.access.Action;
import dev.redoubt.access.AuthorizationResource;
import java.util.ArrayList;
import java.util.List;

/// What somebody must be allowed to do before a route does anything. There is no route without.
public sealed interface RoutePermission {

  /// Nothing is needed.
  ///
  /// @param reason why not
  /// @param ownPage whether a page of this server has to have sent it: what it does, it does to the
  ///   browser that sends it
  record Anybody(String reason, boolean ownPage) implements RoutePermission {
    /// @throws IllegalArgumentException if there is no reason
    public Anybody {
      checked(reason);
    }

    /// From wherever it comes.
    public Anybody(String reason) {
      this(reason, false);
    }

    /// From a page of this server alone.
    public Anybody fromOwnPage() {
      return new Anybody(reason, true);
    }
  }

  /// A token that counts. What the caller may not see, the stores leave out.
  ///
  /// @param reason why that is enough
  record SignedIn(String reason) implements RoutePermission {
    /// @throws IllegalArgumentException if there is no reason
    public SignedIn {
      checked(reason);
    }
  }

  /// Some actions, each with what a call is about.
  record Needs(List<Need> needs) implements RoutePermission {
    /// Copies the list.
    public Needs {
      needs = List.copyOf(needs);
      if (needs.isEmpty()) {
        throw new IllegalArgumentException("a permission needs at least one action");
      }
    }

    /// One more action.
    public Needs and(Action action, ResourceResolver finder) {
      List<Need> more = new ArrayList<>(needs);
      more.add(new Need(action, finder));
      return new Needs(more);
    }
  }

  /// Actions that depend on what a call is about.
  ///
  /// @param which they can be, in words
  record Depends(String which, Demander demander) implements RoutePermission {
    /// @throws IllegalArgumentException if it is not said which they are
    public Depends {
      checked(which);
    }
  }

  /// Says what a call needs.
  @FunctionalInterface
  interface Demander {
    /// Everything that it needs, at least one action.
    ///
    /// @throws dev.redoubt.access.RequestRefusedException as a [ResourceResolver]
    List<Demand> demands(RouteRequest call);
  }

  /// An action with something that is known already.
  record Demand(Action action, AuthorizationResource target) {}

  /// One action with something.
  record Need(Action action, ResourceResolver finder) {}

  /// An action with what a call is about.
  static Needs needs(Action action, ResourceResolver finder) {
    return new Needs(List.of(new Need(action, finder)));
  }

  private static void checked(String reason) {
    if (reason.isBlank()) {
      throw new IllegalArgumentException("a permission without a reason");
    }
  }
}

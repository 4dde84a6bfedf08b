package dev.redoubt.effective.equality;

import dev.redoubt.estate.Estate;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.Scope;
import dev.redoubt.estate.Segment;
import dev.redoubt.findings.Truth;

/// Whether two identities that are known in part mean the same thing.
public final class Identity {

  private Identity() {}

  /// Whether two keys mean one resource of an estate. What one deployment declares twice under
  /// different names are two resources, even where it leaves the names open.
  public static Truth same(ResourceKey left, ResourceKey right, Estate estate) {
    return isManaged(left, estate) && isManaged(right, estate)
        ? Truth.of(left.equals(right))
        : same(left, right);
  }

  private static boolean isManaged(ResourceKey key, Estate estate) {
    Resource resource = estate.find(key);
    return resource != null && resource.managed();
  }

  /// Whether two keys mean one resource.
  public static Truth same(ResourceKey left, ResourceKey right) {
    if (!left.type().equals(right.type())) {
      return Truth.FALSE;
    }
    Truth truth = same(left.scope(), right.scope());
    for (int i = 0; i < left.names().size() && truth != Truth.FALSE; i++) {
      truth = truth.and(same(left.names().get(i), right.names().get(i)));
    }
    return truth;
  }

  /// Whether a resource is another, or lies below it: a child, or an extension of one of these.
  public static Truth within(ResourceKey inner, ResourceKey outer, Estate estate) {
    Truth truth = Truth.FALSE;
    for (ResourceKey here = inner; here != null; ) {
      truth = truth.or(same(here, outer, estate));
      ResourceKey parent = here.parent();
      if (parent == null && here.scope() instanceof Scope.Opaque) {
        truth = truth.or(Truth.UNKNOWN);
      }
      here = parent != null ? parent : here.scope() instanceof Scope.Resource(var key) ? key : null;
    }
    return truth;
  }

  public static Truth same(Segment left, Segment right) {
    return ValueEquality.equal(left.value(), right.value());
  }

  public static Truth same(Scope left, Scope right) {
    if (left.equals(right)) {
      return Truth.TRUE;
    }
    return switch (left) {
      case Scope.Opaque _ -> Truth.UNKNOWN;
      case Scope.Tenant _ -> otherwise(right);
      case Scope.ManagementGroup(var mine) ->
          right instanceof Scope.ManagementGroup(var theirs)
              ? same(mine, theirs)
              : otherwise(right);
      case Scope.Subscription(var mine) ->
          right instanceof Scope.Subscription(var theirs) ? same(mine, theirs) : otherwise(right);
      case Scope.ResourceGroup(var subscription, var name) ->
          right instanceof Scope.ResourceGroup(var otherSubscription, var otherName)
              ? same(subscription, otherSubscription).and(same(name, otherName))
              : otherwise(right);
      case Scope.Resource(var mine) ->
          right instanceof Scope.Resource(var theirs) ? same(mine, theirs) : otherwise(right);
    };
  }

  private static Truth otherwise(Scope other) {
    return other instanceof Scope.Opaque ? Truth.UNKNOWN : Truth.FALSE;
  }
}

package dev.redoubt.effective.equality;

import dev.redoubt.estate.Estate;
import dev.redoubt.estate.NameSegment;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.ResourceScope;
import dev.redoubt.findings.TruthValue;

/// Compares resource identities that may be partly unknown.
public final class ResourceKeyEquality {

  private ResourceKeyEquality() {}

  /// Whether two keys identify the same resource of an estate. Two declarations of one deployment
  /// with different names are two resources, even if the names are unknown.
  public static TruthValue same(ResourceKey left, ResourceKey right, Estate estate) {
    return estate.isManaged(left) && estate.isManaged(right)
        ? TruthValue.of(left.equals(right))
        : same(left, right);
  }

  /// Whether two keys identify the same resource.
  public static TruthValue same(ResourceKey left, ResourceKey right) {
    if (!left.type().equals(right.type())) {
      return TruthValue.FALSE;
    }
    TruthValue truth = same(left.scope(), right.scope());
    for (int i = 0; i < left.names().size() && truth != TruthValue.FALSE; i++) {
      truth = truth.and(same(left.names().get(i), right.names().get(i)));
    }
    return truth;
  }

  /// Whether a resource is the other one or below it: a child, or an extension of one of these.
  public static TruthValue within(ResourceKey inner, ResourceKey outer, Estate estate) {
    TruthValue truth = TruthValue.FALSE;
    for (ResourceKey here = inner; here != null; ) {
      truth = truth.or(same(here, outer, estate));
      ResourceKey parent = here.parent();
      if (parent == null && here.scope() instanceof ResourceScope.Opaque) {
        truth = truth.or(TruthValue.UNKNOWN);
      }
      here =
          parent != null
              ? parent
              : here.scope() instanceof ResourceScope.Resource(var key) ? key : null;
    }
    return truth;
  }

  public static TruthValue same(NameSegment left, NameSegment right) {
    return ValueEquality.equal(left.value(), right.value());
  }

  public static TruthValue same(ResourceScope left, ResourceScope right) {
    if (left.equals(right)) {
      return TruthValue.TRUE;
    }
    return switch (left) {
      case ResourceScope.Opaque _ -> TruthValue.UNKNOWN;
      case ResourceScope.Tenant _ -> otherwise(right);
      case ResourceScope.ManagementGroup(var mine) ->
          right instanceof ResourceScope.ManagementGroup(var theirs)
              ? same(mine, theirs)
              : otherwise(right);
      case ResourceScope.Subscription(var mine) ->
          right instanceof ResourceScope.Subscription(var theirs)
              ? same(mine, theirs)
              : otherwise(right);
      case ResourceScope.ResourceGroup(var subscription, var name) ->
          right instanceof ResourceScope.ResourceGroup(var otherSubscription, var otherName)
              ? same(subscription, otherSubscription).and(same(name, otherName))
              : otherwise(right);
      case ResourceScope.Resource(var mine) ->
          right instanceof ResourceScope.Resource(var theirs)
              ? same(mine, theirs)
              : otherwise(right);
    };
  }

  private static TruthValue otherwise(ResourceScope other) {
    return other instanceof ResourceScope.Opaque ? TruthValue.UNKNOWN : TruthValue.FALSE;
  }
}

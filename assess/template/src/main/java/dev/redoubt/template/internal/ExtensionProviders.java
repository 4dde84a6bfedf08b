package dev.redoubt.template.internal;

import dev.redoubt.estate.NameSegment;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.ResourceId;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.ResourceScope;
import dev.redoubt.estate.ResourceType;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Resolves extension resources: resources that belong to another resource. They are written with a
/// `scope`, or in the older form `parentType/providers/type` with the name
/// `parent/Provider.Namespace/name`.
final class ExtensionProviders {

  private ExtensionProviders() {}

  /// Returns the key of a resource; the older form of an extension resource is converted to the
  /// newer one.
  static ResourceKey key(ResourceScope scope, ResourceType type, List<NameSegment> names) {
    List<String> segments = type.segments();
    for (int i = 0; i < segments.size() - 1; i++) {
      String provider = names.get(i).text();
      if (PropertyName.same(segments.get(i), "providers") && provider != null) {
        ResourceScope extended = i == 0 ? scope : extended(scope, type, segments, names, i);
        ResourceType own =
            ResourceType.of(
                provider + "/" + String.join("/", segments.subList(i + 1, segments.size())));
        return key(extended, own, names.subList(i + 1, names.size()));
      }
    }
    return new ResourceKey(scope, type, names);
  }

  private static ResourceScope extended(
      ResourceScope scope,
      ResourceType type,
      List<String> segments,
      List<NameSegment> names,
      int end) {
    ResourceType base =
        ResourceType.of(type.provider() + "/" + String.join("/", segments.subList(0, end)));
    ResourceKey key = new ResourceKey(scope, base, names.subList(0, end));
    return asScope(key);
  }

  /// Returns the scope that a `scope` property identifies: an id, `Provider/type/name` relative to
  /// the deployment's scope, or `/` for the tenant. Null if it is none of these.
  static @Nullable ResourceScope scope(Value written, ResourceScope here) {
    if (written instanceof StringValue(var text, _) && text.equals("/")) {
      return ResourceScope.Tenant.ROOT;
    }
    Value id = isAbsolute(written) ? written : relative(written, here);
    ResourceScope scope = ResourceId.parseScope(id);
    if (scope == null && written instanceof Unknown unknown) {
      return new ResourceScope.Opaque(unknown);
    }
    return scope instanceof ResourceScope.Resource(var key) ? asScope(key) : scope;
  }

  /// Converts the key of a resource group to that scope level.
  private static ResourceScope asScope(ResourceKey key) {
    if (key.type().equals(ResourceType.RESOURCE_GROUP)
        && key.scope() instanceof ResourceScope.Subscription(var subscription)) {
      return new ResourceScope.ResourceGroup(subscription, key.lastName());
    }
    return new ResourceScope.Resource(key);
  }

  private static boolean isAbsolute(Value written) {
    return switch (written) {
      case StringValue string -> string.text().startsWith("/");
      case Unknown(dev.redoubt.estate.ResidualExpression.Text(var parts), _, _, _, _) ->
          parts.getFirst() instanceof Unknown
              || (parts.getFirst() instanceof StringValue first && first.text().startsWith("/"));
      case Unknown _ -> true;
      case dev.redoubt.estate.NullValue _,
          dev.redoubt.estate.BooleanValue _,
          dev.redoubt.estate.NumberValue _,
          dev.redoubt.estate.ArrayValue _,
          dev.redoubt.estate.ObjectValue _ ->
          true;
    };
  }

  private static Value relative(Value written, ResourceScope here) {
    List<Value> parts = new ArrayList<>();
    parts.add(here.idValue());
    parts.add(StringValue.of("/providers/"));
    parts.add(written);
    return Unknown.text(parts, Origin.NONE);
  }
}

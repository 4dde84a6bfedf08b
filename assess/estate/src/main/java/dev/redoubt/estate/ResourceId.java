package dev.redoubt.estate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Parses Azure resource ids, fully or partially known. All parsing of ids is done here.
public final class ResourceId {

  private ResourceId() {}

  /// Returns the resource that an id identifies, or null if the text is not a resource id or too
  /// much of it is unknown.
  public static @Nullable ResourceKey parse(Value id) {
    Parser parser = Parser.of(id);
    return parser == null ? null : parser.resource();
  }

  /// Returns the scope that an id identifies: a resource group, a subscription, a management group
  /// or a resource; null if the text is not a scope id.
  public static @Nullable ResourceScope parseScope(Value id) {
    Parser parser = Parser.of(id);
    return parser == null ? null : parser.scope();
  }

  /// Splits an id at its slashes; each unknown part belongs to one segment, or is the start of the
  /// id.
  private static final class Parser {

    private final @Nullable Unknown start;
    private final List<NameSegment> segments;
    private int position;

    private Parser(@Nullable Unknown start, List<NameSegment> segments) {
      this.start = start;
      this.segments = segments;
    }

    static @Nullable Parser of(Value id) {
      List<Value> parts =
          switch (id) {
            case StringValue string -> List.of(string);
            case Unknown(ResidualExpression.Text(var some), _, _, _, _) -> some;
            case Unknown unknown -> List.of(unknown);
            case NullValue _, BooleanValue _, NumberValue _, ArrayValue _, ObjectValue _ ->
                List.of();
          };
      if (parts.isEmpty()) {
        return null;
      }
      Unknown start = parts.getFirst() instanceof Unknown unknown ? unknown : null;
      return new Parser(start, split(start == null ? parts : parts.subList(1, parts.size())));
    }

    private static List<NameSegment> split(List<Value> parts) {
      List<NameSegment> segments = new ArrayList<>();
      List<Value> open = new ArrayList<>();
      for (Value part : parts) {
        if (!(part instanceof StringValue string)) {
          open.add(part);
          continue;
        }
        String[] pieces = string.text().split("/", -1);
        for (int i = 0; i < pieces.length; i++) {
          if (i > 0) {
            close(open, segments);
          }
          if (!pieces[i].isEmpty()) {
            open.add(StringValue.of(pieces[i]));
          }
        }
      }
      close(open, segments);
      return segments;
    }

    private static void close(List<Value> open, List<NameSegment> segments) {
      if (!open.isEmpty()) {
        segments.add(new NameSegment(Unknown.text(open, Origin.NONE)));
        open.clear();
      }
    }

    @Nullable ResourceKey resource() {
      ResourceScope scope = scope();
      return switch (scope) {
        case ResourceScope.Resource(var key) -> key;
        case ResourceScope.ResourceGroup(var subscription, var name) ->
            new ResourceKey(
                new ResourceScope.Subscription(subscription),
                ResourceType.RESOURCE_GROUP,
                List.of(name));
        case ResourceScope.Subscription(var id) ->
            new ResourceKey(ResourceScope.Tenant.ROOT, ResourceType.SUBSCRIPTION, List.of(id));
        case ResourceScope.ManagementGroup(var name) ->
            new ResourceKey(
                ResourceScope.Tenant.ROOT, ResourceType.MANAGEMENT_GROUP, List.of(name));
        case null -> null;
        case ResourceScope.Tenant _, ResourceScope.Opaque _ -> null;
      };
    }

    @Nullable ResourceScope scope() {
      ResourceScope scope = start == null ? level() : new ResourceScope.Opaque(start);
      if (scope == null) {
        return null;
      }
      while (position < segments.size()) {
        ResourceKey key = providerPart(scope);
        if (key == null) {
          return null;
        }
        scope = asLevel(key);
      }
      return scope;
    }

    /// `/subscriptions/S`, `/subscriptions/S/resourceGroups/G`, or the tenant.
    private @Nullable ResourceScope level() {
      if (segments.size() >= 2 && is(0, "subscriptions")) {
        NameSegment subscription = segments.get(1);
        position = 2;
        if (segments.size() >= 4 && is(2, "resourceGroups")) {
          position = 4;
          return new ResourceScope.ResourceGroup(subscription, segments.get(3));
        }
        return new ResourceScope.Subscription(subscription);
      }
      return segments.isEmpty() || is(0, "providers") ? ResourceScope.Tenant.ROOT : null;
    }

    /// `/providers/P/type/name[/type/name...]` up to the next `/providers/` or the end.
    private @Nullable ResourceKey providerPart(ResourceScope scope) {
      if (!is(position, "providers") || position + 3 >= segments.size()) {
        return null;
      }
      String provider = segments.get(position + 1).text();
      if (provider == null) {
        return null;
      }
      StringBuilder type = new StringBuilder(provider);
      List<NameSegment> names = new ArrayList<>();
      position += 2;
      while (position < segments.size() && !is(position, "providers")) {
        String segment = segments.get(position).text();
        if (segment == null || position + 1 >= segments.size()) {
          return null;
        }
        type.append('/').append(segment);
        names.add(segments.get(position + 1));
        position += 2;
      }
      return names.isEmpty()
          ? null
          : new ResourceKey(scope, ResourceType.of(type.toString()), names);
    }

    private static ResourceScope asLevel(ResourceKey key) {
      return key.type().equals(ResourceType.MANAGEMENT_GROUP)
              && key.scope() instanceof ResourceScope.Tenant
          ? new ResourceScope.ManagementGroup(key.lastName())
          : new ResourceScope.Resource(key);
    }

    private boolean is(int index, String word) {
      String text = index < segments.size() ? segments.get(index).text() : null;
      return text != null && PropertyName.same(text, word);
    }
  }
}

package dev.redoubt.estate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads Azure resource ids, known or known in part. The one place that takes an id apart.
public final class ResourceId {

  private ResourceId() {}

  /// The resource that an id names, or null where the text is not the id of a resource, or too much
  /// of it is unknown to tell.
  public static @Nullable ResourceKey parse(Value id) {
    Parser parser = Parser.of(id);
    return parser == null ? null : parser.resource();
  }

  /// The scope that an id names: a resource group, a subscription, a management group, a resource;
  /// or null where it is none.
  public static @Nullable Scope parseScope(Value id) {
    Parser parser = Parser.of(id);
    return parser == null ? null : parser.scope();
  }

  /// Splits an id at its slashes, so that each unknown part falls into one segment, or is the start
  /// of the whole.
  private static final class Parser {

    private final @Nullable Unknown start;
    private final List<Segment> segments;
    private int position;

    private Parser(@Nullable Unknown start, List<Segment> segments) {
      this.start = start;
      this.segments = segments;
    }

    static @Nullable Parser of(Value id) {
      List<Value> parts =
          switch (id) {
            case StringValue string -> List.of(string);
            case Unknown(Residual.Text(var some), _, _, _, _) -> some;
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

    private static List<Segment> split(List<Value> parts) {
      List<Segment> segments = new ArrayList<>();
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

    private static void close(List<Value> open, List<Segment> segments) {
      if (!open.isEmpty()) {
        segments.add(new Segment(Unknown.text(open, Origin.NONE)));
        open.clear();
      }
    }

    @Nullable ResourceKey resource() {
      Scope scope = scope();
      return switch (scope) {
        case Scope.Resource(var key) -> key;
        case Scope.ResourceGroup(var subscription, var name) ->
            new ResourceKey(
                new Scope.Subscription(subscription), ResourceType.RESOURCE_GROUP, List.of(name));
        case Scope.Subscription(var id) ->
            new ResourceKey(Scope.Tenant.ROOT, ResourceType.SUBSCRIPTION, List.of(id));
        case Scope.ManagementGroup(var name) ->
            new ResourceKey(Scope.Tenant.ROOT, ResourceType.MANAGEMENT_GROUP, List.of(name));
        case null -> null;
        case Scope.Tenant _, Scope.Opaque _ -> null;
      };
    }

    @Nullable Scope scope() {
      Scope scope = start == null ? level() : new Scope.Opaque(start);
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
    private @Nullable Scope level() {
      if (segments.size() >= 2 && is(0, "subscriptions")) {
        Segment subscription = segments.get(1);
        position = 2;
        if (segments.size() >= 4 && is(2, "resourceGroups")) {
          position = 4;
          return new Scope.ResourceGroup(subscription, segments.get(3));
        }
        return new Scope.Subscription(subscription);
      }
      return segments.isEmpty() || is(0, "providers") ? Scope.Tenant.ROOT : null;
    }

    /// `/providers/P/type/name[/type/name...]` up to the next `/providers/` or the end.
    private @Nullable ResourceKey providerPart(Scope scope) {
      if (!is(position, "providers") || position + 3 >= segments.size()) {
        return null;
      }
      String provider = segments.get(position + 1).text();
      if (provider == null) {
        return null;
      }
      StringBuilder type = new StringBuilder(provider);
      List<Segment> names = new ArrayList<>();
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

    private static Scope asLevel(ResourceKey key) {
      return key.type().equals(ResourceType.MANAGEMENT_GROUP) && key.scope() instanceof Scope.Tenant
          ? new Scope.ManagementGroup(key.lastName())
          : new Scope.Resource(key);
    }

    private boolean is(int index, String word) {
      String text = index < segments.size() ? segments.get(index).text() : null;
      return text != null && PropertyName.same(text, word);
    }
  }
}

package dev.redoubt.estate;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The identity of a resource: the content of its Azure id, with segments that may be unknown.
///
/// Two keys are equal only if they certainly identify the same resource.
public final class ResourceKey {

  private final ResourceScope scope;
  private final ResourceType type;
  private final List<NameSegment> names;
  private final int hash;

  /// @param names one name for each segment of the type
  public ResourceKey(ResourceScope scope, ResourceType type, List<NameSegment> names) {
    if (names.isEmpty() || names.size() != type.depth()) {
      throw new IllegalArgumentException(type + " needs " + type.depth() + " names");
    }
    this.scope = scope;
    this.type = type;
    this.names = List.copyOf(names);
    this.hash = Objects.hash(scope, type, this.names);
  }

  public ResourceScope scope() {
    return scope;
  }

  public ResourceType type() {
    return type;
  }

  public List<NameSegment> names() {
    return names;
  }

  /// Returns the last segment of the resource name.
  public NameSegment lastName() {
    return names.getLast();
  }

  /// Returns the key of the parent resource, or null if this is a top-level resource.
  public @Nullable ResourceKey parent() {
    ResourceType parentType = type.parent();
    return parentType == null
        ? null
        : new ResourceKey(scope, parentType, names.subList(0, names.size() - 1));
  }

  public ResourceKey child(String segment, NameSegment name) {
    List<NameSegment> longer = new ArrayList<>(names);
    longer.add(name);
    return new ResourceKey(scope, type.child(segment), longer);
  }

  /// Whether this is the given resource, a descendant of it, or an extension resource of one of
  /// these.
  public boolean isWithin(ResourceKey ancestor) {
    for (ResourceKey here = this; here != null; ) {
      if (here.equals(ancestor)) {
        return true;
      }
      ResourceKey parent = here.parent();
      here =
          parent != null
              ? parent
              : here.scope instanceof ResourceScope.Resource(var key) ? key : null;
    }
    return false;
  }

  /// Returns the name as Azure writes it in a template: `account/default/container`.
  public Value nameValue() {
    List<Value> parts = new ArrayList<>();
    for (NameSegment name : names) {
      if (!parts.isEmpty()) {
        parts.add(StringValue.of("/"));
      }
      parts.add(name.value());
    }
    return Unknown.text(parts, Origin.NONE);
  }

  /// Returns the Azure id, fully or partially known.
  public Value idValue() {
    return Unknown.text(idParts(), Origin.NONE);
  }

  /// Returns the id as text; unknown parts are expressions in brackets.
  public String id() {
    StringBuilder id = new StringBuilder();
    for (Value part : idParts()) {
      id.append(
          part instanceof StringValue string ? string.text() : ExpressionPrinter.bracketed(part));
    }
    return id.toString();
  }

  /// Returns a short name for people: the last segment of the type and the names.
  public String shortName() {
    return type.lastSegment() + " " + namesText();
  }

  /// Returns the names joined with slashes; unknown parts are expressions in brackets.
  public String namesText() {
    StringBuilder text = new StringBuilder();
    for (NameSegment name : names) {
      text.append(text.isEmpty() ? "" : "/").append(name);
    }
    return text.toString();
  }

  List<Value> idParts() {
    List<Value> parts = new ArrayList<>();
    if (type.equals(ResourceType.RESOURCE_GROUP)
        && scope instanceof ResourceScope.Subscription(var subscription)) {
      return new ResourceScope.ResourceGroup(subscription, lastName()).idParts();
    }
    if (type.equals(ResourceType.SUBSCRIPTION) && scope instanceof ResourceScope.Tenant) {
      return new ResourceScope.Subscription(lastName()).idParts();
    }
    parts.addAll(scope.idParts());
    parts.add(StringValue.of("/providers/" + type.provider()));
    List<String> segments = type.segments();
    for (int i = 0; i < names.size(); i++) {
      parts.add(StringValue.of("/" + segments.get(i) + "/"));
      parts.add(names.get(i).value());
    }
    return parts;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ResourceKey that
        && hash == that.hash
        && type.equals(that.type)
        && names.equals(that.names)
        && scope.equals(that.scope);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return id();
  }
}

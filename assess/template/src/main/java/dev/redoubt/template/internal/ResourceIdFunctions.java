package dev.redoubt.template.internal;

import dev.redoubt.estate.NameSegment;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.ResourceScope;
import dev.redoubt.estate.ResourceType;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import java.util.ArrayList;
import java.util.List;

/// Implements `resourceId` and related functions: they build an id from a scope, a type and names.
final class ResourceIdFunctions {

  private ResourceIdFunctions() {}

  /// `resourceId([subscriptionId], [resourceGroupName], type, name...)`.
  static Value resourceId(ContextFunction.Site site) {
    List<Value> arguments = site.arguments();
    int typeAt = typePosition(arguments, 2);
    if (typeAt < 0) {
      return residualOrFail(site, arguments);
    }
    DeploymentScope here = site.frame().values().scope();
    ResourceScope scope =
        switch (typeAt) {
          case 0 ->
              here.scope() instanceof ResourceScope.ManagementGroup
                  ? ResourceScope.Tenant.ROOT
                  : here.scope();
          case 1 ->
              isSubscriptionLevel(here)
                  ? new ResourceScope.Subscription(new NameSegment(arguments.get(0)))
                  : new ResourceScope.ResourceGroup(
                      here.subscription(), new NameSegment(arguments.get(0)));
          default ->
              new ResourceScope.ResourceGroup(
                  new NameSegment(arguments.get(0)), new NameSegment(arguments.get(1)));
        };
    return id(site, scope, arguments, typeAt);
  }

  private static boolean isSubscriptionLevel(DeploymentScope here) {
    return here.scope() instanceof ResourceScope.Subscription;
  }

  /// `subscriptionResourceId([subscriptionId], type, name...)`.
  static Value subscriptionResourceId(ContextFunction.Site site) {
    List<Value> arguments = site.arguments();
    int typeAt = typePosition(arguments, 1);
    if (typeAt < 0) {
      return residualOrFail(site, arguments);
    }
    NameSegment subscription =
        typeAt == 0
            ? site.frame().values().scope().subscription()
            : new NameSegment(arguments.getFirst());
    return id(site, new ResourceScope.Subscription(subscription), arguments, typeAt);
  }

  /// `tenantResourceId(type, name...)`.
  static Value tenantResourceId(ContextFunction.Site site) {
    List<Value> arguments = site.arguments();
    return typePosition(arguments, 0) < 0
        ? residualOrFail(site, arguments)
        : id(site, ResourceScope.Tenant.ROOT, arguments, 0);
  }

  /// `managementGroupResourceId([managementGroup], type, name...)`.
  static Value managementGroupResourceId(ContextFunction.Site site) {
    List<Value> arguments = site.arguments();
    int typeAt = typePosition(arguments, 1);
    if (typeAt < 0) {
      return residualOrFail(site, arguments);
    }
    NameSegment group =
        typeAt == 0
            ? site.frame().values().scope().managementGroup()
            : new NameSegment(arguments.getFirst());
    return id(site, new ResourceScope.ManagementGroup(group), arguments, typeAt);
  }

  /// `extensionResourceId(id, type, name...)`.
  static Value extensionResourceId(ContextFunction.Site site) {
    List<Value> arguments = site.arguments();
    if (arguments.size() < 3
        || !(arguments.get(1) instanceof StringValue type)
        || !type.text().contains("/")) {
      return residualOrFail(site, arguments);
    }
    List<Value> parts = new ArrayList<>();
    parts.add(arguments.getFirst());
    return appended(site, parts, arguments, 1);
  }

  /// Returns the index of the type argument: the first argument with a slash whose segments match
  /// the number of following names, after at most `before` other arguments. -1 if it cannot be
  /// determined.
  private static int typePosition(List<Value> arguments, int before) {
    int fallback = -1;
    for (int i = 0; i <= before && i < arguments.size(); i++) {
      if (arguments.get(i) instanceof StringValue string
          && string.text().indexOf('/') > 0
          && string.text().contains(".")) {
        if (type(string).depth() == arguments.size() - i - 1) {
          return i;
        }
        fallback = fallback < 0 ? i : fallback;
      }
    }
    return fallback;
  }

  /// Azure accepts a type with a trailing slash, which many templates use.
  private static ResourceType type(StringValue written) {
    String text = written.text();
    return ResourceType.of(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
  }

  private static Value residualOrFail(ContextFunction.Site site, List<Value> arguments) {
    for (Value argument : arguments) {
      if (argument instanceof Unknown) {
        return Unknown.call(
            site.expression().function(), arguments, TypeHint.STRING, site.origin());
      }
    }
    return site.fail(
        "requires a resource type such as `Microsoft.X/y`, and a name for each type segment");
  }

  private static Value id(
      ContextFunction.Site site, ResourceScope scope, List<Value> arguments, int typeAt) {
    List<Value> parts = new ArrayList<>();
    parts.add(scope.idValue());
    return appended(site, parts, arguments, typeAt);
  }

  private static Value appended(
      ContextFunction.Site site, List<Value> parts, List<Value> arguments, int typeAt) {
    ResourceType type = type((StringValue) arguments.get(typeAt));
    List<Value> names = arguments.subList(typeAt + 1, arguments.size());
    if (names.size() != type.depth()) {
      return site.fail(
          "the type `%s` requires %d name%s, but got %d"
              .formatted(type, type.depth(), type.depth() == 1 ? "" : "s", names.size()));
    }
    for (Value name : names) {
      if (!(name instanceof StringValue) && !(name instanceof Unknown)) {
        return site.fail("a name must be a string, not " + name.kind());
      }
    }
    if (type.equals(ResourceType.RESOURCE_GROUP)) {
      return Unknown.text(
          List.of(parts.getFirst(), StringValue.of("/resourceGroups/"), names.getFirst()),
          site.origin());
    }
    parts.add(StringValue.of("/providers/" + type.provider()));
    List<String> segments = type.segments();
    for (int i = 0; i < names.size(); i++) {
      parts.add(StringValue.of("/" + segments.get(i) + "/"));
      parts.add(names.get(i));
    }
    return Unknown.text(parts, site.origin().isWritten() ? site.origin() : Origin.NONE);
  }
}

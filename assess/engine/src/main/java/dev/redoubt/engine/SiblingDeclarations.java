package dev.redoubt.engine;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.Estate;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import dev.redoubt.findings.Assessment.Deployment.Context;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The resources that one deployment references as `existing` and exactly one other declares.
///
/// Such a resource gets the declared properties that are known, and stays `existing`: it is not
/// judged again, other properties stay unknown, and nothing else of the other deployment is seen.
/// If several deployments declare it, they are alternatives, and none is used.
final class SiblingDeclarations {

  /// The resource and the id of the deployment that declares it.
  private record Declaration(String deployment, Resource resource) {}

  private final Map<ResourceKey, Declaration> declarations;

  private SiblingDeclarations(Map<ResourceKey, Declaration> declarations) {
    this.declarations = declarations;
  }

  static SiblingDeclarations of(List<ExpandedGroup> all) {
    if (all.size() < 2) {
      return new SiblingDeclarations(Map.of());
    }
    Set<ResourceKey> wanted = new HashSet<>();
    for (ExpandedGroup each : all) {
      each.estate().resources().stream()
          .filter(resource -> !resource.managed() && isCertain(resource.key()))
          .map(Resource::key)
          .forEach(wanted::add);
    }
    Map<ResourceKey, Declaration> found = new HashMap<>();
    Set<ResourceKey> ambiguous = new HashSet<>();
    for (ExpandedGroup each : all) {
      for (ResourceKey key : wanted) {
        Resource resource = each.estate().find(key);
        if (resource != null
            && resource.managed()
            && found.put(key, new Declaration(each.group().id(), resource)) != null) {
          ambiguous.add(key);
        }
      }
    }
    ambiguous.forEach(found::remove);
    found.values().removeIf(each -> !each.resource().existence().isCertain());
    return new SiblingDeclarations(found);
  }

  /// Whether equal keys of two deployments are the same resource, because only the scope that all
  /// deployments share is unknown. A parameter without a value may differ between deployments.
  private static boolean isCertain(ResourceKey key) {
    return isShared(key.idValue());
  }

  private static boolean isShared(Value value) {
    return !(value instanceof Unknown unknown)
        || unknown.causes().stream()
            .allMatch(cause -> cause.kind() == UnknownCause.Kind.DEPLOYMENT_SCOPE);
  }

  /// The estate of a deployment in which such `existing` resources have their known properties.
  SiblingContext contextOf(ExpandedGroup expanded) {
    Estate estate = expanded.estate();
    Map<Origin, Context> used = new LinkedHashMap<>();
    List<Resource> resources = new ArrayList<>();
    for (Resource resource : estate.resources()) {
      Declaration declared = resource.managed() ? null : declarations.get(resource.key());
      if (declared == null) {
        resources.add(resource);
      } else {
        Resource other = declared.resource();
        resources.add(withProperties(resource, other));
        used.put(other.origin(), new Context(resource.key().id(), declared.deployment()));
      }
    }
    return used.isEmpty()
        ? new SiblingContext(estate, used)
        : new SiblingContext(estate.withResources(resources), used);
  }

  /// The `existing` resource with the properties of its declaration, at the place of the
  /// declaration.
  private static Resource withProperties(Resource existing, Resource declared) {
    Unknown rest =
        Unknown.symbol(
            "existing('" + existing.key().id().replace("'", "''") + "')",
            new UnknownCause(
                UnknownCause.Kind.OUTSIDE_RESOURCE,
                "`"
                    + existing.key().shortName()
                    + "` is an existing resource, and not all of its properties are declared",
                "declare the property in the template of the resource"),
            TypeHint.OBJECT,
            existing.origin());
    return new Resource(
        existing.key(),
        declared.apiVersion(),
        known(declared.body(), rest),
        existing.existence(),
        false,
        existing.dependsOn(),
        declared.origin(),
        declared.site());
  }

  /// The known properties; every other property is unknown, on each level.
  private static ObjectValue known(ObjectValue object, Unknown rest) {
    ObjectValue.Builder known = ObjectValue.builder().origin(object.origin()).rest(rest);
    for (int i = 0; i < object.size(); i++) {
      Value value = known(object.valueAt(i), rest.member(object.nameAt(i)));
      if (value != null) {
        known.put(object.nameAt(i), value);
      }
    }
    return known.build();
  }

  /// The known part of a value; null if it is unknown.
  private static @Nullable Value known(Value value, Value rest) {
    return switch (value) {
      case ObjectValue object when rest instanceof Unknown unknown -> known(object, unknown);
      case ArrayValue array when !array.isFullyKnown() -> null;
      case Unknown _ -> null;
      case ArrayValue _, ObjectValue _, NullValue _, BooleanValue _, NumberValue _, StringValue _ ->
          value;
    };
  }
}

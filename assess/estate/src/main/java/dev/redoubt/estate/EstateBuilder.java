package dev.redoubt.estate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Combines the resources of several templates into one [Estate].
///
/// An `existing` resource is replaced by its declaration. If a template deploys a resource again
/// after an earlier declaration, the later values apply. Other different declarations of one
/// resource become a choice, with a problem, because the final state in Azure depends on the order
/// of deployment.
public final class EstateBuilder {

  private final SourceFiles files;
  private final Map<ResourceKey, Resource> resources = new LinkedHashMap<>();
  private final List<Problem> problems = new ArrayList<>();

  public EstateBuilder(SourceFiles files) {
    this.files = files;
  }

  public EstateBuilder addResources(List<Resource> more) {
    Map<ResourceKey, Resource> joined = new LinkedHashMap<>();
    more.forEach(resource -> joined.merge(resource.key(), resource, this::join));
    // the order is known within one template only
    joined.forEach((key, resource) -> resources.merge(key, asFirst(resource), this::join));
    return this;
  }

  public EstateBuilder addProblems(List<Problem> more) {
    problems.addAll(more);
    return this;
  }

  public Estate build() {
    return new Estate(resources.values(), problems, files);
  }

  private Resource join(Resource first, Resource second) {
    if (!second.managed()) {
      return first;
    }
    if (!first.managed()) {
      return second;
    }
    if (VaultAccessPolicies.isOperation(first.key())) {
      return merged(first, second, VaultAccessPolicies.joined(first, second));
    }
    if (second.isRedeployment()) {
      return updated(first, second);
    }
    return merged(
        first, second, first.body().equals(second.body()) ? first.body() : joined(first, second));
  }

  private static Resource merged(Resource first, Resource second, ObjectValue body) {
    return new Resource(
        first.key(),
        first.apiVersion(),
        body,
        either(first.existence(), second.existence()),
        true,
        dependencies(first, second),
        first.origin(),
        first.site());
  }

  private static List<ResourceKey> dependencies(Resource first, Resource second) {
    Set<ResourceKey> dependsOn = new LinkedHashSet<>(first.dependsOn());
    dependsOn.addAll(second.dependsOn());
    dependsOn.remove(first.key());
    return List.copyOf(dependsOn);
  }

  private static Resource asFirst(Resource resource) {
    return resource.isRedeployment()
        ? new Resource(
            resource.key(),
            resource.apiVersion(),
            resource.body(),
            resource.existence(),
            resource.managed(),
            resource.dependsOn().stream().filter(key -> !key.equals(resource.key())).toList(),
            resource.origin(),
            resource.site())
        : resource;
  }

  /// The state after a resource is deployed twice. Azure sends the second payload as a whole; the
  /// resource provider decides whether a property that it omits keeps its value.
  private Resource updated(Resource first, Resource second) {
    ObjectValue body = first.body();
    if (!first.body().equals(second.body())) {
      String what = first.key().shortName();
      problems.add(
          Problem.info(
              "`%s` is deployed again at %s, after this declaration; the values there replace those here"
                  .formatted(what, files.locate(second.origin())),
              first.origin()));
      body = updated(new Kept(first, second, what), "", first.body(), second.body());
      if (second.existence() instanceof ResourceExistence.Conditional(var condition)) {
        body = choice(condition, body, first.body());
      }
    }
    boolean certain = second.existence().isCertain();
    return new Resource(
        first.key(),
        certain ? second.apiVersion() : first.apiVersion(),
        body,
        either(first.existence(), second.existence()),
        true,
        dependencies(first, second),
        certain ? second.origin() : first.origin(),
        certain ? second.site() : first.site());
  }

  private static ObjectValue updated(
      Kept kept, String path, ObjectValue first, ObjectValue second) {
    ObjectValue.Builder builder = ObjectValue.builder().origin(second.origin());
    for (int i = 0; i < second.size(); i++) {
      String name = second.nameAt(i);
      Value later = second.valueAt(i);
      builder.put(
          name,
          later instanceof ObjectValue object && first.get(name) instanceof ObjectValue earlier
              ? updated(kept, path + name + ".", earlier, object)
              : later);
    }
    for (int i = 0; i < first.size(); i++) {
      String name = first.nameAt(i);
      if (second.indexOf(name) < 0) {
        Value value = first.valueAt(i);
        builder.put(
            name,
            Unknown.choice(
                kept.property(path + name), value, absent(second, name), value.origin()));
      }
    }
    return builder.rest(second.rest() != null ? second.rest() : first.rest()).build();
  }

  /// Whether a property that only the first declaration sets is kept by the second one; for each
  /// property a condition of its own.
  private record Kept(Resource first, Resource second, String what) {

    Unknown property(String path) {
      return Unknown.symbol(
          "keptFrom('%s', '%s', %d)"
              .formatted(
                  first.key().id().replace("'", "''"),
                  path.replace("'", "''"),
                  second.origin().packed()),
          new UnknownCause(
              UnknownCause.Kind.CONFLICT,
              "`%s` is deployed twice; it may lose what only the first declaration sets"
                  .formatted(what),
              "one declaration, or the same properties in both"),
          TypeHint.BOOL,
          first.origin());
    }
  }

  /// The value of a property that is not written: null, or what the rest of an open object has.
  private static Value absent(ObjectValue object, String name) {
    Value found = object.lookup(name);
    return found == null ? NullValue.NULL : found;
  }

  private static ResourceExistence either(ResourceExistence first, ResourceExistence second) {
    if (first.isCertain() || second.isCertain()) {
      return ResourceExistence.Certain.CERTAIN;
    }
    if (first instanceof ResourceExistence.Conditional(var left)
        && second instanceof ResourceExistence.Conditional(var right)
        && !left.equals(right)) {
      return new ResourceExistence.Conditional(
          Unknown.call("or", List.of(left, right), TypeHint.BOOL, left.origin()));
    }
    return first;
  }

  private ObjectValue joined(Resource first, Resource second) {
    Value condition =
        switch (first.existence()) {
          case ResourceExistence.Conditional(var unknown) -> unknown;
          case ResourceExistence.Certain _, ResourceExistence.Repeated _ -> conflict(first, second);
        };
    return choice(condition, first.body(), second.body());
  }

  private Unknown conflict(Resource first, Resource second) {
    SourceLocation other = files.locate(second.origin());
    String what = first.key().shortName();
    problems.add(
        Problem.warning(
            "`%s` is also declared at %s, with different properties; which declaration applies is unknown"
                .formatted(what, other),
            first.origin()));
    return Unknown.symbol(
        "declaredFirst('" + first.key().id().replace("'", "''") + "')",
        new UnknownCause(
            UnknownCause.Kind.CONFLICT,
            "`" + what + "` has conflicting declarations",
            "one declaration, or identical declarations"),
        TypeHint.BOOL,
        first.origin());
  }

  /// Merges property by property, so that equal properties stay known. A property of only one side
  /// may be absent.
  private static ObjectValue choice(Value condition, ObjectValue first, ObjectValue second) {
    ObjectValue.Builder builder = ObjectValue.builder().origin(first.origin());
    for (int i = 0; i < first.size(); i++) {
      String name = first.nameAt(i);
      Value left = first.valueAt(i);
      int right = second.indexOf(name);
      builder.put(
          name, both(condition, left, right < 0 ? absent(second, name) : second.valueAt(right)));
    }
    for (int i = 0; i < second.size(); i++) {
      String name = second.nameAt(i);
      if (first.indexOf(name) < 0) {
        Value right = second.valueAt(i);
        builder.put(name, Unknown.choice(condition, absent(first, name), right, right.origin()));
      }
    }
    return builder.rest(first.rest() != null ? first.rest() : second.rest()).build();
  }

  private static Value both(Value condition, Value left, Value right) {
    return left instanceof ObjectValue one && right instanceof ObjectValue other
        ? choice(condition, one, other)
        : Unknown.choice(condition, left, right, left.origin());
  }
}

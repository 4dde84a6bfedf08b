package dev.redoubt.estate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Combines the resources of several templates into one [Estate].
///
/// An `existing` resource is replaced by its declaration. Different declarations of one resource
/// become a choice, with a problem, because the final state in Azure depends on the order of
/// deployment.
public final class EstateBuilder {

  private final SourceFiles files;
  private final Map<ResourceKey, Resource> resources = new LinkedHashMap<>();
  private final List<Problem> problems = new ArrayList<>();

  public EstateBuilder(SourceFiles files) {
    this.files = files;
  }

  public EstateBuilder addResources(List<Resource> more) {
    more.forEach(resource -> resources.merge(resource.key(), resource, this::join));
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
    ResourceExistence existence = either(first.existence(), second.existence());
    ObjectValue body = first.body();
    if (!first.body().equals(second.body())) {
      body = joined(first, second);
    }
    Set<ResourceKey> dependsOn = new LinkedHashSet<>(first.dependsOn());
    dependsOn.addAll(second.dependsOn());
    return new Resource(
        first.key(),
        first.apiVersion(),
        body,
        existence,
        true,
        List.copyOf(dependsOn),
        first.origin());
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
      Value right = second.lookup(name);
      builder.put(
          name, right == null ? maybe(condition, left, true) : both(condition, left, right));
    }
    for (int i = 0; i < second.size(); i++) {
      if (first.indexOf(second.nameAt(i)) < 0) {
        builder.put(second.nameAt(i), maybe(condition, second.valueAt(i), false));
      }
    }
    return builder.rest(first.rest() != null ? first.rest() : second.rest()).build();
  }

  private static Value both(Value condition, Value left, Value right) {
    return left instanceof ObjectValue one && right instanceof ObjectValue other
        ? choice(condition, one, other)
        : Unknown.choice(condition, left, right, left.origin());
  }

  private static Value maybe(Value condition, Value present, boolean first) {
    return first
        ? Unknown.choice(condition, present, NullValue.NULL, present.origin())
        : Unknown.choice(condition, NullValue.NULL, present, present.origin());
  }
}

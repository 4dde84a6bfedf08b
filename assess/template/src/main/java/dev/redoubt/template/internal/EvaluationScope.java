package dev.redoubt.template.internal;

import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.Value;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The names that are visible to an expression.
///
/// @param values the deployment whose parameters, variables, functions and scope are visible; for a
///   nested template with outer scope, the enclosing deployment
/// @param resourceDeployment the deployment whose resources can be referenced by name
/// @param bindings loop indexes, lambda variables and the enclosing resource, innermost first, or
///   null
/// @param arguments in the body of a user-defined function, its arguments by folded name; otherwise
///   null
record EvaluationScope(
    TemplateDeployment values,
    TemplateDeployment resourceDeployment,
    @Nullable Binding bindings,
    @Nullable Map<String, Value> arguments) {

  static EvaluationScope of(TemplateDeployment deployment) {
    return new EvaluationScope(deployment, deployment, null, null);
  }

  EvaluationScope withLoop(String name, Value index, boolean ofResource) {
    return new EvaluationScope(
        values,
        resourceDeployment,
        new Binding.LoopIndex(name, index, ofResource, bindings),
        arguments);
  }

  EvaluationScope withVariable(String name, Value value) {
    return new EvaluationScope(
        values, resourceDeployment, new Binding.Variable(name, value, bindings), arguments);
  }

  /// Returns the scope of a user-defined function's body: its arguments and nothing else.
  EvaluationScope ofFunction(Map<String, Value> given) {
    return new EvaluationScope(values, resourceDeployment, null, given);
  }

  /// Returns the scope of the body of a resource.
  EvaluationScope withTarget(ResourceKey resource) {
    return new EvaluationScope(
        values, resourceDeployment, new Binding.Target(resource, bindings), arguments);
  }

  /// Returns the resource whose body is evaluated, or null.
  @Nullable ResourceKey target() {
    for (Binding here = bindings; here != null; here = here.outer()) {
      if (here instanceof Binding.Target(var resource, _)) {
        return resource;
      }
    }
    return null;
  }

  /// What is bound inside an expression.
  sealed interface Binding {

    @Nullable Binding outer();

    /// The zero-based index of a `copy` loop.
    record LoopIndex(String name, Value index, boolean ofResource, @Nullable Binding outer)
        implements Binding {}

    /// The parameter of a lambda.
    record Variable(String name, Value value, @Nullable Binding outer) implements Binding {}

    /// The resource whose body contains the expression.
    record Target(ResourceKey resource, @Nullable Binding outer) implements Binding {}
  }

  /// Returns the value of a lambda parameter, or null if no enclosing lambda declares it.
  @Nullable Value variable(String name) {
    for (Binding here = bindings; here != null; here = here.outer()) {
      if (here instanceof Binding.Variable(var known, var value, _)
          && PropertyName.same(known, name)) {
        return value;
      }
    }
    return null;
  }

  /// Returns the index of the named loop, or null.
  @Nullable Value loopIndex(String name) {
    for (Binding here = bindings; here != null; here = here.outer()) {
      if (here instanceof Binding.LoopIndex(var known, var index, _, _)
          && PropertyName.same(known, name)) {
        return index;
      }
    }
    return null;
  }

  /// Returns the index for `copyIndex()` without a name: that of the resource's loop, otherwise
  /// that of the innermost loop; null outside of loops.
  @Nullable Value loopIndex() {
    Value innermost = null;
    for (Binding here = bindings; here != null; here = here.outer()) {
      if (here instanceof Binding.LoopIndex(_, var index, var ofResource, _)) {
        if (ofResource) {
          return index;
        }
        innermost = innermost == null ? index : innermost;
      }
    }
    return innermost;
  }
}

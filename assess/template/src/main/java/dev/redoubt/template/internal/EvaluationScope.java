package dev.redoubt.template.internal;

import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.Value;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an expression sees around it.
///
/// @param values whose parameters, variables, functions and scope it sees: in a nested template
///   with outer scope, those of the template around it
/// @param place whose resources it can refer to by name
/// @param bindings loop indexes and lambda variables, innermost first; null where there are none
/// @param arguments in the body of a user-defined function its arguments, by folded name; else null
record EvaluationScope(
    TemplateDeployment values,
    TemplateDeployment place,
    @Nullable Binding bindings,
    @Nullable Map<String, Value> arguments) {

  static EvaluationScope of(TemplateDeployment deployment) {
    return new EvaluationScope(deployment, deployment, null, null);
  }

  EvaluationScope withLoop(String name, Value index, boolean ofResource) {
    return new EvaluationScope(
        values, place, new Binding.LoopIndex(name, index, ofResource, bindings), arguments);
  }

  EvaluationScope withVariable(String name, Value value) {
    return new EvaluationScope(
        values, place, new Binding.Variable(name, value, bindings), arguments);
  }

  /// The frame of a user-defined function's body: its arguments, and nothing around it.
  EvaluationScope ofFunction(Map<String, Value> given) {
    return new EvaluationScope(values, place, null, given);
  }

  /// A name that stands for something inside an expression.
  sealed interface Binding {

    @Nullable Binding outer();

    /// The index of a `copy`, counted from 0.
    record LoopIndex(String name, Value index, boolean ofResource, @Nullable Binding outer)
        implements Binding {}

    /// The parameter of a lambda.
    record Variable(String name, Value value, @Nullable Binding outer) implements Binding {}
  }

  /// The value of a lambda's parameter, or null where no lambda around has it.
  @Nullable Value variable(String name) {
    for (Binding here = bindings; here != null; here = here.outer()) {
      if (here instanceof Binding.Variable(var known, var value, _)
          && PropertyName.same(known, name)) {
        return value;
      }
    }
    return null;
  }

  /// The index of the loop of a name, or null.
  @Nullable Value loopIndex(String name) {
    for (Binding here = bindings; here != null; here = here.outer()) {
      if (here instanceof Binding.LoopIndex(var known, var index, _, _)
          && PropertyName.same(known, name)) {
        return index;
      }
    }
    return null;
  }

  /// What `copyIndex()` without a name means: the resource's loop, or where there is none the
  /// innermost one; null outside of loops.
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

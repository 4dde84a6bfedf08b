package dev.redoubt.facts;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.ResidualExpression;
import dev.redoubt.estate.ResourceId;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Finds the resources that a value names: by an id, by a property that Azure knows only after the
/// deployment, by a key that a function lists, or by a host name.
///
/// Values with shared parts can be far larger than the memory that they take, so a walk ends after
/// a number of steps; what it has not seen then adds no connection to a picture.
final class ReferencedKeys {

  private static final int MAX_STEPS = 20_000;

  private final DeploymentFacts deployment;
  private final BiConsumer<ResourceKey, String> found;
  private int steps = MAX_STEPS;

  /// @param found receives each key and the path where it was found
  ReferencedKeys(DeploymentFacts deployment, BiConsumer<ResourceKey, String> found) {
    this.deployment = deployment;
    this.found = found;
  }

  /// Visits a value.
  ///
  /// @param path where the value is
  void visit(Value value, String path) {
    if (steps-- <= 0) {
      return;
    }
    switch (value) {
      case NullValue _, BooleanValue _, NumberValue _ -> {}
      case StringValue string -> text(string, string.text(), path);
      case ArrayValue array -> {
        for (Value element : array) {
          visit(element, path);
        }
        optional(array.rest(), path);
      }
      case ObjectValue object -> {
        for (int i = 0; i < object.size(); i++) {
          String name = object.nameAt(i);
          String below = path.isEmpty() ? name : path + "." + name;
          if (name.startsWith("/")) {
            id(StringValue.of(name), path);
          }
          visit(object.valueAt(i), below);
        }
        optional(object.rest(), path);
      }
      case Unknown unknown -> residual(unknown, path);
    }
  }

  private void optional(@Nullable Value value, String path) {
    if (value != null) {
      visit(value, path);
    }
  }

  private void text(StringValue value, String text, String path) {
    if (text.startsWith("/")) {
      id(value, path);
    } else {
      named(value, path);
    }
  }

  private void id(Value value, String path) {
    ResourceKey key = ResourceId.parse(value);
    if (key != null) {
      found.accept(key, path);
    }
  }

  private void named(Value value, String path) {
    ResourceKey key = deployment.hostNames().find(value);
    if (key != null) {
      found.accept(key, path);
    }
  }

  private void residual(Unknown unknown, String path) {
    switch (unknown.residual()) {
      case ResidualExpression.Symbol(var expression, _) -> {
        ResourceKey listed = deployment.hostNames().ofListedKey(expression);
        if (listed != null) {
          found.accept(listed, path);
        }
      }
      case ResidualExpression.RuntimeProperty(var resource, var property, _) -> {
        ResourceKey subnet = SubnetIds.find(deployment, unknown);
        if (!isPrincipal(property)) {
          found.accept(subnet == null ? resource : subnet, path);
        }
      }
      case ResidualExpression.Failure _ -> {}
      case ResidualExpression.Call(_, var arguments) ->
          arguments.forEach(each -> visit(each, path));
      case ResidualExpression.Member(var target, _, _) -> visit(target, path);
      case ResidualExpression.Text(var parts) -> {
        id(unknown, path);
        named(unknown, path);
        parts.stream().filter(Unknown.class::isInstance).forEach(each -> visit(each, path));
      }
      case ResidualExpression.Choice(_, var whenTrue, var whenFalse) -> {
        visit(whenTrue, path);
        visit(whenFalse, path);
      }
    }
  }

  /// Whether a property is the principal of an identity: a resource that names it lets it in, and
  /// does not use the resource that has the identity.
  private static boolean isPrincipal(List<String> property) {
    return !property.isEmpty() && PropertyName.same(property.getLast(), "principalId");
  }
}

package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.bicep.syntax.BicepExpression;
import dev.redoubt.bicep.syntax.BicepType;
import dev.redoubt.bicep.syntax.Decorator;
import dev.redoubt.estate.Origin;
import java.util.ArrayList;
import java.util.List;

/// Factory methods for type syntax trees.
final class TypeBuilder {

  static final Origin AT = Origin.of(1, 1, 1);

  private TypeBuilder() {}

  static BicepType named(String name) {
    return new BicepType.Named(name, AT);
  }

  static BicepType text(String text) {
    return new BicepType.StringLiteral(text, AT);
  }

  static BicepType number(long number) {
    return new BicepType.IntegerLiteral(number, AT);
  }

  static BicepType truth(boolean truth) {
    return new BicepType.BooleanLiteral(truth, AT);
  }

  static BicepType nothing() {
    return new BicepType.NullLiteral(AT);
  }

  static BicepType minus(BicepType operand) {
    return new BicepType.Unary(BicepExpression.UnaryOperator.MINUS, operand, AT);
  }

  static BicepType not(BicepType operand) {
    return new BicepType.Unary(BicepExpression.UnaryOperator.NOT, operand, AT);
  }

  static BicepType union(BicepType... members) {
    return new BicepType.Union(List.of(members), AT);
  }

  static BicepType maybe(BicepType type) {
    return new BicepType.Nullable(type, AT);
  }

  static BicepType surely(BicepType type) {
    return new BicepType.NonNullable(type, AT);
  }

  static BicepType array(BicepType element) {
    return new BicepType.ArrayOf(element, AT);
  }

  static BicepType tuple(BicepType... items) {
    List<BicepType.TupleItem> written = new ArrayList<>();
    for (BicepType item : items) {
      written.add(new BicepType.TupleItem(List.of(), item));
    }
    return new BicepType.Tuple(written, AT);
  }

  static BicepType property(BicepType target, String... names) {
    BicepType type = target;
    for (String name : names) {
      type = new BicepType.PropertyOf(type, name, AT);
    }
    return type;
  }

  static BicepType item(BicepType target, int index) {
    return new BicepType.ItemOf(target, index, AT);
  }

  static BicepType element(BicepType target) {
    return new BicepType.ElementOf(target, AT);
  }

  static BicepType additional(BicepType target) {
    return new BicepType.AdditionalPropertiesOf(target, AT);
  }

  static BicepType resourceInput(String type) {
    return new BicepType.Parameterized(null, "resourceInput", List.of(text(type)), AT);
  }

  static BicepType.PropertyType has(String name, BicepType type, Decorator... decorators) {
    return new BicepType.PropertyType(List.of(decorators), name, type, AT);
  }

  static BicepType object(BicepType.PropertyType... properties) {
    return new BicepType.ObjectOf(List.of(properties), null, List.of(), AT);
  }

  static BicepType open(
      BicepType additional, List<Decorator> decorators, BicepType.PropertyType... properties) {
    return new BicepType.ObjectOf(List.of(properties), additional, decorators, AT);
  }

  static Decorator decorator(String name, BicepExpression... arguments) {
    return new Decorator(null, name, List.of(arguments), AT);
  }

  static Decorator discriminator(String property) {
    return decorator("discriminator", new BicepExpression.StringLiteral(property, AT));
  }
}

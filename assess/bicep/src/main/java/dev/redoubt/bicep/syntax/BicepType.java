package dev.redoubt.bicep.syntax;

import dev.redoubt.estate.Origin;
import java.util.List;

/// A type expression in a Bicep file.
///
/// The origin is the start of the type; for `a.b`, `a.*`, `a[0]`, `a[*]` and `sys.a<...>` it is the
/// name, index or `*`.
public sealed interface BicepType {

  Origin origin();

  /// `string`, `int`, `bool`, `object`, `array`, `any`, or the name of a declared or imported type.
  record Named(String name, Origin origin) implements BicepType {}

  /// `target.name`: the type of a property, or a type of a wildcard import or a namespace
  /// (`sys.string`).
  record PropertyOf(BicepType target, String name, Origin origin) implements BicepType {}

  /// `target.*`: the type of the additional properties.
  record AdditionalPropertiesOf(BicepType target, Origin origin) implements BicepType {}

  /// `target[0]`: the type of an item of a tuple.
  record ItemOf(BicepType target, long index, Origin origin) implements BicepType {}

  /// `target[*]`: the type of the elements of an array.
  record ElementOf(BicepType target, Origin origin) implements BicepType {}

  /// `element[]`.
  record ArrayOf(BicepType element, Origin origin) implements BicepType {}

  /// `[a, b]`.
  record Tuple(List<TupleItem> items, Origin origin) implements BicepType {
    public Tuple {
      items = List.copyOf(items);
    }
  }

  record TupleItem(List<Decorator> decorators, BicepType type) {
    public TupleItem {
      decorators = List.copyOf(decorators);
    }
  }

  /// `{ name: type, *: type }`.
  ///
  /// @param additional the type of `*`; null if absent
  /// @param additionalDecorators the decorators of `*`
  record ObjectOf(
      List<PropertyType> properties,
      @org.jspecify.annotations.Nullable BicepType additional,
      List<Decorator> additionalDecorators,
      Origin origin)
      implements BicepType {
    public ObjectOf {
      properties = List.copyOf(properties);
      additionalDecorators = List.copyOf(additionalDecorators);
    }
  }

  record PropertyType(List<Decorator> decorators, String name, BicepType type, Origin origin) {
    public PropertyType {
      decorators = List.copyOf(decorators);
    }
  }

  /// `a | b | null`.
  record Union(List<BicepType> members, Origin origin) implements BicepType {
    public Union {
      members = List.copyOf(members);
    }
  }

  /// `type?`.
  record Nullable(BicepType type, Origin origin) implements BicepType {}

  /// `type!`.
  record NonNullable(BicepType type, Origin origin) implements BicepType {}

  record StringLiteral(String text, Origin origin) implements BicepType {}

  record IntegerLiteral(long value, Origin origin) implements BicepType {}

  record BooleanLiteral(boolean value, Origin origin) implements BicepType {}

  record NullLiteral(Origin origin) implements BicepType {}

  /// `!type` or `-type` of a literal.
  record Unary(BicepExpression.UnaryOperator operator, BicepType operand, Origin origin)
      implements BicepType {}

  /// `name<arguments>`: `resourceInput<'type@version'>`, `resourceOutput<...>`,
  /// `resourceDerived...`.
  ///
  /// @param namespace the qualifier of the name, such as `sys`; null if absent
  record Parameterized(
      @org.jspecify.annotations.Nullable String namespace,
      String name,
      List<BicepType> arguments,
      Origin origin)
      implements BicepType {
    public Parameterized {
      arguments = List.copyOf(arguments);
    }
  }

  /// `resource 'type@version'`, an experimental feature of Bicep.
  ///
  /// @param type null for an output without a type
  record OfResource(@org.jspecify.annotations.Nullable String type, Origin origin)
      implements BicepType {}

  /// A type that is missing or could not be parsed, which has been reported.
  record Missing(Origin origin) implements BicepType {}
}

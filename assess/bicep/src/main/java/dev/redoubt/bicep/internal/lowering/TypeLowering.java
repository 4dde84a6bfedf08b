package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.bicep.syntax.BicepType;
import dev.redoubt.bicep.syntax.Decorator;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.Value;
import dev.redoubt.template.syntax.DefinitionReference;
import dev.redoubt.template.syntax.TypeDefinition;
import dev.redoubt.template.syntax.TypeDefinition.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Lowers types to the type definitions that the compiler emits in ARM JSON.
///
/// A name becomes a reference to a definition, so types may be recursive; only a union has to
/// resolve its members. An unknown type is reported and allows any value.
final class TypeLowering {

  /// The maximum nesting; no hand-written type is deeper. Each level takes several stack frames,
  /// and definitions that are lowered on the way add their own.
  private static final int MAX_DEPTH = 200;

  private final TypeScope scope;
  private final Consumer<Problem> problems;
  private final TypeReferences references;
  private final LiteralTypes literals;
  private final DiscriminatedTypes discriminated;
  private final TypeDecorators decorators;
  private int depth;

  /// @param problems receives the problems of the types
  TypeLowering(TypeScope scope, Consumer<Problem> problems) {
    this.scope = scope;
    this.problems = problems;
    this.references = new TypeReferences(scope, problems);
    this.literals = new LiteralTypes(references, problems);
    this.discriminated = new DiscriminatedTypes(this, references, problems);
    this.decorators = new TypeDecorators(scope, problems);
  }

  /// The type of a parameter, an output or a function parameter.
  TypeDefinition lower(BicepType type, List<Decorator> written) {
    return decorators.apply(written, form(type, decorators.discriminator(written)));
  }

  /// The type of a property or an item of a type.
  private TypeDefinition within(BicepType type, List<Decorator> written) {
    return decorators.applyWithin(written, form(type, decorators.discriminator(written)));
  }

  /// The type of a type declaration. It may refer to itself, also as a member of a union.
  ///
  /// @param definition its name in the template's definitions
  TypeDefinition lowerDefinition(String definition, BicepType type, List<Decorator> written) {
    if (type instanceof BicepType.ObjectOf object) {
      references.inProgress(definition, plainProperties(object));
    }
    TypeDefinition lowered = lower(type, written);
    references.inProgress(definition, null);
    return lowered;
  }

  /// The kind of a built-in type name, or null.
  static @Nullable Kind builtIn(String name) {
    return switch (name) {
      case "any" -> Kind.ANY;
      case "string" -> Kind.STRING;
      case "int" -> Kind.INT;
      case "bool" -> Kind.BOOL;
      case "array" -> Kind.ARRAY;
      case "object" -> Kind.OBJECT;
      default -> null;
    };
  }

  private TypeDefinition form(BicepType type, @Nullable String discriminator) {
    if (depth >= MAX_DEPTH) {
      error("the types are nested deeper than " + MAX_DEPTH + " levels", type.origin());
      return TypeDefinition.of(Kind.ANY, type.origin());
    }
    depth++;
    try {
      return bounded(type, discriminator);
    } finally {
      depth--;
    }
  }

  private TypeDefinition bounded(BicepType type, @Nullable String discriminator) {
    Origin origin = type.origin();
    return switch (type) {
      case BicepType.Named named -> named(named);
      case BicepType.PropertyOf property -> property(property);
      case BicepType.AdditionalPropertiesOf _, BicepType.ItemOf _, BicepType.ElementOf _ ->
          reference(type);
      case BicepType.ArrayOf array -> array(array);
      case BicepType.Tuple tuple -> tuple(tuple);
      case BicepType.ObjectOf object -> object(object);
      case BicepType.Union union ->
          discriminator == null ? union(union) : discriminated.lower(union, discriminator);
      case BicepType.Nullable(var inner, _) ->
          DefinitionBuilder.of(form(inner, discriminator)).nullable(true).build();
      case BicepType.NonNullable(var inner, _) ->
          DefinitionBuilder.of(form(inner, discriminator)).nullable(false).build();
      case BicepType.StringLiteral _, BicepType.IntegerLiteral _, BicepType.BooleanLiteral _ ->
          literal(type);
      case BicepType.Unary _ -> literal(type);
      case BicepType.NullLiteral _ ->
          new DefinitionBuilder(Kind.ANY, origin).nullable(true).build();
      case BicepType.Parameterized parameterized -> parameterized(parameterized);
      // What is passed is the resource's id.
      case BicepType.OfResource _ -> TypeDefinition.of(Kind.STRING, origin);
      case BicepType.Missing _ -> TypeDefinition.of(Kind.ANY, origin);
    };
  }

  private TypeDefinition named(BicepType.Named type) {
    Kind kind = references.definition(type) == null ? builtIn(type.name()) : null;
    return kind == null ? reference(type) : TypeDefinition.of(kind, type.origin());
  }

  private TypeDefinition property(BicepType.PropertyOf type) {
    Kind kind =
        type.target() instanceof BicepType.Named(var namespace, _)
                && namespace.equals("sys")
                && scope.definition(null, namespace) == null
            ? builtIn(type.name())
            : null;
    return kind == null ? reference(type) : TypeDefinition.of(kind, type.origin());
  }

  private TypeDefinition reference(BicepType type) {
    String definition = references.definition(type);
    if (definition != null) {
      return reference(DefinitionReference.escaped(definition), type.origin());
    }
    return switch (references.resolve(type)) {
      case TypeReferences.Target.Defined(var pointer, _) -> reference(pointer, type.origin());
      case TypeReferences.Target.OfResource(var kind, _) -> TypeDefinition.of(kind, type.origin());
      case TypeReferences.Target.Nothing _ -> TypeDefinition.of(Kind.ANY, type.origin());
    };
  }

  private static TypeDefinition reference(String pointer, Origin origin) {
    return new DefinitionBuilder(Kind.ANY, origin).reference(pointer).build();
  }

  /// An array of literals has allowed values itself and no element type, as in the compiler.
  private TypeDefinition array(BicepType.ArrayOf type) {
    DefinitionBuilder array = new DefinitionBuilder(Kind.ARRAY, type.origin());
    List<Value> values =
        switch (type.element()) {
          case BicepType.Union union -> literals.union(union);
          case BicepType.StringLiteral _,
              BicepType.IntegerLiteral _,
              BicepType.BooleanLiteral _,
              BicepType.NullLiteral _,
              BicepType.Unary _,
              BicepType.ObjectOf _,
              BicepType.Tuple _ ->
              single(literals.literal(type.element()));
          case BicepType.Named _,
              BicepType.PropertyOf _,
              BicepType.AdditionalPropertiesOf _,
              BicepType.ItemOf _,
              BicepType.ElementOf _,
              BicepType.ArrayOf _,
              BicepType.Nullable _,
              BicepType.NonNullable _,
              BicepType.Parameterized _,
              BicepType.OfResource _,
              BicepType.Missing _ ->
              null;
        };
    if (values != null) {
      return array.allowedValues(values).build();
    }
    return type.element() instanceof BicepType.Union
        ? array.build()
        : array.items(form(type.element(), null)).build();
  }

  private static @Nullable List<Value> single(@Nullable Value value) {
    return value == null ? null : List.of(value);
  }

  private TypeDefinition tuple(BicepType.Tuple type) {
    List<TypeDefinition> items = new ArrayList<>(type.items().size());
    for (BicepType.TupleItem item : type.items()) {
      items.add(within(item.type(), item.decorators()));
    }
    return new DefinitionBuilder(Kind.ARRAY, type.origin()).prefixItems(items).build();
  }

  private TypeDefinition object(BicepType.ObjectOf type) {
    Map<String, TypeDefinition> properties =
        LinkedHashMap.newLinkedHashMap(type.properties().size());
    for (BicepType.PropertyType property : type.properties()) {
      TypeDefinition lowered = within(property.type(), property.decorators());
      if (properties.putIfAbsent(PropertyName.folded(property.name()), lowered) != null) {
        error(
            "the property `"
                + property.name()
                + "` is declared multiple times; the first declaration is used",
            property.origin());
      }
    }
    BicepType additional = type.additional();
    return new DefinitionBuilder(Kind.OBJECT, type.origin())
        .properties(properties)
        .additionalProperties(
            additional == null ? null : within(additional, type.additionalDecorators()))
        .build();
  }

  /// The properties of an object that refer to no other type; the discriminator of a union is among
  /// them.
  private TypeDefinition plainProperties(BicepType.ObjectOf type) {
    Map<String, TypeDefinition> properties = new LinkedHashMap<>();
    for (BicepType.PropertyType property : type.properties()) {
      BicepType plain = property.type();
      if (plain instanceof BicepType.StringLiteral || references.definition(plain) != null) {
        properties.putIfAbsent(PropertyName.folded(property.name()), form(plain, null));
      }
    }
    return new DefinitionBuilder(Kind.OBJECT, type.origin()).properties(properties).build();
  }

  private TypeDefinition literal(BicepType type) {
    Value value = literals.literal(type);
    if (value == null) {
      error("`!` requires a boolean literal type, `-` an integer literal type", type.origin());
      return TypeDefinition.of(Kind.ANY, type.origin());
    }
    return new DefinitionBuilder(kindOf(value), type.origin())
        .allowedValues(List.of(value))
        .build();
  }

  /// A null member makes the union nullable. The kind is that of the first other member.
  private TypeDefinition union(BicepType.Union type) {
    List<Value> members = literals.union(type);
    if (members == null) {
      return TypeDefinition.of(Kind.ANY, type.origin());
    }
    List<Value> values = members.stream().filter(member -> !(member instanceof NullValue)).toList();
    if (values.isEmpty()) {
      return new DefinitionBuilder(Kind.ANY, type.origin()).nullable(true).build();
    }
    return new DefinitionBuilder(kindOf(values.getFirst()), type.origin())
        .allowedValues(values)
        .nullable(values.size() < members.size())
        .build();
  }

  private static Kind kindOf(Value literal) {
    Kind kind = builtIn(literal.kind());
    return kind == null ? Kind.ANY : kind;
  }

  private TypeDefinition parameterized(BicepType.Parameterized type) {
    if (ResourceTypes.isName(type.name())) {
      return TypeDefinition.of(Kind.OBJECT, type.origin());
    }
    error("the type `" + type.name() + "<...>` does not exist", type.origin());
    return TypeDefinition.of(Kind.ANY, type.origin());
  }

  private void error(String message, Origin origin) {
    problems.accept(Problem.error(message, origin));
  }
}

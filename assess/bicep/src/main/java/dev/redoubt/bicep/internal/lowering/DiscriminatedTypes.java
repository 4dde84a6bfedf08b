package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.bicep.syntax.BicepType;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.StringValue;
import dev.redoubt.template.syntax.TypeDefinition;
import dev.redoubt.template.syntax.TypeDefinition.Discriminator;
import dev.redoubt.template.syntax.TypeDefinition.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Lowers discriminated unions of object types: `@discriminator('kind')`.
///
/// A member that is itself a discriminated union contributes its members. A member that is a
/// resource type is omitted, because its properties are unknown.
final class DiscriminatedTypes {

  private static final int MAX_DEPTH = 64;

  /// The maximum number of members of all unions. A union that refers to another one repeats its
  /// members.
  private static final int MAX_MEMBERS = 1_000_000;

  private final TypeLowering types;
  private final TypeReferences references;
  private final Consumer<Problem> problems;
  private int members;

  DiscriminatedTypes(TypeLowering types, TypeReferences references, Consumer<Problem> problems) {
    this.types = types;
    this.references = references;
    this.problems = problems;
  }

  TypeDefinition lower(BicepType.Union union, String property) {
    Map<String, TypeDefinition> mapping = new LinkedHashMap<>();
    add(union, property, mapping, 0);
    return new DefinitionBuilder(Kind.OBJECT, union.origin())
        .discriminator(new Discriminator(property, mapping))
        .build();
  }

  private void add(
      BicepType member, String property, Map<String, TypeDefinition> mapping, int depth) {
    if (member instanceof BicepType.Union union && depth < MAX_DEPTH) {
      union.members().forEach(each -> add(each, property, mapping, depth + 1));
    } else if (member instanceof BicepType.ObjectOf object) {
      TypeDefinition type = types.lower(object, List.of());
      addObject(type, type, property, mapping, member.origin());
    } else if (!(member instanceof BicepType.Missing)) {
      addNamed(member, property, mapping);
    }
  }

  private void addNamed(BicepType member, String property, Map<String, TypeDefinition> mapping) {
    switch (references.resolve(member)) {
      case TypeReferences.Target.Nothing _, TypeReferences.Target.OfResource _ -> {}
      case TypeReferences.Target.Defined(var pointer, var defined) -> {
        TypeDefinition type = defined == null ? null : references.followed(defined);
        Origin origin = member.origin();
        if (type == null) {
          error("the type `" + pointer + "` refers to itself", origin);
        } else if (type.discriminator() != null) {
          type.discriminator().mapping().forEach((key, each) -> put(key, each, mapping, origin));
        } else {
          TypeDefinition reference =
              new DefinitionBuilder(Kind.ANY, origin).reference(pointer).build();
          addObject(type, reference, property, mapping, origin);
        }
      }
    }
  }

  /// @param type the object type with its properties
  /// @param written the type to put in the mapping
  private void addObject(
      TypeDefinition type,
      TypeDefinition written,
      String property,
      Map<String, TypeDefinition> mapping,
      Origin origin) {
    String key = text(type.properties().get(PropertyName.folded(property)));
    if (key != null) {
      put(key, written, mapping, origin);
    } else if (type.type() != Kind.OBJECT || !type.properties().isEmpty()) {
      error(
          "the property `"
              + property
              + "` must be a required string literal in all members of the union",
          origin);
    }
  }

  private @Nullable String text(@Nullable TypeDefinition property) {
    TypeDefinition type = property == null ? null : references.followed(property);
    return type != null
            && type.allowedValues() != null
            && type.allowedValues().size() == 1
            && type.allowedValues().getFirst() instanceof StringValue(var text, _)
        ? text
        : null;
  }

  private void put(
      String key, TypeDefinition type, Map<String, TypeDefinition> mapping, Origin origin) {
    if (++members > MAX_MEMBERS) {
      if (members == MAX_MEMBERS + 1) {
        error("the unions of this file have more than %d members".formatted(MAX_MEMBERS), origin);
      }
    } else if (mapping.putIfAbsent(key, type) != null) {
      error(
          "the discriminator value `" + key + "` is declared multiple times; the first one is used",
          origin);
    }
  }

  private void error(String message, Origin origin) {
    problems.accept(Problem.error(message, origin));
  }
}

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

/// Unions of object types of which a property chooses: `@discriminator('kind')`.
///
/// A member that is such a union itself gives its members. Of a member that is the type of a
/// resource the members are not known; they are left out.
final class DiscriminatedTypes {

  private static final int MAX_DEPTH = 64;

  /// Of all unions together. A union that names another one repeats its members.
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

  /// @param type the object with its properties
  /// @param written what stands in the mapping
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
          "a member of the union has no property `"
              + property
              + "` whose type is one string; `@discriminator()` needs it in each",
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
      error("two members of the union stand for `" + key + "`; the first one counts", origin);
    }
  }

  private void error(String message, Origin origin) {
    problems.accept(Problem.error(message, origin));
  }
}

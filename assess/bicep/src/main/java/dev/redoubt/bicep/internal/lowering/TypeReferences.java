package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.bicep.syntax.BicepType;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.template.syntax.DefinitionReference;
import dev.redoubt.template.syntax.TypeDefinition;
import dev.redoubt.template.syntax.TypeDefinition.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Resolves type names and member access on types (`a.b`, `a.*`, `a[0]`, `a[*]`).
///
/// A reference becomes a pointer into the template's definitions. Intermediate definitions that are
/// themselves references are followed, as in the compiler.
final class TypeReferences {

  /// The target of a type reference.
  sealed interface Target {

    /// A definition, or a part of one.
    ///
    /// @param pointer the pointer after `#/definitions/`
    /// @param type null while it is being lowered
    record Defined(String pointer, @Nullable TypeDefinition type) implements Target {}

    /// The body of a resource, or a part of it, about which nothing more is known.
    record OfResource(Kind kind, boolean isBody) implements Target {}

    /// An invalid reference, which has been reported.
    record Nothing() implements Target {}
  }

  private static final Target NOTHING = new Target.Nothing();
  private static final Target UNKNOWN_OF_RESOURCE = new Target.OfResource(Kind.ANY, false);

  /// The maximum length of a chain of references; a longer one is a cycle.
  private static final int MAX_HOPS = 64;

  private final TypeScope scope;
  private final Consumer<Problem> problems;
  private final Map<String, TypeDefinition> inProgress = new HashMap<>();

  TypeReferences(TypeScope scope, Consumer<Problem> problems) {
    this.scope = scope;
    this.problems = problems;
  }

  /// Sets the known part of a definition that is being lowered; null when it is complete.
  void inProgress(String definition, @Nullable TypeDefinition known) {
    if (known == null) {
      inProgress.remove(definition);
    } else {
      inProgress.put(definition, known);
    }
  }

  /// The definition that a type refers to by name, directly or through a wildcard import; null for
  /// any other type.
  @Nullable String definition(BicepType type) {
    if (type instanceof BicepType.Named(var name, _)) {
      return scope.definition(null, name);
    }
    return type instanceof BicepType.PropertyOf(BicepType.Named(var namespace, _), var name, _)
            && scope.definition(null, namespace) == null
        ? scope.definition(namespace, name)
        : null;
  }

  /// The target of a name, an access or a resource type.
  Target resolve(BicepType type) {
    Deque<BicepType> accesses = new ArrayDeque<>();
    BicepType root = type;
    for (BicepType inner = target(root); inner != null; inner = target(root)) {
      accesses.push(root);
      root = inner;
    }
    Target found = root(root);
    for (BicepType access : accesses) {
      found = step(found, access);
    }
    return found;
  }

  /// The definition at the end of a chain of references; null if it cannot be determined.
  @Nullable TypeDefinition followed(TypeDefinition type) {
    return follow(new Target.Defined("", type)).type();
  }

  /// The target of an access; null if the type is not an access.
  private @Nullable BicepType target(BicepType type) {
    if (definition(type) != null) {
      return null;
    }
    return switch (type) {
      case BicepType.PropertyOf(var target, _, _) -> target;
      case BicepType.AdditionalPropertiesOf(var target, _) -> target;
      case BicepType.ItemOf(var target, _, _) -> target;
      case BicepType.ElementOf(var target, _) -> target;
      case BicepType.Nullable(var target, _) -> target;
      case BicepType.NonNullable(var target, _) -> target;
      case BicepType.Named _,
          BicepType.ArrayOf _,
          BicepType.Tuple _,
          BicepType.ObjectOf _,
          BicepType.Union _,
          BicepType.StringLiteral _,
          BicepType.IntegerLiteral _,
          BicepType.BooleanLiteral _,
          BicepType.NullLiteral _,
          BicepType.Unary _,
          BicepType.Parameterized _,
          BicepType.OfResource _,
          BicepType.Missing _ ->
          null;
    };
  }

  private Target root(BicepType type) {
    String definition = definition(type);
    if (definition != null) {
      return new Target.Defined(DefinitionReference.escaped(definition), defined(definition));
    }
    if (type instanceof BicepType.Parameterized resource && ResourceTypes.isName(resource.name())) {
      return new Target.OfResource(Kind.OBJECT, true);
    }
    if (type instanceof BicepType.Named(var name, var origin)) {
      if (!scope.isUnavailable(name)) {
        error("the type `" + name + "` is not declared", origin);
      }
    } else if (!(type instanceof BicepType.Missing)) {
      error(
          "member access is only supported on a named type; declare it with `type`", type.origin());
    }
    return NOTHING;
  }

  private @Nullable TypeDefinition defined(String definition) {
    TypeDefinition known = inProgress.get(definition);
    return known != null ? known : scope.definitionOf(definition);
  }

  private Target step(Target from, BicepType access) {
    return switch (from) {
      case Target.Nothing nothing -> nothing;
      case Target.OfResource(_, var isBody) ->
          isBody && access instanceof BicepType.PropertyOf(_, var name, _)
              ? new Target.OfResource(ResourceTypes.kindOf(name), false)
              : UNKNOWN_OF_RESOURCE;
      case Target.Defined defined -> step(follow(defined), access);
    };
  }

  private Target step(Target.Defined from, BicepType access) {
    TypeDefinition type = from.type();
    if (type != null && isUnspecific(type)) {
      return step(new Target.OfResource(type.type(), true), access);
    }
    Origin origin = access.origin();
    if (access instanceof BicepType.PropertyOf(_, var name, _)) {
      return part(from, List.of("properties", name), "property `" + name + "`", origin);
    }
    if (access instanceof BicepType.AdditionalPropertiesOf) {
      return part(from, List.of("additionalProperties"), "`*`", origin);
    }
    if (access instanceof BicepType.ItemOf(_, var index, _)) {
      return part(from, List.of("prefixItems", Long.toString(index)), "item " + index, origin);
    }
    return access instanceof BicepType.ElementOf
        ? part(from, List.of("items"), "elements of one type", origin)
        : from;
  }

  private Target part(Target.Defined from, List<String> steps, String what, Origin origin) {
    StringBuilder pointer = new StringBuilder(from.pointer());
    steps.forEach(step -> pointer.append('/').append(DefinitionReference.escaped(step)));
    TypeDefinition type = from.type();
    if (type == null) {
      return new Target.Defined(pointer.toString(), null);
    }
    TypeDefinition part = DefinitionReference.part(type, steps);
    if (part == null) {
      error("the type `" + from.pointer() + "` has no " + what, origin);
      return NOTHING;
    }
    return new Target.Defined(pointer.toString(), part);
  }

  /// Whether a type may be a resource type, whose parts are unknown.
  private static boolean isUnspecific(TypeDefinition type) {
    return switch (type.type()) {
      case ANY, OBJECT, ARRAY ->
          type.properties().isEmpty()
              && type.additionalProperties() == null
              && type.items() == null
              && type.prefixItems().isEmpty()
              && type.discriminator() == null
              && type.allowedValues() == null;
      case STRING, INT, BOOL -> false;
    };
  }

  private Target.Defined follow(Target.Defined from) {
    Target.Defined here = from;
    for (int hops = 0; here.type() != null && here.type().reference() != null; hops++) {
      if (hops == MAX_HOPS) {
        error("the type `" + here.pointer() + "` refers to itself", here.type().origin());
        return new Target.Defined(here.pointer(), null);
      }
      here = new Target.Defined(here.type().reference(), at(here.type().reference()));
    }
    return here;
  }

  /// The definition at a pointer; null if there is none or while it is being lowered.
  private @Nullable TypeDefinition at(String pointer) {
    List<String> steps = DefinitionReference.segments(pointer);
    TypeDefinition root = defined(steps.getFirst());
    return root == null ? null : DefinitionReference.part(root, steps.subList(1, steps.size()));
  }

  private void error(String message, Origin origin) {
    problems.accept(Problem.error(message, origin));
  }
}

package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.template.syntax.TypeDefinition.Kind;
import java.util.Set;

/// What is known of `resourceInput<...>` and `resourceOutput<...>` without the provider's types: a
/// body is an object, and of the properties that Azure Resource Manager itself gives to every
/// resource the kinds are known.
final class ResourceTypes {

  /// The names under which a type of a resource is asked for; the last one is the oldest.
  private static final Set<String> NAMES = Set.of("resourceInput", "resourceOutput", "resource");

  private ResourceTypes() {}

  static boolean isName(String name) {
    return NAMES.contains(name);
  }

  /// The kind of a property of a resource's body; ANY where only the provider knows.
  static Kind kindOf(String property) {
    return switch (property) {
      case "id", "name", "type", "apiVersion", "location", "kind", "managedBy" -> Kind.STRING;
      case "properties", "tags", "identity", "sku", "plan", "extendedLocation" -> Kind.OBJECT;
      case "zones" -> Kind.ARRAY;
      default -> Kind.ANY;
    };
  }
}

package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.template.syntax.TypeDefinition.Kind;
import java.util.Set;

/// Types `resourceInput<...>` and `resourceOutput<...>` without the type library of the providers:
/// a body is an object, and the kinds of the properties that Azure Resource Manager defines for
/// every resource are known.
final class ResourceTypes {

  /// The names of the utility types for resource types; the last one is the oldest.
  private static final Set<String> NAMES = Set.of("resourceInput", "resourceOutput", "resource");

  private ResourceTypes() {}

  static boolean isName(String name) {
    return NAMES.contains(name);
  }

  /// The kind of a property of a resource body; ANY if only the provider defines it.
  static Kind kindOf(String property) {
    return switch (property) {
      case "id", "name", "type", "apiVersion", "location", "kind", "managedBy" -> Kind.STRING;
      case "properties", "tags", "identity", "sku", "plan", "extendedLocation" -> Kind.OBJECT;
      case "zones" -> Kind.ARRAY;
      default -> Kind.ANY;
    };
  }
}

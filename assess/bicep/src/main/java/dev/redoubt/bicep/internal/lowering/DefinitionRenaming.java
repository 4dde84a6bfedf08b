package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.template.syntax.DefinitionReference;
import dev.redoubt.template.syntax.TypeDefinition;
import dev.redoubt.template.syntax.TypeDefinition.Discriminator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Renames the references in a type definition.
final class DefinitionRenaming {

  private DefinitionRenaming() {}

  /// @param names maps the old name of a definition to the new one
  static TypeDefinition of(TypeDefinition type, UnaryOperator<String> names) {
    Discriminator chooser = type.discriminator();
    List<TypeDefinition> prefix = type.prefixItems().stream().map(each -> of(each, names)).toList();
    return new TypeDefinition(
        type.type(),
        type.reference() == null ? null : renamed(type.reference(), names),
        type.secure(),
        type.nullable(),
        type.allowedValues(),
        type.minimum(),
        type.maximum(),
        all(type.properties(), names),
        optional(type.additionalProperties(), names),
        optional(type.items(), names),
        prefix,
        chooser == null
            ? null
            : new Discriminator(chooser.property(), all(chooser.mapping(), names)),
        type.origin());
  }

  /// A reference may point into a definition.
  private static String renamed(String reference, UnaryOperator<String> names) {
    int slash = reference.indexOf('/');
    String definition = DefinitionReference.segments(reference).getFirst();
    return DefinitionReference.escaped(names.apply(definition))
        + (slash < 0 ? "" : reference.substring(slash));
  }

  private static @Nullable TypeDefinition optional(
      @Nullable TypeDefinition type, UnaryOperator<String> names) {
    return type == null ? null : of(type, names);
  }

  private static Map<String, TypeDefinition> all(
      Map<String, TypeDefinition> types, UnaryOperator<String> names) {
    Map<String, TypeDefinition> renamed = new LinkedHashMap<>();
    types.forEach((name, type) -> renamed.put(name, of(type, names)));
    return renamed;
  }
}

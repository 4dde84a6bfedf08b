package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Value;
import dev.redoubt.template.syntax.TypeDefinition;
import dev.redoubt.template.syntax.TypeDefinition.Discriminator;
import dev.redoubt.template.syntax.TypeDefinition.Kind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Builds a [TypeDefinition], starting with its kind.
final class DefinitionBuilder {

  private final Kind kind;
  private final Origin origin;
  private @Nullable String reference;
  private boolean secure;
  private boolean nullable;
  private @Nullable List<Value> allowedValues;
  private @Nullable Long minimum;
  private @Nullable Long maximum;
  private Map<String, TypeDefinition> properties = Map.of();
  private @Nullable TypeDefinition additionalProperties;
  private @Nullable TypeDefinition items;
  private List<TypeDefinition> prefixItems = List.of();
  private @Nullable Discriminator discriminator;

  DefinitionBuilder(Kind kind, Origin origin) {
    this.kind = kind;
    this.origin = origin;
  }

  /// Starts with a copy of a definition.
  static DefinitionBuilder of(TypeDefinition type) {
    DefinitionBuilder builder = new DefinitionBuilder(type.type(), type.origin());
    builder.reference = type.reference();
    builder.secure = type.secure();
    builder.nullable = type.nullable();
    builder.allowedValues = type.allowedValues();
    builder.minimum = type.minimum();
    builder.maximum = type.maximum();
    builder.properties = type.properties();
    builder.additionalProperties = type.additionalProperties();
    builder.items = type.items();
    builder.prefixItems = type.prefixItems();
    builder.discriminator = type.discriminator();
    return builder;
  }

  DefinitionBuilder reference(String pointer) {
    this.reference = pointer;
    return this;
  }

  DefinitionBuilder secure(boolean secure) {
    this.secure = secure;
    return this;
  }

  DefinitionBuilder nullable(boolean nullable) {
    this.nullable = nullable;
    return this;
  }

  DefinitionBuilder allowedValues(List<Value> allowedValues) {
    this.allowedValues = List.copyOf(allowedValues);
    return this;
  }

  DefinitionBuilder minimum(@Nullable Long minimum) {
    this.minimum = minimum;
    return this;
  }

  DefinitionBuilder maximum(@Nullable Long maximum) {
    this.maximum = maximum;
    return this;
  }

  DefinitionBuilder properties(Map<String, TypeDefinition> properties) {
    this.properties = properties;
    return this;
  }

  DefinitionBuilder additionalProperties(@Nullable TypeDefinition additionalProperties) {
    this.additionalProperties = additionalProperties;
    return this;
  }

  DefinitionBuilder items(TypeDefinition items) {
    this.items = items;
    return this;
  }

  DefinitionBuilder prefixItems(List<TypeDefinition> prefixItems) {
    this.prefixItems = List.copyOf(prefixItems);
    return this;
  }

  DefinitionBuilder discriminator(Discriminator discriminator) {
    this.discriminator = discriminator;
    return this;
  }

  TypeDefinition build() {
    return new TypeDefinition(
        kind,
        reference,
        secure,
        nullable,
        allowedValues,
        minimum,
        maximum,
        properties,
        additionalProperties,
        items,
        prefixItems,
        discriminator,
        origin);
  }
}

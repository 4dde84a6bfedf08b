package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.arm.ArmTemplates;
import dev.redoubt.bicep.syntax.BicepExpression;
import dev.redoubt.bicep.syntax.BicepType;
import dev.redoubt.bicep.syntax.Decorator;
import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.JsonReader;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import dev.redoubt.template.syntax.TypeDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Declares types, lowers them on first use, and collects the problems.
final class LoweredTypes implements TypeScope {

  final List<Problem> problems = new ArrayList<>();
  private final Map<String, BicepType> declared = new LinkedHashMap<>();
  private final Map<String, List<Decorator>> decorators = new LinkedHashMap<>();
  private final Map<String, TypeDefinition> lowered = new LinkedHashMap<>();
  private final Set<String> inProgress = new HashSet<>();
  private final TypeLowering lowering = new TypeLowering(this, problems::add);

  /// Declares a type; one with a dot in its name is that of a wildcard import.
  LoweredTypes type(String name, BicepType type, Decorator... decorators) {
    declared.put(name, type);
    this.decorators.put(name, List.of(decorators));
    return this;
  }

  TypeDefinition lower(BicepType type, Decorator... decorators) {
    return withoutOrigin(lowering.lower(type, List.of(decorators)));
  }

  TypeDefinition definition(String name) {
    return withoutOrigin(Objects.requireNonNull(definitionOf(name)));
  }

  List<String> problemTexts() {
    return problems.stream().map(Problem::message).toList();
  }

  /// What is read from a type in ARM JSON.
  static TypeDefinition json(String type) {
    List<Problem> problems = new ArrayList<>();
    Value json =
        new JsonReader(new SourceFiles(), problems)
            .read(
                """
                {"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
                 "contentVersion": "1.0.0.0", "languageVersion": "2.0", "resources": {},
                 "definitions": {"t": %s}}
                """
                    .formatted(type),
                "t.json");
    TypeDefinition definition =
        Objects.requireNonNull(
                ArmTemplates.parseTemplate(Objects.requireNonNull(json), "t.json", problems))
            .definitions()
            .get("t");
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(problems.toString());
    }
    return withoutOrigin(Objects.requireNonNull(definition));
  }

  @Override
  public @Nullable String definition(@Nullable String namespace, String name) {
    String key = namespace == null ? name : namespace + "." + name;
    return declared.containsKey(key) ? key : null;
  }

  @Override
  public boolean isUnavailable(String name) {
    return name.equals("unavailable");
  }

  @Override
  public @Nullable TypeDefinition definitionOf(String definition) {
    TypeDefinition known = lowered.get(definition);
    BicepType type = declared.get(definition);
    if (known != null || type == null || !inProgress.add(definition)) {
      return known;
    }
    known =
        lowering.lowerDefinition(
            definition, type, Objects.requireNonNull(decorators.get(definition)));
    inProgress.remove(definition);
    lowered.put(definition, known);
    return known;
  }

  @Override
  public @Nullable Value constant(BicepExpression expression) {
    return switch (expression) {
      case BicepExpression.StringLiteral(var text, _) -> StringValue.of(text);
      case BicepExpression.IntegerLiteral(var number, _) -> NumberValue.of(number);
      case BicepExpression.ArrayLiteral(var elements, var origin) ->
          ArrayValue.of(
              elements.stream().map(each -> Objects.requireNonNull(constant(each))).toList(),
              origin);
      default -> null;
    };
  }

  private static TypeDefinition withoutOrigin(TypeDefinition type) {
    Map<String, TypeDefinition> properties = new LinkedHashMap<>();
    type.properties().forEach((name, each) -> properties.put(name, withoutOrigin(each)));
    TypeDefinition.Discriminator discriminator = null;
    if (type.discriminator() != null) {
      Map<String, TypeDefinition> mapping = new LinkedHashMap<>();
      type.discriminator().mapping().forEach((key, each) -> mapping.put(key, withoutOrigin(each)));
      discriminator = new TypeDefinition.Discriminator(type.discriminator().property(), mapping);
    }
    return new TypeDefinition(
        type.type(),
        type.reference(),
        type.secure(),
        type.nullable(),
        type.allowedValues(),
        type.minimum(),
        type.maximum(),
        properties,
        type.additionalProperties() == null ? null : withoutOrigin(type.additionalProperties()),
        type.items() == null ? null : withoutOrigin(type.items()),
        type.prefixItems().stream().map(LoweredTypes::withoutOrigin).toList(),
        discriminator,
        Origin.NONE);
  }
}

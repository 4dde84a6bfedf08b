package dev.redoubt.template.syntax;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.PropertyName;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A deployment template as written.
///
/// The maps are in the order of declaration, and keyed by [folded][PropertyName#folded] name:
/// parameters, variables, functions and outputs ignore case.
///
/// @param target the scope level that its schema deploys to
/// @param symbolicNames whether resources have symbolic names (languageVersion 2.0)
/// @param contentVersion as written, `1.0.0.0` if absent
/// @param functions keyed by the folded `namespace.name`
/// @param extensionResources the resources of extensions other than Azure
/// @param file the name of its file, against which linked templates are resolved
public record Template(
    TargetScope target,
    boolean symbolicNames,
    String contentVersion,
    Map<String, TypeDefinition> definitions,
    Map<String, ParameterDeclaration> parameters,
    Map<String, TemplateExpression> variables,
    Map<String, UserFunction> functions,
    List<ResourceDeclaration> resources,
    List<ExtensionDeclaration> extensionResources,
    Map<String, OutputDeclaration> outputs,
    String file,
    Origin origin) {

  public Template {
    resources = List.copyOf(resources);
    extensionResources = List.copyOf(extensionResources);
  }

  /// The four scope levels that a template can be deployed to.
  public enum TargetScope {
    TENANT,
    MANAGEMENT_GROUP,
    SUBSCRIPTION,
    RESOURCE_GROUP
  }

  /// A parameter.
  ///
  /// @param defaultValue the default value, or null
  public record ParameterDeclaration(
      String name, TypeDefinition type, @Nullable TemplateExpression defaultValue, Origin origin) {}

  /// An output.
  ///
  /// @param value a [TemplateExpression.Loop] for an output with `copy`
  /// @param condition the condition, or null
  public record OutputDeclaration(
      String name,
      TypeDefinition type,
      TemplateExpression value,
      @Nullable TemplateExpression condition,
      Origin origin) {}

  /// A user-defined function. Its body sees its parameters, but no variables.
  public record UserFunction(
      String namespace,
      String name,
      List<ParameterDeclaration> parameters,
      TemplateExpression output,
      TypeDefinition outputType,
      Origin origin) {
    public UserFunction {
      parameters = List.copyOf(parameters);
    }
  }

  /// Returns the declaration of a parameter by name, ignoring case, or null.
  public @Nullable ParameterDeclaration parameter(String name) {
    return parameters.get(PropertyName.folded(name));
  }

  /// Returns the expression of a variable by name, ignoring case, or null.
  public @Nullable TemplateExpression variable(String name) {
    return variables.get(PropertyName.folded(name));
  }

  /// Resolves a [reference][TypeDefinition#reference]: a definition by name, ignoring case, or a
  /// part of one; null if there is none.
  public @Nullable TypeDefinition definition(String reference) {
    TypeDefinition named = definitions.get(PropertyName.folded(reference));
    if (named != null) {
      return named;
    }
    List<String> steps = DefinitionReference.segments(reference);
    TypeDefinition root = definitions.get(PropertyName.folded(steps.getFirst()));
    return root == null ? null : DefinitionReference.part(root, steps.subList(1, steps.size()));
  }
}

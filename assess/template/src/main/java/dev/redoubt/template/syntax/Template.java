package dev.redoubt.template.syntax;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.PropertyName;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A deployment template as written.
///
/// The maps are in the order of declaration, and keyed by the [folded][PropertyName#folded] name:
/// parameters, variables, functions and outputs ignore case.
///
/// @param target the level that its schema deploys to
/// @param symbolicNames whether resources have symbolic names (languageVersion 2.0)
/// @param contentVersion as written, `1.0.0.0` where absent
/// @param functions keyed by the folded `namespace.name`
/// @param extensionResources those that belong to an extension and not to Azure
/// @param file the name of the file it stands in, against which linked templates are resolved
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

  /// The four levels that a template can be deployed to.
  public enum TargetScope {
    TENANT,
    MANAGEMENT_GROUP,
    SUBSCRIPTION,
    RESOURCE_GROUP
  }

  /// A parameter.
  ///
  /// @param defaultValue null where it has none
  public record ParameterDeclaration(
      String name, TypeDefinition type, @Nullable TemplateExpression defaultValue, Origin origin) {}

  /// An output.
  ///
  /// @param value a [TemplateExpression.Loop] for an output with `copy`
  /// @param condition null where it has none
  public record OutputDeclaration(
      String name,
      TypeDefinition type,
      TemplateExpression value,
      @Nullable TemplateExpression condition,
      Origin origin) {}

  /// A function of the template's own. Its body sees its parameters, and no variables.
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

  /// The declaration of a parameter by its name, in any case; null where there is none.
  public @Nullable ParameterDeclaration parameter(String name) {
    return parameters.get(PropertyName.folded(name));
  }

  /// The expression of a variable by its name, in any case; null where there is none.
  public @Nullable TemplateExpression variable(String name) {
    return variables.get(PropertyName.folded(name));
  }

  /// What a [reference][TypeDefinition#reference] means: a definition by its name, in any case, or
  /// a part of one; null where there is none.
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

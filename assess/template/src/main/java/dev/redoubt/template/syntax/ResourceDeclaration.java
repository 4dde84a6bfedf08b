package dev.redoubt.template.syntax;

import dev.redoubt.estate.Origin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One entry of a template's `resources`.
///
/// @param symbol the symbolic name, or null in a template without symbolic names
/// @param type the type; in a nested child, the last segment alone (`subnets`)
/// @param apiVersion the API version, or null
/// @param name the name; in a nested child, the last segment alone
/// @param existing whether it refers to an existing resource
/// @param condition the condition, or null
/// @param copy the copy loop, or null
/// @param scope the `scope` property: the resource that an extension resource extends, or the scope
///   of a deployment; null if absent
/// @param subscription `subscriptionId` of a nested deployment, or null
/// @param resourceGroup `resourceGroup` of a nested deployment, or null
/// @param dependsOn the dependencies as written: ids, names, symbolic names, names of copy loops
/// @param body the rest of the payload: `location`, `tags`, `kind`, `sku`, `identity`,
///   `properties`...; for a nested deployment, without its template and parameters
/// @param children the nested `resources`
/// @param deployment the nested or linked deployment, or null for any other resource
public record ResourceDeclaration(
    @Nullable String symbol,
    TemplateExpression type,
    @Nullable TemplateExpression apiVersion,
    TemplateExpression name,
    boolean existing,
    @Nullable TemplateExpression condition,
    @Nullable Copy copy,
    @Nullable TemplateExpression scope,
    @Nullable TemplateExpression subscription,
    @Nullable TemplateExpression resourceGroup,
    List<TemplateExpression> dependsOn,
    TemplateExpression body,
    List<ResourceDeclaration> children,
    @Nullable NestedDeployment deployment,
    Origin origin) {

  public ResourceDeclaration {
    dependsOn = List.copyOf(dependsOn);
    children = List.copyOf(children);
  }

  /// A copy loop: the repetition of a resource.
  ///
  /// @param name the name used in `copyIndex('name')` and `dependsOn`
  /// @param serial whether iterations are deployed one after the other; changes the order, not the
  ///   content
  public record Copy(String name, TemplateExpression count, boolean serial, Origin origin) {}

  /// A template that is deployed as a resource.
  ///
  /// @param innerScope whether its expressions see its own parameters and variables rather than
  ///   those of the enclosing template
  /// @param parameters by name, in order: the expression of each `value`; a `reference` to a key
  ///   vault is a literal unknown
  public record NestedDeployment(
      Source source, boolean innerScope, List<Argument> parameters, Origin origin) {

    public NestedDeployment {
      parameters = List.copyOf(parameters);
    }
  }

  /// An argument of a nested deployment.
  ///
  /// @param name null if the expression returns an object of all parameters, each `{"value": ...}`
  public record Argument(@Nullable String name, TemplateExpression value) {}

  /// The source of a nested deployment's template.
  public sealed interface Source {

    /// The template is in the same file.
    record Inline(Template template) implements Source {}

    /// The template is in a separate file.
    ///
    /// @param location a relative path, or an absolute URI
    /// @param relative whether it is a path relative to the file of the enclosing template
    record Linked(TemplateExpression location, boolean relative) implements Source {}

    /// The template is a template spec, or another source that only Azure can supply.
    record Remote(TemplateExpression id) implements Source {}

    /// The template is not available, which has been reported.
    record Unavailable(dev.redoubt.estate.UnknownCause cause) implements Source {}
  }
}

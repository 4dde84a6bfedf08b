package dev.redoubt.template.syntax;

import dev.redoubt.estate.Origin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One entry of a template's `resources`, as written.
///
/// @param symbol the symbolic name, or null in a template without them
/// @param type the type; in a nested child, the last segment alone (`subnets`)
/// @param apiVersion null where it has none
/// @param name the name; in a nested child, the last segment alone
/// @param existing whether it only refers to something that is there already
/// @param condition null where it has none
/// @param copy null where it is not repeated
/// @param scope the `scope` property: what an extension resource extends, or where a deployment
///   goes; null where it has none
/// @param subscription `subscriptionId` of a nested deployment, or null
/// @param resourceGroup `resourceGroup` of a nested deployment, or null
/// @param dependsOn as written: ids, names, symbolic names, names of copies
/// @param body everything else that is sent: `location`, `tags`, `kind`, `sku`, `identity`,
///   `properties`...; of a nested deployment, without its template and parameters
/// @param children the nested `resources`
/// @param deployment what is deployed, where this is a nested or linked deployment; else null
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

  /// The repetition of a resource.
  ///
  /// @param name what `copyIndex('name')` and `dependsOn` call it
  /// @param serial whether one waits for the other; changes order, not content
  public record Copy(String name, TemplateExpression count, boolean serial, Origin origin) {}

  /// A template that is deployed as a resource.
  ///
  /// @param innerScope whether its expressions see its own parameters and variables, or those of
  ///   the template around it
  /// @param parameters by name, in order: the expression of each `value`; a `reference` into a
  ///   vault is a literal unknown
  public record NestedDeployment(
      Source source, boolean innerScope, List<Argument> parameters, Origin origin) {

    public NestedDeployment {
      parameters = List.copyOf(parameters);
    }
  }

  /// A parameter handed to a nested deployment.
  ///
  /// @param name null where the expression yields an object of all parameters, each `{"value":
  ///   ...}`
  public record Argument(@Nullable String name, TemplateExpression value) {}

  /// Where the template of a nested deployment comes from.
  public sealed interface Source {

    /// It stands in the same file.
    record Inline(Template template) implements Source {}

    /// It is in a file of its own.
    ///
    /// @param location a relative path, or an absolute URI
    /// @param relative whether it is a path relative to the file of the template around it
    record Linked(TemplateExpression location, boolean relative) implements Source {}

    /// It is a template spec, or something else that only Azure can supply.
    record Remote(TemplateExpression id) implements Source {}

    /// It cannot be had, which has been reported.
    record Unavailable(dev.redoubt.estate.UnknownCause cause) implements Source {}
  }
}

package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.bicep.syntax.BicepExpression;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.ResourceType;
import dev.redoubt.template.syntax.Template.TargetScope;
import dev.redoubt.template.syntax.TemplateExpression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lowers the `scope` of a resource or module to resource ids and template properties.
///
/// Source of the rules: the compiler's `ScopeHelper`, November 2026.
final class ScopeLowering {

  private static final String MANAGEMENT_GROUP = ResourceType.MANAGEMENT_GROUP.toString();

  private final FileContext file;
  private final ExpressionLowering expressions;
  private final ResourceIdentity identities;

  /// The scope of the file, which every id needs; searched in the file only once.
  private final TargetScope target;

  ScopeLowering(FileContext file, ExpressionLowering expressions, ResourceIdentity identities) {
    this.file = file;
    this.expressions = expressions;
    this.identities = identities;
    this.target = TargetScopes.of(file.binding().file());
  }

  /// The scope of a body.
  DeclaredScope of(BicepExpression.ObjectLiteral body, LoweringContext place) {
    BicepExpression written = body.property("scope");
    return written == null ? new DeclaredScope.Here() : of(written, place);
  }

  private DeclaredScope of(BicepExpression written, LoweringContext place) {
    if (written instanceof BicepExpression.Call(var function, var arguments, var at)) {
      return ofFunction(function, arguments, at, place);
    }
    if (written
            instanceof BicepExpression.InstanceCall(var target, var function, var arguments, var at)
        && target instanceof BicepExpression.Name(var namespace, _)
        && file.binding().isNamespace(namespace)) {
      return ofFunction(function, arguments, at, place);
    }
    if (written instanceof BicepExpression.Parenthesized(var inner, _)) {
      return of(inner, place);
    }
    ResourceReference resource = expressions.accesses().resourceOf(written, place);
    if (resource != null) {
      return ofResource(resource);
    }
    if (written instanceof BicepExpression.Name(var text, _)
        && file.binding().find(text) instanceof FileSymbol.Variable(var variable)
        && !(variable.value() instanceof BicepExpression.Name)) {
      return of(variable.value(), LoweringContext.TOP);
    }
    if (written instanceof BicepExpression.Ternary(_, var yes, var no, var at)
        && of(yes, place).getClass() == of(no, place).getClass()) {
      // Azure/bicep issues 14938 and 17325: the condition has no effect, whatever its value is
      file.report(
          Problem.warning(
              "a conditional scope: older Bicep versions ignore it and deploy to the scope of the"
                  + " file, which is assessed here; Bicep 0.36.1 and later reject it (BCP420); put"
                  + " the condition in the argument, as in `resourceGroup(x == '' ?"
                  + " resourceGroup().name : x)`",
              at));
      return new DeclaredScope.Here();
    }
    if (!(written instanceof BicepExpression.Missing)) {
      file.error(
          "the scope must be a resource, or `tenant()`, `managementGroup(...)`, `subscription(...)`"
              + " or `resourceGroup(...)`",
          written.origin());
    }
    return new DeclaredScope.Here();
  }

  private DeclaredScope ofFunction(
      String function, List<BicepExpression> arguments, Origin at, LoweringContext place) {
    List<TemplateExpression> lowered = expressions.lowerAll(arguments, place);
    TemplateExpression first = lowered.isEmpty() ? null : lowered.getFirst();
    return switch (function) {
      case "tenant" -> new DeclaredScope.Tenant();
      case "managementGroup" -> new DeclaredScope.ManagementGroup(first);
      case "subscription" -> new DeclaredScope.Subscription(first);
      case "resourceGroup" ->
          lowered.size() > 1
              ? new DeclaredScope.ResourceGroup(first, lowered.get(1))
              : new DeclaredScope.ResourceGroup(null, first);
      default -> {
        file.error("`" + function + "` is not a scope function", at);
        yield new DeclaredScope.Here();
      }
    };
  }

  /// A resource group and a management group are deployment scopes; any other resource is extended.
  private DeclaredScope ofResource(ResourceReference resource) {
    ResourceTypeName type = resource.symbol().type();
    if (type.is("Microsoft.Resources/resourceGroups")) {
      TemplateExpression subscription =
          identities.scope(resource) instanceof DeclaredScope.Subscription(var id) ? id : null;
      return new DeclaredScope.ResourceGroup(subscription, identities.ownName(resource));
    }
    if (type.is(MANAGEMENT_GROUP)) {
      return new DeclaredScope.ManagementGroup(identities.ownName(resource));
    }
    return new DeclaredScope.Extended(resource);
  }

  /// The id of a resource of a type at a scope.
  TemplateExpression id(
      DeclaredScope scope, String type, List<TemplateExpression> names, Origin at) {
    return switch (scope) {
      case DeclaredScope.Here _ -> hereId(type, names, at);
      case DeclaredScope.Tenant _ -> typed("tenantResourceId", type, names, at);
      case DeclaredScope.ManagementGroup(var name) ->
          extension(
              name == null
                  ? FunctionCalls.member(FunctionCalls.call("managementGroup", at), "id", at)
                  : FunctionCalls.call(
                      "tenantResourceId", at, FunctionCalls.text(MANAGEMENT_GROUP, at), name),
              type,
              names,
              at);
      case DeclaredScope.Subscription(var id) -> {
        List<TemplateExpression> arguments = new java.util.ArrayList<>();
        if (id != null) {
          arguments.add(id);
        }
        arguments.add(FunctionCalls.text(type, at));
        arguments.addAll(names);
        yield FunctionCalls.call("subscriptionResourceId", at, arguments);
      }
      case DeclaredScope.ResourceGroup(_, var name) when name == null ->
          typed("resourceId", type, names, at);
      case DeclaredScope.ResourceGroup(var subscription, var name) ->
          extension(groupId(subscription, name, at), type, names, at);
      case DeclaredScope.Extended(var resource) ->
          extension(identities.id(resource, at), type, names, at);
    };
  }

  private TemplateExpression hereId(String type, List<TemplateExpression> names, Origin at) {
    return switch (target) {
      case TENANT -> typed("tenantResourceId", type, names, at);
      case MANAGEMENT_GROUP -> id(new DeclaredScope.ManagementGroup(null), type, names, at);
      case SUBSCRIPTION -> typed("subscriptionResourceId", type, names, at);
      case RESOURCE_GROUP -> typed("resourceId", type, names, at);
    };
  }

  private static TemplateExpression groupId(
      @Nullable TemplateExpression subscription, TemplateExpression name, Origin at) {
    TemplateExpression id =
        subscription != null
            ? subscription
            : FunctionCalls.member(FunctionCalls.call("subscription", at), "subscriptionId", at);
    return FunctionCalls.format(
        List.of("/subscriptions/", "/resourceGroups/", ""), List.of(id, name), at);
  }

  private static TemplateExpression typed(
      String function, String type, List<TemplateExpression> names, Origin at) {
    List<TemplateExpression> arguments = new java.util.ArrayList<>();
    arguments.add(FunctionCalls.text(type, at));
    arguments.addAll(names);
    return FunctionCalls.call(function, at, arguments);
  }

  private static TemplateExpression extension(
      TemplateExpression scope, String type, List<TemplateExpression> names, Origin at) {
    List<TemplateExpression> arguments = new java.util.ArrayList<>();
    arguments.add(scope);
    arguments.add(FunctionCalls.text(type, at));
    arguments.addAll(names);
    return FunctionCalls.call("extensionResourceId", at, arguments);
  }

  /// The form of a scope in a declaration of the template.
  ///
  /// @param scope the id of the extended resource, or the scope of the deployment
  record Written(
      @Nullable TemplateExpression scope,
      @Nullable TemplateExpression subscription,
      @Nullable TemplateExpression resourceGroup) {

    static final Written NOTHING = new Written(null, null, null);
  }

  Written written(DeclaredScope scope, Origin at) {
    return switch (scope) {
      case DeclaredScope.Here _ -> Written.NOTHING;
      case DeclaredScope.Tenant _ ->
          target == TargetScope.TENANT
              ? Written.NOTHING
              : new Written(FunctionCalls.text("/", at), null, null);
      case DeclaredScope.ManagementGroup(var name) when name == null -> Written.NOTHING;
      case DeclaredScope.ManagementGroup(var name) ->
          new Written(
              FunctionCalls.call(
                  "tenantResourceId", at, FunctionCalls.text(MANAGEMENT_GROUP, at), name),
              null,
              null);
      case DeclaredScope.Subscription(var id) when id != null -> new Written(null, id, null);
      case DeclaredScope.Subscription _ ->
          target == TargetScope.RESOURCE_GROUP
              ? new Written(
                  null,
                  FunctionCalls.member(
                      FunctionCalls.call("subscription", at), "subscriptionId", at),
                  null)
              : Written.NOTHING;
      case DeclaredScope.ResourceGroup(var subscription, var name) ->
          new Written(null, subscription, name);
      case DeclaredScope.Extended(var resource) ->
          new Written(identities.id(resource, at), null, null);
    };
  }
}

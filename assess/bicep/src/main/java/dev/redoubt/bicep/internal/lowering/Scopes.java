package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.bicep.syntax.BicepExpression;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.ResourceType;
import dev.redoubt.template.syntax.Expression;
import dev.redoubt.template.syntax.Template.TargetScope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the `scope` of a resource or module means, in ids and in the template.
///
/// Source of the rules: the compiler's `ScopeHelper`, November 2026.
final class Scopes {

  private static final String MANAGEMENT_GROUP = ResourceType.MANAGEMENT_GROUP.toString();

  private final FileContext file;
  private final ExpressionLowering expressions;
  private final ResourceIdentity identities;

  Scopes(FileContext file, ExpressionLowering expressions, ResourceIdentity identities) {
    this.file = file;
    this.expressions = expressions;
    this.identities = identities;
  }

  /// The scope of a body.
  ScopeData of(BicepExpression.ObjectLiteral body, Place place) {
    BicepExpression written = body.property("scope");
    return written == null ? new ScopeData.Here() : of(written, place);
  }

  private ScopeData of(BicepExpression written, Place place) {
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
        && file.binding().find(text) instanceof Symbol.Variable(var variable)
        && !(variable.value() instanceof BicepExpression.Name)) {
      return of(variable.value(), Place.TOP);
    }
    if (written instanceof BicepExpression.Ternary(_, var yes, var no, var at)
        && of(yes, place).getClass() == of(no, place).getClass()) {
      // so does the compiler, which lets it pass and then writes no scope at all
      file.report(
          Problem.warning(
              "a scope that depends on a condition is not carried over; it goes where the file"
                  + " goes",
              at));
      return new ScopeData.Here();
    }
    if (!(written instanceof BicepExpression.Missing)) {
      file.error(
          "the scope must be a resource, or `tenant()`, `managementGroup(...)`, `subscription(...)`"
              + " or `resourceGroup(...)`",
          written.origin());
    }
    return new ScopeData.Here();
  }

  private ScopeData ofFunction(
      String function, List<BicepExpression> arguments, Origin at, Place place) {
    List<Expression> lowered = expressions.lowerAll(arguments, place);
    Expression first = lowered.isEmpty() ? null : lowered.getFirst();
    return switch (function) {
      case "tenant" -> new ScopeData.Tenant();
      case "managementGroup" -> new ScopeData.ManagementGroup(first);
      case "subscription" -> new ScopeData.Subscription(first);
      case "resourceGroup" ->
          lowered.size() > 1
              ? new ScopeData.ResourceGroup(first, lowered.get(1))
              : new ScopeData.ResourceGroup(null, first);
      default -> {
        file.error("`" + function + "` is not the function of a scope", at);
        yield new ScopeData.Here();
      }
    };
  }

  /// A resource group and a management group are levels; all else is extended.
  private ScopeData ofResource(ResourceReference resource) {
    ResourceTypeName type = resource.symbol().type();
    if (type.is("Microsoft.Resources/resourceGroups")) {
      Expression subscription =
          identities.scope(resource) instanceof ScopeData.Subscription(var id) ? id : null;
      return new ScopeData.ResourceGroup(subscription, identities.ownName(resource));
    }
    if (type.is(MANAGEMENT_GROUP)) {
      return new ScopeData.ManagementGroup(identities.ownName(resource));
    }
    return new ScopeData.Extended(resource);
  }

  /// The id of something of a type at a scope.
  Expression id(ScopeData scope, String type, List<Expression> names, Origin at) {
    return switch (scope) {
      case ScopeData.Here _ -> hereId(type, names, at);
      case ScopeData.Tenant _ -> typed("tenantResourceId", type, names, at);
      case ScopeData.ManagementGroup(var name) ->
          extension(
              name == null
                  ? Calls.member(Calls.call("managementGroup", at), "id", at)
                  : Calls.call("tenantResourceId", at, Calls.text(MANAGEMENT_GROUP, at), name),
              type,
              names,
              at);
      case ScopeData.Subscription(var id) -> {
        List<Expression> arguments = new java.util.ArrayList<>();
        if (id != null) {
          arguments.add(id);
        }
        arguments.add(Calls.text(type, at));
        arguments.addAll(names);
        yield Calls.call("subscriptionResourceId", at, arguments);
      }
      case ScopeData.ResourceGroup(_, var name) when name == null ->
          typed("resourceId", type, names, at);
      case ScopeData.ResourceGroup(var subscription, var name) ->
          extension(groupId(subscription, name, at), type, names, at);
      case ScopeData.Extended(var resource) ->
          extension(identities.id(resource, at), type, names, at);
    };
  }

  private Expression hereId(String type, List<Expression> names, Origin at) {
    return switch (target()) {
      case TENANT -> typed("tenantResourceId", type, names, at);
      case MANAGEMENT_GROUP -> id(new ScopeData.ManagementGroup(null), type, names, at);
      case SUBSCRIPTION -> typed("subscriptionResourceId", type, names, at);
      case RESOURCE_GROUP -> typed("resourceId", type, names, at);
    };
  }

  private static Expression groupId(@Nullable Expression subscription, Expression name, Origin at) {
    Expression id =
        subscription != null
            ? subscription
            : Calls.member(Calls.call("subscription", at), "subscriptionId", at);
    return Calls.format(List.of("/subscriptions/", "/resourceGroups/", ""), List.of(id, name), at);
  }

  private static Expression typed(String function, String type, List<Expression> names, Origin at) {
    List<Expression> arguments = new java.util.ArrayList<>();
    arguments.add(Calls.text(type, at));
    arguments.addAll(names);
    return Calls.call(function, at, arguments);
  }

  private static Expression extension(
      Expression scope, String type, List<Expression> names, Origin at) {
    List<Expression> arguments = new java.util.ArrayList<>();
    arguments.add(scope);
    arguments.add(Calls.text(type, at));
    arguments.addAll(names);
    return Calls.call("extensionResourceId", at, arguments);
  }

  private TargetScope target() {
    return Targets.of(file.binding().file());
  }

  /// What a scope means for a declaration in the template.
  ///
  /// @param scope the id that is extended, or where the deployment goes
  record Written(
      @Nullable Expression scope,
      @Nullable Expression subscription,
      @Nullable Expression resourceGroup) {

    static final Written NOTHING = new Written(null, null, null);
  }

  Written written(ScopeData scope, Origin at) {
    return switch (scope) {
      case ScopeData.Here _ -> Written.NOTHING;
      case ScopeData.Tenant _ ->
          target() == TargetScope.TENANT
              ? Written.NOTHING
              : new Written(Calls.text("/", at), null, null);
      case ScopeData.ManagementGroup(var name) when name == null -> Written.NOTHING;
      case ScopeData.ManagementGroup(var name) ->
          new Written(
              Calls.call("tenantResourceId", at, Calls.text(MANAGEMENT_GROUP, at), name),
              null,
              null);
      case ScopeData.Subscription(var id) when id != null -> new Written(null, id, null);
      case ScopeData.Subscription _ ->
          target() == TargetScope.RESOURCE_GROUP
              ? new Written(
                  null, Calls.member(Calls.call("subscription", at), "subscriptionId", at), null)
              : Written.NOTHING;
      case ScopeData.ResourceGroup(var subscription, var name) ->
          new Written(null, subscription, name);
      case ScopeData.Extended(var resource) -> new Written(identities.id(resource, at), null, null);
    };
  }
}

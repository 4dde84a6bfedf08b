package dev.redoubt.template.internal;

import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.JsonWriter;
import dev.redoubt.estate.NameSegment;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.ResourceExistence;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.ResourceScope;
import dev.redoubt.estate.ResourceType;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.template.syntax.ResourceDeclaration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Resolves declarations to resources with an identity: expands copy loops, evaluates conditions
/// and computes names. Bodies are evaluated later.
final class ResourceDeclarer {

  private final TemplateDeployment deployment;
  private final ExpansionContext context;

  ResourceDeclarer(TemplateDeployment deployment) {
    this.deployment = deployment;
    this.context = deployment.context();
  }

  /// Returns the resources of one declaration, in the order of its copies.
  ///
  /// @param parent the parent of a nested child resource, or null
  List<DeclaredResource> declare(
      ResourceDeclaration declaration, EvaluationScope frame, @Nullable DeclaredResource parent) {
    ResourceDeclaration.Copy copy = declaration.copy();
    boolean isRepeated = context.isRepeated(declaration);
    List<DeclaredResource> resources = new ArrayList<>();
    if (copy == null) {
      if (context.addResource(isRepeated, declaration.origin())) {
        add(resources, declaration, frame, parent, ResourceExistence.Certain.CERTAIN);
      }
      return resources;
    }
    Value count = deployment.evaluator().evaluate(copy.count(), frame);
    if (count instanceof Unknown unknown) {
      Value index = ResourceNames.symbolicIndex(deployment, copy.name(), unknown, copy.origin());
      ResourceExistence repeated = new ResourceExistence.Repeated(unknown.as(TypeHint.INT));
      if (context.addResource(isRepeated, declaration.origin())) {
        add(resources, declaration, frame.withLoop(copy.name(), index, true), parent, repeated);
      }
      return resources;
    }
    if (!(count instanceof NumberValue number) || !number.isInteger() || number.integer() < 0) {
      context.fail(
          "the `count` of the copy loop `%s` must be a non-negative integer, not `%s`"
              .formatted(copy.name(), JsonWriter.asText(count)),
          copy.origin());
      return resources;
    }
    if (number.integer() > ExpansionContext.MAX_COPIES) {
      context.omit(
          "the copy loop `"
              + copy.name()
              + "` has more than "
              + ExpansionContext.MAX_COPIES
              + " iterations",
          "loops with fewer iterations",
          copy.origin());
      return resources;
    }
    for (long i = 0; i < number.integer(); i++) {
      if (!context.addResource(isRepeated, declaration.origin())) {
        break;
      }
      Value index = NumberValue.of(i).at(copy.origin());
      EvaluationScope iteration = frame.withLoop(copy.name(), index, true);
      add(resources, declaration, iteration, parent, ResourceExistence.Certain.CERTAIN);
    }
    return resources;
  }

  private void add(
      List<DeclaredResource> resources,
      ResourceDeclaration declaration,
      EvaluationScope frame,
      @Nullable DeclaredResource parent,
      ResourceExistence repetition) {
    DeclaredResource.Presence presence = presence(declaration, frame, parent, repetition);
    ResourceKey key =
        presence instanceof DeclaredResource.Presence.Absent || declaration.existing()
            ? context.speculate(() -> key(declaration, frame, parent))
            : key(declaration, frame, parent);
    if (key == null) {
      return;
    }
    DeclaredResource resource =
        new DeclaredResource(deployment, declaration, frame, parent, key, presence);
    resources.add(resource);
    for (ResourceDeclaration child : declaration.children()) {
      resource.addChildren(declare(child, frame, resource));
    }
  }

  private DeclaredResource.Presence presence(
      ResourceDeclaration declaration,
      EvaluationScope frame,
      @Nullable DeclaredResource parent,
      ResourceExistence repetition) {
    ResourceExistence existence = repetition;
    if (declaration.condition() != null) {
      Value condition = deployment.evaluator().evaluate(declaration.condition(), frame);
      switch (condition) {
        case BooleanValue(var holds, _) when !holds -> {
          return new DeclaredResource.Presence.Absent();
        }
        case BooleanValue _ -> {}
        case Unknown unknown ->
            existence =
                ExistenceConditions.both(existence, new ResourceExistence.Conditional(unknown));
        case StringValue string when isTruth(string) -> {
          if (string.text().equalsIgnoreCase("false")) {
            return new DeclaredResource.Presence.Absent();
          }
        }
        case StringValue _,
            NumberValue _,
            dev.redoubt.estate.NullValue _,
            dev.redoubt.estate.ArrayValue _,
            dev.redoubt.estate.ObjectValue _ ->
            context.fail(
                "a condition must be true or false, not " + condition.kind(),
                declaration.condition().origin());
      }
    }
    // Azure deploys a nested child even if its parent's condition is false; the parent must exist
    if (parent != null
        && parent.presence()
            instanceof DeclaredResource.Presence.Possible(ResourceExistence.Repeated copies)) {
      existence = copies;
    }
    return new DeclaredResource.Presence.Possible(existence);
  }

  private static boolean isTruth(StringValue string) {
    return string.text().equalsIgnoreCase("true") || string.text().equalsIgnoreCase("false");
  }

  /// Returns the key of a top-level declaration in a scope that binds its loop index.
  @Nullable ResourceKey key(ResourceDeclaration declaration, EvaluationScope frame) {
    return key(declaration, frame, null);
  }

  private @Nullable ResourceKey key(
      ResourceDeclaration declaration, EvaluationScope frame, @Nullable DeclaredResource parent) {
    Value type = deployment.evaluator().evaluate(declaration.type(), frame);
    if (!(type instanceof StringValue text)) {
      context.report(
          Problem.error(
              "the type of a resource must be a string that is known before deployment",
              declaration.type().origin()));
      return null;
    }
    Value name =
        ResourceNames.checked(
            deployment.evaluator().evaluate(declaration.name(), frame),
            context,
            declaration.name().origin());
    if (parent != null && !isTopLevel(text.text(), parent)) {
      return childKey(declaration, relative(text.text(), parent), name, parent);
    }
    ResourceType resourceType = ResourceType.of(text.text());
    if (!resourceType.isWellFormed()) {
      context.report(
          Problem.error(
              "`" + text.text() + "` is not a resource type such as `Microsoft.X/y`",
              declaration.type().origin()));
      return null;
    }
    List<NameSegment> names =
        ResourceNames.split(name, resourceType.depth(), context, declaration.name().origin());
    return ExtensionProviders.key(scope(declaration, frame, resourceType), resourceType, names);
  }

  private static boolean isTopLevel(String type, DeclaredResource parent) {
    return type.contains("/")
        && type.contains(".")
        && !ResourceType.of(type).folded().startsWith(parent.key().type().folded() + "/")
        && !type.toLowerCase(java.util.Locale.ROOT).startsWith("providers/");
  }

  private static String relative(String type, DeclaredResource parent) {
    String prefix = parent.key().type().folded() + "/";
    return ResourceType.of(type).folded().startsWith(prefix)
        ? type.substring(prefix.length())
        : type;
  }

  private ResourceKey childKey(
      ResourceDeclaration declaration, String segment, Value name, DeclaredResource parent) {
    ResourceType type = ResourceType.of(parent.key().type() + "/" + segment);
    int own = type.depth() - parent.key().type().depth();
    int all = type.depth();
    List<NameSegment> written = ResourceNames.pieces(name);
    if (written.size() == all && all > own) {
      // Azure also accepts the full name
      return ExtensionProviders.key(parent.key().scope(), type, written);
    }
    List<NameSegment> names = new ArrayList<>(parent.key().names());
    names.addAll(ResourceNames.split(name, own, context, declaration.name().origin()));
    return ExtensionProviders.key(parent.key().scope(), type, names);
  }

  /// Returns the scope of a resource: its `scope` property, the tenant for types that exist only
  /// there, otherwise the deployment's scope.
  private ResourceScope scope(
      ResourceDeclaration declaration, EvaluationScope frame, ResourceType type) {
    DeploymentScope here = deployment.scope();
    if (declaration.deployment() != null) {
      return nestedScope(declaration, frame).scope();
    }
    if (declaration.scope() != null) {
      Value written = deployment.evaluator().evaluate(declaration.scope(), frame);
      ResourceScope scope = ExtensionProviders.scope(written, here.scope());
      if (scope != null) {
        return scope;
      }
      context.fail(
          "the scope `" + JsonWriter.asText(written) + "` is not a resource id",
          declaration.scope().origin());
    }
    if (declaration.existing()
        && (declaration.subscription() != null || declaration.resourceGroup() != null)) {
      return nestedScope(declaration, frame).scope();
    }
    boolean ofTenant =
        type.is("Microsoft.Management/managementGroups")
            || type.is("Microsoft.Subscription/aliases");
    return ofTenant ? ResourceScope.Tenant.ROOT : here.scope();
  }

  /// Returns the scope of a nested deployment.
  DeploymentScope nestedScope(ResourceDeclaration declaration, EvaluationScope frame) {
    DeploymentScope here = deployment.scope();
    if (declaration.scope() != null) {
      Value written = deployment.evaluator().evaluate(declaration.scope(), frame);
      DeploymentScope named =
          here.named(ExtensionProviders.scope(written, ResourceScope.Tenant.ROOT));
      if (named != null) {
        return named;
      }
      context.fail(
          "the scope `" + JsonWriter.asText(written) + "` is not a valid deployment scope",
          declaration.scope().origin());
    }
    NameSegment subscription = segment(declaration.subscription(), frame);
    NameSegment group = segment(declaration.resourceGroup(), frame);
    if (group != null) {
      return here.inResourceGroup(subscription, group);
    }
    return subscription == null ? here : here.inSubscription(subscription);
  }

  private @Nullable NameSegment segment(
      dev.redoubt.template.syntax.@Nullable TemplateExpression expression, EvaluationScope frame) {
    if (expression == null) {
      return null;
    }
    return switch (deployment.evaluator().evaluate(expression, frame)) {
      case StringValue string -> new NameSegment(string);
      case Unknown unknown -> new NameSegment(unknown.as(TypeHint.STRING));
      case dev.redoubt.estate.NullValue _ -> null;
      case BooleanValue _,
          NumberValue _,
          dev.redoubt.estate.ArrayValue _,
          dev.redoubt.estate.ObjectValue _ ->
          new NameSegment(
              context.fail(
                  "the subscription or resource group of a deployment must be a string",
                  expression.origin()));
    };
  }
}

package dev.redoubt.template.internal;

import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.Existence;
import dev.redoubt.estate.Json;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.ResourceType;
import dev.redoubt.estate.Scope;
import dev.redoubt.estate.Segment;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.template.syntax.ResourceDeclaration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Turns declarations into resources with an identity: copies counted, conditions asked, names
/// computed. Bodies are left for later.
final class Declarer {

  private final Deployment deployment;
  private final Run run;

  Declarer(Deployment deployment) {
    this.deployment = deployment;
    this.run = deployment.run();
  }

  /// The resources of one declaration, in the order of its copies.
  ///
  /// @param parent the resource whose nested child it is, or null
  List<DeclaredResource> declare(
      ResourceDeclaration declaration, Frame frame, @Nullable DeclaredResource parent) {
    ResourceDeclaration.Copy copy = declaration.copy();
    List<DeclaredResource> resources = new ArrayList<>();
    if (copy == null) {
      add(resources, declaration, frame, parent, Existence.Certain.CERTAIN);
      return resources;
    }
    Value count = deployment.evaluator().evaluate(copy.count(), frame);
    if (count instanceof Unknown unknown) {
      Value index = Names.symbolicIndex(copy.name(), unknown, copy.origin());
      Existence repeated = new Existence.Repeated(unknown.as(TypeHint.INT));
      add(resources, declaration, frame.withLoop(copy.name(), index, true), parent, repeated);
      return resources;
    }
    if (!(count instanceof NumberValue number) || !number.isInteger() || number.integer() < 0) {
      run.fail(
          "the count of the copy `%s` must be a whole number, 0 or more, not `%s`"
              .formatted(copy.name(), Json.asText(count)),
          copy.origin());
      return resources;
    }
    if (number.integer() > Run.MAX_COPIES) {
      run.limit(
          "the copy `" + copy.name() + "` repeats more than " + Run.MAX_COPIES + " times",
          copy.origin());
      return resources;
    }
    for (long i = 0; i < number.integer(); i++) {
      Value index = NumberValue.of(i).at(copy.origin());
      Frame iteration = frame.withLoop(copy.name(), index, true);
      add(resources, declaration, iteration, parent, Existence.Certain.CERTAIN);
    }
    return resources;
  }

  private void add(
      List<DeclaredResource> resources,
      ResourceDeclaration declaration,
      Frame frame,
      @Nullable DeclaredResource parent,
      Existence repetition) {
    if (!run.addResource()) {
      run.limit("there are more than " + Run.MAX_RESOURCES + " resources", declaration.origin());
      return;
    }
    DeclaredResource.Presence presence = presence(declaration, frame, parent, repetition);
    ResourceKey key =
        presence instanceof DeclaredResource.Presence.Absent || declaration.existing()
            ? run.speculate(() -> key(declaration, frame, parent))
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
      Frame frame,
      @Nullable DeclaredResource parent,
      Existence repetition) {
    // Azure deploys a nested child even if its parent's condition is false; the parent must exist
    Existence existence = repetition;
    if (declaration.condition() != null) {
      Value condition = deployment.evaluator().evaluate(declaration.condition(), frame);
      switch (condition) {
        case BooleanValue(var holds, _) when !holds -> {
          return new DeclaredResource.Presence.Absent();
        }
        case BooleanValue _ -> {}
        case Unknown unknown ->
            existence = Existences.both(existence, new Existence.Conditional(unknown));
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
            run.fail(
                "a condition must be true or false, not " + condition.kind(),
                declaration.condition().origin());
      }
    }
    if (parent != null && parent.presence() instanceof DeclaredResource.Presence.Possible(var of)) {
      existence = Existences.both(of, existence);
    }
    return new DeclaredResource.Presence.Possible(existence);
  }

  private static boolean isTruth(StringValue string) {
    return string.text().equalsIgnoreCase("true") || string.text().equalsIgnoreCase("false");
  }

  /// The key that a declaration at the top of the template has where the frame binds its loop.
  @Nullable ResourceKey key(ResourceDeclaration declaration, Frame frame) {
    return key(declaration, frame, null);
  }

  private @Nullable ResourceKey key(
      ResourceDeclaration declaration, Frame frame, @Nullable DeclaredResource parent) {
    Value type = deployment.evaluator().evaluate(declaration.type(), frame);
    if (!(type instanceof StringValue text)) {
      run.report(
          Problem.error(
              "the type of a resource must be known and a string", declaration.type().origin()));
      return null;
    }
    Value name =
        Names.checked(
            deployment.evaluator().evaluate(declaration.name(), frame),
            run,
            declaration.name().origin());
    if (parent != null && !isTopLevel(text.text(), parent)) {
      return childKey(declaration, relative(text.text(), parent), name, parent);
    }
    ResourceType resourceType = ResourceType.of(text.text());
    if (!resourceType.isWellFormed()) {
      run.report(
          Problem.error(
              "`" + text.text() + "` is not a resource type such as `Microsoft.X/y`",
              declaration.type().origin()));
      return null;
    }
    List<Segment> names = Names.split(name, resourceType.depth(), run, declaration.name().origin());
    return Extensions.key(scope(declaration, frame, resourceType), resourceType, names);
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
    List<Segment> written = Names.pieces(name);
    if (written.size() == all && all > own) {
      // Azure takes the whole name as well
      return Extensions.key(parent.key().scope(), type, written);
    }
    List<Segment> names = new ArrayList<>(parent.key().names());
    names.addAll(Names.split(name, own, run, declaration.name().origin()));
    return Extensions.key(parent.key().scope(), type, names);
  }

  /// Where a resource goes: where its `scope` says, at the tenant for types that live only there,
  /// or where the deployment goes.
  private Scope scope(ResourceDeclaration declaration, Frame frame, ResourceType type) {
    DeploymentScope here = deployment.scope();
    if (declaration.deployment() != null) {
      return nestedScope(declaration, frame).scope();
    }
    if (declaration.scope() != null) {
      Value written = deployment.evaluator().evaluate(declaration.scope(), frame);
      Scope scope = Extensions.scope(written, here.scope());
      if (scope != null) {
        return scope;
      }
      run.fail(
          "the scope `" + Json.asText(written) + "` is not the id of a resource",
          declaration.scope().origin());
    }
    if (declaration.existing()
        && (declaration.subscription() != null || declaration.resourceGroup() != null)) {
      return nestedScope(declaration, frame).scope();
    }
    boolean ofTenant =
        type.is("Microsoft.Management/managementGroups")
            || type.is("Microsoft.Subscription/aliases");
    return ofTenant ? Scope.Tenant.ROOT : here.scope();
  }

  /// Where a nested deployment goes.
  DeploymentScope nestedScope(ResourceDeclaration declaration, Frame frame) {
    DeploymentScope here = deployment.scope();
    if (declaration.scope() != null) {
      Value written = deployment.evaluator().evaluate(declaration.scope(), frame);
      DeploymentScope named = here.named(Extensions.scope(written, Scope.Tenant.ROOT));
      if (named != null) {
        return named;
      }
      run.fail(
          "the scope `" + Json.asText(written) + "` is none that a deployment can go to",
          declaration.scope().origin());
    }
    Segment subscription = segment(declaration.subscription(), frame);
    Segment group = segment(declaration.resourceGroup(), frame);
    if (group != null) {
      return here.inResourceGroup(subscription, group);
    }
    return subscription == null ? here : here.inSubscription(subscription);
  }

  private @Nullable Segment segment(
      dev.redoubt.template.syntax.@Nullable Expression expression, Frame frame) {
    if (expression == null) {
      return null;
    }
    return switch (deployment.evaluator().evaluate(expression, frame)) {
      case StringValue string -> new Segment(string);
      case Unknown unknown -> new Segment(unknown.as(TypeHint.STRING));
      case dev.redoubt.estate.NullValue _ -> null;
      case BooleanValue _,
          NumberValue _,
          dev.redoubt.estate.ArrayValue _,
          dev.redoubt.estate.ObjectValue _ ->
          new Segment(
              run.fail(
                  "the subscription or resource group of a deployment must be a string",
                  expression.origin()));
    };
  }
}

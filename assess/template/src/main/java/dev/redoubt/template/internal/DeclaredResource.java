package dev.redoubt.template.internal;

import dev.redoubt.estate.DeclarationSite;
import dev.redoubt.estate.NameSegment;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.ResourceExistence;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import dev.redoubt.template.syntax.ResourceDeclaration;
import dev.redoubt.template.syntax.TemplateExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One resource that results from a declaration: its identity and, on demand, its body or the
/// nested deployment.
final class DeclaredResource {

  private final TemplateDeployment deployment;
  private final ResourceDeclaration declaration;
  private final EvaluationScope frame;
  private final @Nullable DeclaredResource parent;
  private final ResourceKey key;
  private final Presence presence;
  private final List<DeclaredResource> children = new ArrayList<>();

  private @Nullable ObjectValue body;
  private boolean evaluating;
  private @Nullable NestedTemplate nested;
  private @Nullable String apiVersion;
  private @Nullable DeclarationSite site;

  /// Whether the resource will exist.
  sealed interface Presence {

    /// Its condition is false.
    record Absent() implements Presence {}

    /// It will exist, or may exist.
    record Possible(ResourceExistence existence) implements Presence {}
  }

  DeclaredResource(
      TemplateDeployment deployment,
      ResourceDeclaration declaration,
      EvaluationScope frame,
      @Nullable DeclaredResource parent,
      ResourceKey key,
      Presence presence) {
    this.deployment = deployment;
    this.declaration = declaration;
    this.frame = frame;
    this.parent = parent;
    this.key = key;
    this.presence = presence;
  }

  ResourceDeclaration declaration() {
    return declaration;
  }

  TemplateDeployment deployment() {
    return deployment;
  }

  EvaluationScope frame() {
    return frame;
  }

  @Nullable DeclaredResource parent() {
    return parent;
  }

  ResourceKey key() {
    return key;
  }

  Presence presence() {
    return presence;
  }

  boolean isAbsent() {
    return presence instanceof Presence.Absent;
  }

  boolean isManaged() {
    return !declaration.existing();
  }

  boolean isDeployment() {
    return declaration.deployment() != null;
  }

  void addChildren(List<DeclaredResource> more) {
    children.addAll(more);
  }

  void addWithChildren(List<DeclaredResource> all) {
    all.add(this);
    children.forEach(child -> child.addWithChildren(all));
  }

  /// Returns the API version as text; empty if there is none or it is unknown.
  String apiVersion() {
    String known = apiVersion;
    if (known == null) {
      known =
          declaration.apiVersion() != null
                  && deployment.evaluator().evaluate(declaration.apiVersion(), frame)
                      instanceof StringValue string
              ? string.text()
              : "";
      apiVersion = known;
    }
    return known;
  }

  /// Returns the payload: `type`, `name`, `apiVersion`, then the declared properties. Null while it
  /// is being computed, which means that the resource refers to itself.
  @Nullable ObjectValue body() {
    if (evaluating) {
      deployment.context().interruptsSearch();
      return null;
    }
    if (body != null) {
      return body;
    }
    evaluating = true;
    long interruptions = deployment.context().interruptions();
    Value declared = deployment.evaluator().evaluate(declaration.body(), frame.withTarget(key));
    evaluating = false;
    ObjectValue.Builder builder = ObjectValue.builder().origin(declaration.origin());
    builder.put("type", StringValue.of(key.type().toString()).at(declaration.type().origin()));
    builder.put("name", key.nameValue().at(declaration.name().origin()));
    if (!apiVersion().isEmpty()) {
      builder.put("apiVersion", StringValue.of(apiVersion()));
    }
    if (declared instanceof ObjectValue object) {
      builder.putAll(object).rest(object.rest());
    } else if (declared instanceof Unknown unknown) {
      builder.rest(unknown);
    }
    ObjectValue made = builder.build();
    if (interruptions == deployment.context().interruptions()) {
      body = made;
    }
    return made;
  }

  /// Reports a circular dependency if the body is being computed, that is, if the resource refers
  /// to itself. Azure rejects such a template.
  void reportIfCircular(Origin origin) {
    if (evaluating && !deployment.context().interruptsSearch()) {
      deployment
          .context()
          .report(
              Problem.error(
                  "circular dependency: `%s` refers to itself, directly or through another resource"
                      .formatted(key.shortName()),
                  origin));
    }
  }

  /// Returns the nested template, or null if this resource is not a deployment.
  @Nullable NestedTemplate nested() {
    if (nested != null || declaration.deployment() == null) {
      return nested;
    }
    long interruptions = deployment.context().interruptions();
    NestedTemplate made = NestedTemplate.of(this, declaration.deployment());
    if (interruptions == deployment.context().interruptions()) {
      nested = made;
    }
    return made;
  }

  NameSegment deploymentName() {
    return key.lastName();
  }

  /// Adds the resources of this declaration to the estate.
  ///
  /// @param enclosing the existence of the enclosing deployment
  void collect(ResourceExistence enclosing, DeployedResources deployed) {
    if (presence instanceof Presence.Absent && isManaged()) {
      deployed.notDeployed().add(declarationName());
    }
    if (!(presence instanceof Presence.Possible(var own)) || isNamelessReference()) {
      return;
    }
    ResourceExistence existence = ExistenceConditions.both(enclosing, own);
    NestedTemplate template = nested();
    if (template != null) {
      template.collect(existence, deployed);
      return;
    }
    ExpansionContext context = deployment.context();
    if (body == null
        && context.isExhausted()
        && !(declaration.body() instanceof TemplateExpression.Literal)) {
      // nothing of it is known
      context.omit(
          "the template takes too many steps to evaluate",
          ExpansionContext.PARTS,
          declaration.origin());
      return;
    }
    ObjectValue payload = body();
    if (payload != null) {
      deployed.declared().add(this);
      deployed
          .resources()
          .add(
              new Resource(
                  key,
                  apiVersion(),
                  payload,
                  existence,
                  isManaged(),
                  DependsOnResolver.of(this),
                  declaration.origin(),
                  site()));
    }
  }

  private String declarationName() {
    List<DeclarationSite> path = site().fromTop();
    return path.stream().anyMatch(each -> each.symbol().isEmpty())
        ? key.shortName()
        : path.stream().map(DeclarationSite::symbol).collect(Collectors.joining("/"));
  }

  private DeclarationSite site() {
    DeclarationSite known = site;
    if (known == null) {
      DeclaredResource around = deployment.source();
      String symbol = declaration.symbol();
      known =
          new DeclarationSite(
              symbol == null ? "" : symbol,
              declaration.origin(),
              around == null ? null : around.site());
      site = known;
    }
    return known;
  }

  /// Whether this is an `existing` resource whose name cannot be computed. Nothing is deployed, and
  /// Azure evaluates the name only if something refers to it.
  private boolean isNamelessReference() {
    return declaration.existing()
        && key.nameValue() instanceof Unknown name
        && name.causes().stream()
            .anyMatch(cause -> cause.kind() == UnknownCause.Kind.INVALID_EXPRESSION);
  }
}

package dev.redoubt.template.internal;

import dev.redoubt.estate.NameSegment;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.ResourceExistence;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.ResourceType;
import dev.redoubt.estate.Value;
import dev.redoubt.template.syntax.ResourceDeclaration;
import dev.redoubt.template.syntax.Template;
import dev.redoubt.template.syntax.TemplateExpression;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The deployment of one template to a scope with parameters: the root deployment or a nested one.
public final class TemplateDeployment {

  private final ExpressionEvaluator evaluator;
  private final Template template;
  private final DeploymentScope scope;
  private final NameSegment name;
  private final @Nullable TemplateDeployment parent;
  private final @Nullable DeclaredResource source;
  private final EvaluationScope frame;
  private final DeploymentParameters parameters;
  private final int nesting;
  private final DeclaredNames names = new DeclaredNames(this);

  private final Map<String, Value> variables = new HashMap<>();
  private final Set<String> evaluating = new HashSet<>();
  private final IdentityHashMap<ResourceDeclaration, List<DeclaredResource>> byDeclaration =
      new IdentityHashMap<>();
  private @Nullable List<DeclaredResource> declared;
  private @Nullable Map<ResourceKey, DeclaredResource> byKey;

  /// The results of complete searches.
  private final Map<ResourceType, Map<ResourceKey, DeclaredResource>> byType = new HashMap<>();

  private final Set<ResourceDeclaration> inProgress =
      Collections.newSetFromMap(new IdentityHashMap<>());
  private boolean declaring;
  private boolean searching;
  private @Nullable Map<String, Output> outputs;
  private boolean outputsInProgress;

  /// An evaluated output.
  record Output(String name, Value value, boolean secure, String type, Origin origin) {}

  private TemplateDeployment(
      ExpressionEvaluator evaluator,
      Template template,
      DeploymentScope scope,
      NameSegment name,
      @Nullable TemplateDeployment parent,
      @Nullable DeclaredResource source,
      @Nullable EvaluationScope outerFrame,
      Map<String, Value> given,
      Origin origin) {
    this.evaluator = evaluator;
    this.template = template;
    this.scope = scope;
    this.name = name;
    this.parent = parent;
    this.source = source;
    this.nesting = parent == null ? 0 : parent.nesting + 1;
    this.frame =
        outerFrame == null
            ? EvaluationScope.of(this)
            : new EvaluationScope(
                outerFrame.values(), this, outerFrame.bindings(), outerFrame.arguments());
    this.parameters = new DeploymentParameters(this, given, origin);
  }

  /// Creates the root deployment.
  public static TemplateDeployment root(
      ExpansionContext context, Template template, Map<String, Value> given) {
    ExpressionEvaluator evaluator = new ExpressionEvaluator(context);
    String named = context.settings().deploymentName();
    NameSegment name =
        named != null
            ? NameSegment.literal(named)
            : new NameSegment(ScopeObjects.deploymentName(Origin.NONE));
    context.moveTo(template.origin());
    DeploymentScope scope = DeploymentScope.root(template.target(), context.settings());
    return new TemplateDeployment(
        evaluator, template, scope, name, null, null, null, given, template.origin());
  }

  /// Creates a nested deployment with inner scope: its expressions see its own parameters and
  /// variables.
  TemplateDeployment inner(
      Template nested, DeploymentScope where, DeclaredResource source, Map<String, Value> given) {
    return new TemplateDeployment(
        evaluator,
        nested,
        where,
        source.deploymentName(),
        this,
        source,
        null,
        given,
        source.declaration().origin());
  }

  /// Creates a nested deployment with outer scope: its expressions see what the enclosing
  /// declaration sees.
  TemplateDeployment outer(Template nested, DeploymentScope where, DeclaredResource source) {
    return new TemplateDeployment(
        evaluator,
        nested,
        where,
        source.deploymentName(),
        this,
        source,
        source.frame(),
        Map.of(),
        source.declaration().origin());
  }

  Template template() {
    return template;
  }

  DeploymentScope scope() {
    return scope;
  }

  NameSegment name() {
    return name;
  }

  @Nullable TemplateDeployment parent() {
    return parent;
  }

  TemplateDeployment root() {
    return parent == null ? this : parent.root();
  }

  /// Returns the declaration of this nested deployment; null for the root.
  @Nullable DeclaredResource source() {
    return source;
  }

  EvaluationScope frame() {
    return frame;
  }

  ExpansionContext context() {
    return evaluator.context();
  }

  ExpressionEvaluator evaluator() {
    return evaluator;
  }

  /// Whether expressions see this template's own parameters and variables.
  private boolean isInner() {
    return frame.values() == this;
  }

  boolean canNest() {
    return nesting < ExpansionContext.MAX_NESTING;
  }

  Value evaluate(TemplateExpression expression) {
    return evaluator.evaluate(expression, frame);
  }

  Value parameter(String wanted, Origin origin) {
    return parameters.value(wanted, origin);
  }

  /// Returns the value of a variable, which is computed on first use.
  Value variable(String wanted, Origin origin) {
    String folded = PropertyName.folded(wanted);
    Value known = variables.get(folded);
    if (known != null) {
      return known;
    }
    TemplateExpression expression = template.variables().get(folded);
    if (expression == null) {
      return context().fail("there is no variable `" + wanted + "`", origin);
    }
    if (!evaluating.add(folded)) {
      return context().cyclic("variable `" + wanted + "` depends on itself", origin);
    }
    long interruptions = context().interruptions();
    Value value = evaluate(expression);
    evaluating.remove(folded);
    if (interruptions == context().interruptions()) {
      variables.put(folded, value);
    }
    return value;
  }

  /// Returns the resources that this template declares in order, including children and absent
  /// resources (whose condition is false), but not the resources of nested deployments.
  List<DeclaredResource> declared() {
    List<DeclaredResource> known = declared;
    if (known != null) {
      return known;
    }
    declaring = true;
    List<DeclaredResource> found = new ArrayList<>();
    for (ResourceDeclaration declaration : template.resources()) {
      declare(declaration).forEach(resource -> resource.addWithChildren(found));
    }
    declaring = false;
    declared = found;
    return found;
  }

  /// Returns the resources of one declaration; empty while their names are being computed.
  private List<DeclaredResource> declare(ResourceDeclaration declaration) {
    List<DeclaredResource> known = byDeclaration.get(declaration);
    if (known != null) {
      return known;
    }
    if (!inProgress.add(declaration)) {
      context().interruptsSearch();
      return List.of();
    }
    long interruptions = context().interruptions();
    List<DeclaredResource> made = new ResourceDeclarer(this).declare(declaration, frame, null);
    inProgress.remove(declaration);
    if (interruptions == context().interruptions()) {
      byDeclaration.put(declaration, made);
    }
    return made;
  }

  /// Returns the declared resources whose identity can be computed now, to search them by name. A
  /// value that is being computed, for example a variable, may be part of the names of the others.
  List<DeclaredResource> searchable() {
    if (declared != null) {
      return declared;
    }
    if (declaring) {
      return List.of();
    }
    declaring = true;
    long interruptions = context().interruptions();
    List<DeclaredResource> found = search(template.resources());
    declaring = false;
    if (interruptions == context().interruptions()) {
      declared = found;
    }
    return found;
  }

  private List<DeclaredResource> search(List<ResourceDeclaration> declarations) {
    List<DeclaredResource> found = new ArrayList<>();
    for (ResourceDeclaration declaration : declarations) {
      List<DeclaredResource> resources = context().search(() -> declare(declaration));
      if (resources != null) {
        resources.forEach(resource -> resource.addWithChildren(found));
      }
    }
    return found;
  }

  /// Returns the resources with a symbolic name, or null if there is no such name.
  @Nullable List<DeclaredResource> symbol(String symbol) {
    ResourceDeclaration declaration = names.declaration(symbol);
    if (declaration != null) {
      return declare(declaration);
    }
    List<DeclaredResource> children = names.childrenOfSymbol(symbol);
    return children.isEmpty() ? null : children;
  }

  /// Returns whether the names of all resources are computed.
  boolean isDeclared() {
    return declared != null;
  }

  /// The resources of this template by name.
  DeclaredNames names() {
    return names;
  }

  /// Returns the resource with a key that this deployment or an enclosing one declares, or null.
  @Nullable DeclaredResource find(ResourceKey key) {
    DeclaredResource here = declared != null ? byKey().get(key) : searchFor(key);
    return here != null || parent == null ? here : parent.find(key);
  }

  /// Searches before all names are known. A name that is computed by such a search cannot take part
  /// in it.
  private @Nullable DeclaredResource searchFor(ResourceKey key) {
    if (searching) {
      context().interruptsSearch();
      return null;
    }
    Map<ResourceKey, DeclaredResource> known = byType.get(key.type());
    if (known != null) {
      return known.get(key);
    }
    searching = true;
    long interruptions = context().interruptions();
    Map<ResourceKey, DeclaredResource> found = byKey(search(mayDeclare(key.type())));
    searching = false;
    if (interruptions == context().interruptions()) {
      byType.put(key.type(), found);
    }
    return found.get(key);
  }

  private Map<ResourceKey, DeclaredResource> byKey() {
    Map<ResourceKey, DeclaredResource> known = byKey;
    if (known == null) {
      known = byKey(declared());
      byKey = known;
    }
    return known;
  }

  private static Map<ResourceKey, DeclaredResource> byKey(List<DeclaredResource> resources) {
    Map<ResourceKey, DeclaredResource> byKey = new HashMap<>();
    for (DeclaredResource resource : resources) {
      DeclaredResource before = byKey.putIfAbsent(resource.key(), resource);
      if (before != null && (before.isAbsent() || !before.isManaged())) {
        byKey.put(resource.key(), resource);
      }
    }
    return byKey;
  }

  /// Returns the declarations that may declare a resource of a type. The names of all others are
  /// not needed, and they may depend on what is being computed.
  private List<ResourceDeclaration> mayDeclare(ResourceType type) {
    return template.resources().stream()
        .filter(
            declaration -> {
              String written = declaration.type().literalText();
              return written == null || !declaration.children().isEmpty() || type.is(written);
            })
        .toList();
  }

  /// Returns the outputs by name as written, in order, without those whose condition is false.
  Map<String, Output> outputs() {
    Map<String, Output> known = outputs;
    if (known != null) {
      if (outputsInProgress) {
        context().interruptsSearch();
      }
      return known;
    }
    Map<String, Output> found = new LinkedHashMap<>();
    outputs = found;
    outputsInProgress = true;
    long interruptions = context().interruptions();
    for (Template.OutputDeclaration output : template.outputs().values()) {
      OutputEvaluation.evaluate(this, output).ifPresent(value -> found.put(output.name(), value));
    }
    outputsInProgress = false;
    if (interruptions != context().interruptions()) {
      outputs = null;
    }
    return found;
  }

  /// Evaluates the whole deployment.
  public void expand(DeployedResources deployed, Map<String, Value> outputValues) {
    collect(ResourceExistence.Certain.CERTAIN, deployed);
    outputs().values().forEach(output -> outputValues.put(output.name(), output.value()));
  }

  /// Adds the resources of this deployment to the estate.
  ///
  /// @param enclosing the existence of this deployment
  void collect(ResourceExistence enclosing, DeployedResources deployed) {
    if (isInner()) {
      parameters.check();
      template.variables().keySet().forEach(each -> variable(each, template.origin()));
    }
    reportDuplicates();
    for (DeclaredResource resource : declared()) {
      resource.collect(enclosing, deployed);
    }
    new ExtensionResources(this, enclosing, deployed.extensionResources()).collect();
  }

  /// Azure rejects a template that certainly deploys a resource twice.
  private void reportDuplicates() {
    Set<ResourceKey> certain = new HashSet<>();
    for (DeclaredResource resource : declared()) {
      boolean isCertain =
          resource.isManaged()
              && resource.presence() instanceof DeclaredResource.Presence.Possible(var existence)
              && existence instanceof ResourceExistence.Certain
              && resource.key().nameValue().isFullyKnown();
      if (isCertain && !certain.add(resource.key())) {
        context()
            .report(
                Problem.error(
                    "`%s` is defined more than once in the template"
                        .formatted(resource.key().shortName()),
                    resource.declaration().origin()));
      }
    }
  }

  /// Returns the name of the deployment for messages.
  String label() {
    return name.toString();
  }

  /// Returns the names of this deployment and of the enclosing ones below the root, which tell it
  /// from others.
  String path() {
    return parent == null || parent.parent == null ? label() : parent.path() + "/" + label();
  }

  void warn(String message, Origin origin) {
    context().report(Problem.warning(message, origin));
  }
}

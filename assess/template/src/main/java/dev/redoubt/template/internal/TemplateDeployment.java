package dev.redoubt.template.internal;

import dev.redoubt.estate.NameSegment;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.ResourceExistence;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.Value;
import dev.redoubt.template.syntax.ResourceDeclaration;
import dev.redoubt.template.syntax.Template;
import dev.redoubt.template.syntax.TemplateExpression;
import java.util.ArrayList;
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
  private final EvaluationScope frame;
  private final DeploymentParameters parameters;
  private final int nesting;

  private final Map<String, Value> variables = new HashMap<>();
  private final Set<String> evaluating = new HashSet<>();
  private final IdentityHashMap<ResourceDeclaration, List<DeclaredResource>> byDeclaration =
      new IdentityHashMap<>();
  private @Nullable List<DeclaredResource> declared;
  private @Nullable Map<ResourceKey, DeclaredResource> byKey;
  private boolean declaring;
  private @Nullable Map<String, Output> outputs;

  /// An evaluated output.
  record Output(String name, Value value, boolean secure, String type, Origin origin) {}

  private TemplateDeployment(
      ExpressionEvaluator evaluator,
      Template template,
      DeploymentScope scope,
      NameSegment name,
      @Nullable TemplateDeployment parent,
      @Nullable EvaluationScope outerFrame,
      Map<String, Value> given,
      Origin origin) {
    this.evaluator = evaluator;
    this.template = template;
    this.scope = scope;
    this.name = name;
    this.parent = parent;
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
    DeploymentScope scope = DeploymentScope.root(template.target(), context.settings());
    return new TemplateDeployment(
        evaluator, template, scope, name, null, null, given, template.origin());
  }

  /// Creates a nested deployment with inner scope: its expressions see its own parameters and
  /// variables.
  TemplateDeployment inner(
      Template nested,
      DeploymentScope where,
      NameSegment called,
      Map<String, Value> given,
      Origin at) {
    return new TemplateDeployment(evaluator, nested, where, called, this, null, given, at);
  }

  /// Creates a nested deployment with outer scope: its expressions see what the enclosing
  /// declaration sees.
  TemplateDeployment outer(
      Template nested,
      DeploymentScope where,
      NameSegment called,
      EvaluationScope enclosing,
      Origin at) {
    return new TemplateDeployment(evaluator, nested, where, called, this, enclosing, Map.of(), at);
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
      return context().fail("variable `" + wanted + "` depends on itself", origin);
    }
    Value value = evaluate(expression);
    evaluating.remove(folded);
    variables.put(folded, value);
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
    List<DeclaredResource> known = byDeclaration.putIfAbsent(declaration, List.of());
    if (known != null) {
      return known;
    }
    List<DeclaredResource> made = new ResourceDeclarer(this).declare(declaration, frame, null);
    byDeclaration.put(declaration, made);
    return made;
  }

  /// Whether names are still being computed; until then, references by id cannot be resolved.
  boolean isDeclaring() {
    return declaring;
  }

  /// Returns the resources with a symbolic name, or null if there is no such name.
  @Nullable List<DeclaredResource> symbol(String symbol) {
    for (ResourceDeclaration declaration : template.resources()) {
      if (declaration.symbol() != null && PropertyName.same(declaration.symbol(), symbol)) {
        return declare(declaration);
      }
    }
    return declaring ? null : childSymbol(symbol);
  }

  private @Nullable List<DeclaredResource> childSymbol(String symbol) {
    List<DeclaredResource> found = new ArrayList<>();
    for (DeclaredResource resource : declared()) {
      String own = resource.declaration().symbol();
      if (resource.parent() != null && own != null && PropertyName.same(own, symbol)) {
        found.add(resource);
      }
    }
    return found.isEmpty() ? null : found;
  }

  /// Returns the resource with a key that this deployment or an enclosing one declares, or null.
  @Nullable DeclaredResource find(ResourceKey key) {
    if (!declaring) {
      DeclaredResource here = byKey().get(key);
      if (here != null) {
        return here;
      }
    }
    return parent == null ? null : parent.find(key);
  }

  private Map<ResourceKey, DeclaredResource> byKey() {
    Map<ResourceKey, DeclaredResource> known = byKey;
    if (known == null) {
      known = new HashMap<>();
      for (DeclaredResource resource : declared()) {
        DeclaredResource before = known.putIfAbsent(resource.key(), resource);
        if (before != null && (before.isAbsent() || !before.isManaged())) {
          known.put(resource.key(), resource);
        }
      }
      byKey = known;
    }
    return known;
  }

  /// Returns the outputs by name as written, in order, without those whose condition is false.
  Map<String, Output> outputs() {
    Map<String, Output> known = outputs;
    if (known != null) {
      return known;
    }
    Map<String, Output> found = new LinkedHashMap<>();
    outputs = found;
    for (Template.OutputDeclaration output : template.outputs().values()) {
      OutputEvaluation.evaluate(this, output).ifPresent(value -> found.put(output.name(), value));
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

  void warn(String message, Origin origin) {
    context().report(Problem.warning(message, origin));
  }
}

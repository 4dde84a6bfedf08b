package dev.redoubt.template.internal;

import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ResourceExistence;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.template.deployment.ExtensionResource;
import dev.redoubt.template.syntax.ExtensionDeclaration;
import java.util.List;

/// Evaluates the resources of extensions. Nothing else in a template depends on their deployed
/// state, which is unknown.
final class ExtensionResources {

  private final TemplateDeployment deployment;
  private final ResourceExistence enclosing;
  private final List<ExtensionResource> found;

  /// @param enclosing the existence of the deployment
  ExtensionResources(
      TemplateDeployment deployment, ResourceExistence enclosing, List<ExtensionResource> found) {
    this.deployment = deployment;
    this.enclosing = enclosing;
    this.found = found;
  }

  /// Whether the declaration at hand was declared before.
  private boolean isRepeated;

  void collect() {
    for (ExtensionDeclaration declaration : deployment.template().extensionResources()) {
      if (!declaration.existing()) {
        isRepeated = deployment.context().isRepeated(declaration);
        collect(declaration);
      }
    }
  }

  private void collect(ExtensionDeclaration declaration) {
    var copy = declaration.copy();
    if (copy == null) {
      add(declaration, deployment.frame(), enclosing);
      return;
    }
    switch (deployment.evaluate(copy.count())) {
      case Unknown count -> {
        Value index = ResourceNames.symbolicIndex(deployment, copy.name(), count, copy.origin());
        add(
            declaration,
            deployment.frame().withLoop(copy.name(), index, true),
            ExistenceConditions.both(
                enclosing, new ResourceExistence.Repeated(count.as(TypeHint.INT))));
      }
      case NumberValue count
          when count.isInteger() && count.integer() <= ExpansionContext.MAX_COPIES -> {
        for (long i = 0; i < count.integer(); i++) {
          Value index = NumberValue.of(i).at(copy.origin());
          add(declaration, deployment.frame().withLoop(copy.name(), index, true), enclosing);
        }
      }
      case Value count ->
          deployment
              .context()
              .fail("the `count` of a copy loop must be an integer, not " + count, copy.origin());
    }
  }

  private void add(
      ExtensionDeclaration declaration, EvaluationScope frame, ResourceExistence repeated) {
    ResourceExistence existence = repeated;
    if (declaration.condition() != null) {
      Value condition = deployment.evaluator().evaluate(declaration.condition(), frame);
      if (condition instanceof BooleanValue(var holds, _) && !holds) {
        return;
      }
      if (condition instanceof Unknown unknown) {
        existence = ExistenceConditions.both(existence, new ResourceExistence.Conditional(unknown));
      }
    }
    if (!deployment.context().addResource(isRepeated, declaration.origin())) {
      return;
    }
    found.add(
        new ExtensionResource(
            declaration.type(),
            deployment.evaluator().evaluate(declaration.properties(), frame),
            existence,
            declaration.origin()));
  }
}

package dev.redoubt.template.internal;

import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.ResourceExistence;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import dev.redoubt.template.deployment.TemplateLoader;
import dev.redoubt.template.syntax.ResourceDeclaration.Argument;
import dev.redoubt.template.syntax.ResourceDeclaration.NestedDeployment;
import dev.redoubt.template.syntax.ResourceDeclaration.Source;
import dev.redoubt.template.syntax.Template;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a nested deployment deploys: a template that is at hand, or one that is not.
sealed interface NestedTemplate {

  /// Adds the resources to the estate.
  void collect(ResourceExistence existence, DeployedResources deployed);

  /// The `outputs` object that `reference()` shows.
  Value outputs();

  record Known(TemplateDeployment deployment) implements NestedTemplate {

    @Override
    public void collect(ResourceExistence existence, DeployedResources deployed) {
      deployment.collect(existence, deployed);
      deployment.outputs();
    }

    @Override
    public Value outputs() {
      ObjectValue.Builder builder = ObjectValue.builder();
      deployment
          .outputs()
          .forEach(
              (name, output) ->
                  builder.put(
                      name,
                      ObjectValue.builder()
                          .put("type", output.type())
                          .put("value", output.value())
                          .origin(output.origin())
                          .build()));
      return builder.build();
    }
  }

  /// It cannot be had: what it deploys and yields is unknown.
  record Missing(Unknown outputs) implements NestedTemplate {
    @Override
    public void collect(ResourceExistence existence, DeployedResources deployed) {
      // what it would add is not known; whoever looked for it has reported that
      deployed.unknown().addAll(outputs.causes());
    }
  }

  static NestedTemplate of(DeclaredResource resource, NestedDeployment nested) {
    TemplateDeployment around = resource.deployment();
    if (!around.canNest()) {
      around
          .run()
          .limit(
              "the limit of nested deployments is exceeded: " + ExpansionContext.MAX_NESTING,
              nested.origin());
      return missing(
          resource,
          new UnknownCause(
              UnknownCause.Kind.LIMIT, "deployments are nested too deeply", "a smaller template"));
    }
    return switch (nested.source()) {
      case Source.Inline(var template) -> new Known(deployment(resource, nested, template));
      case Source.Linked(var location, var relative) -> {
        Value where = around.evaluator().evaluate(location, resource.frame());
        TemplateLoader.Loaded loaded =
            around.run().loader().load(where, relative, around.template(), nested.origin());
        yield switch (loaded) {
          case TemplateLoader.Loaded.Found(var template) ->
              new Known(deployment(resource, nested, template));
          case TemplateLoader.Loaded.Missing(var cause) -> missing(resource, cause);
        };
      }
      case Source.Unavailable(var cause) -> missing(resource, cause);
      case Source.Remote(var id) -> {
        Value spec = around.evaluator().evaluate(id, resource.frame());
        String text = dev.redoubt.estate.JsonWriter.asText(spec);
        around.warn(
            "the template spec `" + text + "` is not available locally; its resources are unknown",
            nested.origin());
        yield missing(
            resource,
            new UnknownCause(
                UnknownCause.Kind.MISSING_TEMPLATE,
                "the template spec `" + text + "` is not available locally",
                "a linked template in a local file"));
      }
    };
  }

  private static Missing missing(DeclaredResource resource, UnknownCause cause) {
    String text = "reference('" + resource.key().id().replace("'", "''") + "').outputs";
    return new Missing(
        Unknown.symbol(text, cause, TypeHint.OBJECT, resource.declaration().origin()));
  }

  private static TemplateDeployment deployment(
      DeclaredResource resource, NestedDeployment nested, Template template) {
    TemplateDeployment around = resource.deployment();
    ResourceDeclarer declarer = new ResourceDeclarer(around);
    DeploymentScope where = declarer.nestedScope(resource.declaration(), resource.frame());
    Origin origin = resource.declaration().origin();
    if (!nested.innerScope() && nested.source() instanceof Source.Inline) {
      return around.outer(template, where, resource.deploymentName(), resource.frame(), origin);
    }
    Map<String, Value> given = new LinkedHashMap<>();
    for (Argument argument : nested.parameters()) {
      add(argument, around.evaluator().evaluate(argument.value(), resource.frame()), given, around);
    }
    return around.inner(template, where, resource.deploymentName(), given, origin);
  }

  private static void add(
      Argument argument, Value value, Map<String, Value> given, TemplateDeployment around) {
    if (argument.name() != null) {
      given.put(argument.name(), value);
      return;
    }
    switch (value) {
      case ObjectValue object -> {
        for (int i = 0; i < object.size(); i++) {
          Value wrapped = object.valueAt(i);
          Value inside = MemberAccess.find(wrapped, dev.redoubt.estate.StringValue.of("value"));
          given.put(object.nameAt(i), inside == null ? NullValue.NULL : inside);
        }
      }
      case Unknown unknown ->
          around.warn(
              "the parameters of a nested deployment are unknown; their default values are used",
              unknown.origin());
      case NullValue _,
          dev.redoubt.estate.BooleanValue _,
          dev.redoubt.estate.NumberValue _,
          dev.redoubt.estate.StringValue _,
          dev.redoubt.estate.ArrayValue _ ->
          around
              .run()
              .fail("the parameters of a deployment must be an object", argument.value().origin());
    }
  }
}

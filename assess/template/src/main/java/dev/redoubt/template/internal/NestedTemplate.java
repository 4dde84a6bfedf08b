package dev.redoubt.template.internal;

import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.ObjectValue;
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

/// The template of a nested deployment: available or missing.
sealed interface NestedTemplate {

  /// Adds the resources to the estate.
  void collect(ResourceExistence existence, DeployedResources deployed);

  /// Returns the `outputs` object for `reference()`.
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

  /// The template is not available: its resources and outputs are unknown.
  record Missing(Unknown outputs) implements NestedTemplate {
    @Override
    public void collect(ResourceExistence existence, DeployedResources deployed) {
      // its resources are unknown, which has been reported by the loader
      deployed.unknown().addAll(outputs.causes());
    }
  }

  static NestedTemplate of(DeclaredResource resource, NestedDeployment nested) {
    TemplateDeployment enclosing = resource.deployment();
    if (!enclosing.canNest()) {
      enclosing
          .context()
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
        Value where = enclosing.evaluator().evaluate(location, resource.frame());
        TemplateLoader.Loaded loaded =
            enclosing
                .context()
                .loader()
                .load(where, relative, enclosing.template(), nested.origin());
        yield switch (loaded) {
          case TemplateLoader.Loaded.Found(var template) ->
              new Known(deployment(resource, nested, template));
          case TemplateLoader.Loaded.Missing(var cause) -> missing(resource, cause);
        };
      }
      case Source.Unavailable(var cause) -> missing(resource, cause);
      case Source.Remote(var id) -> {
        Value spec = enclosing.evaluator().evaluate(id, resource.frame());
        String text = dev.redoubt.estate.JsonWriter.asText(spec);
        enclosing.warn(
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
    TemplateDeployment enclosing = resource.deployment();
    ResourceDeclarer declarer = new ResourceDeclarer(enclosing);
    DeploymentScope where = declarer.nestedScope(resource.declaration(), resource.frame());
    if (!nested.innerScope() && nested.source() instanceof Source.Inline) {
      return enclosing.outer(template, where, resource);
    }
    Map<String, Value> given = new LinkedHashMap<>();
    for (Argument argument : nested.parameters()) {
      add(
          argument,
          enclosing.evaluator().evaluate(argument.value(), resource.frame()),
          given,
          enclosing);
    }
    return enclosing.inner(template, where, resource, given);
  }

  private static void add(
      Argument argument, Value value, Map<String, Value> given, TemplateDeployment enclosing) {
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
          enclosing.warn(
              "the parameters of a nested deployment are unknown; their default values are used",
              unknown.origin());
      case NullValue _,
          dev.redoubt.estate.BooleanValue _,
          dev.redoubt.estate.NumberValue _,
          dev.redoubt.estate.StringValue _,
          dev.redoubt.estate.ArrayValue _ ->
          enclosing
              .context()
              .fail("the parameters of a deployment must be an object", argument.value().origin());
    }
  }
}

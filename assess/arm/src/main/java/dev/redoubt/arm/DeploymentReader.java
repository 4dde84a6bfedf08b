package dev.redoubt.arm;

import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import dev.redoubt.template.syntax.ResourceDeclaration.NestedDeployment;
import dev.redoubt.template.syntax.ResourceDeclaration.Source;
import dev.redoubt.template.syntax.Template;
import dev.redoubt.template.syntax.TemplateExpression;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads the template and the parameters of a `Microsoft.Resources/deployments` resource.
final class DeploymentReader {

  private final JsonExpressionReader values;
  private final JsonShapeReader shapes;
  private final NestedParametersReader arguments;
  private final Map<String, TemplateExpression> variables;
  private final boolean symbolic;
  private final Function<ObjectValue, Template> templates;

  /// Templates stored in variables; several deployments may share one.
  private final Map<String, Template> fromVariables = new HashMap<>();

  /// @param variables the variables of the enclosing template
  /// @param symbolic whether the enclosing template has symbolic names; if so, nested templates
  ///   have inner scope by default
  /// @param templates reads a template that is inline in the same file
  DeploymentReader(
      JsonExpressionReader values,
      JsonShapeReader shapes,
      Map<String, TemplateExpression> variables,
      boolean symbolic,
      Function<ObjectValue, Template> templates) {
    this.values = values;
    this.shapes = shapes;
    this.arguments = new NestedParametersReader(values, shapes);
    this.variables = variables;
    this.symbolic = symbolic;
    this.templates = templates;
  }

  /// Reads the nested deployment of a resource. If its template cannot be read, its source is
  /// [Source.Remote] with an unknown id.
  NestedDeployment read(ObjectValue resource, String what) {
    ObjectValue properties = shapes.object(resource, "properties", what);
    if (properties == null) {
      if (JsonShapeReader.present(resource, "properties") == null) {
        shapes.error(what + " is a deployment without `properties`", resource.origin());
      }
      return new NestedDeployment(
          unreadable(what, resource.origin()), true, List.of(), resource.origin());
    }
    Source source = source(properties, what);
    // the result of an expression was evaluated in the outer scope; expressions left in it use the
    // inner scope
    boolean inner =
        !(properties.get("template") instanceof ObjectValue) || isInner(properties, what);
    return new NestedDeployment(
        source, inner, arguments.read(properties, what), properties.origin());
  }

  private Source source(ObjectValue properties, String what) {
    Value template = JsonShapeReader.present(properties, "template");
    Value link = JsonShapeReader.present(properties, "templateLink");
    if (template != null) {
      return inline(template, what);
    }
    if (link != null) {
      return linked(link, what);
    }
    shapes.error(what + " has neither `template` nor `templateLink`", properties.origin());
    return unreadable(what, properties.origin());
  }

  private Source inline(Value template, String what) {
    if (template instanceof ObjectValue object) {
      return new Source.Inline(templates.apply(object));
    }
    if (!ExpressionParser.isExpression(template)) {
      shapes.error(
          "`template` of %s must be an object, not %s"
              .formatted(what, JsonShapeReader.article(template)),
          template.origin());
      return unreadable(what, template.origin());
    }
    TemplateExpression expression = values.plain(template);
    Template held = held(expression);
    if (held != null) {
      return new Source.Inline(held);
    }
    shapes.warning(
        "`template` of " + what + " is an expression; its resources are unknown",
        template.origin());
    return new Source.Remote(expression);
  }

  /// Returns the template of `variables('x')` if the variable is a literal object; compilers embed
  /// JSON files in this way.
  private @Nullable Template held(TemplateExpression expression) {
    if (!(expression instanceof TemplateExpression.Call(var function, var callArguments, _))
        || !PropertyName.same(function, "variables")
        || callArguments.size() != 1) {
      return null;
    }
    String name = callArguments.getFirst().literalText();
    if (name == null) {
      return null;
    }
    String key = PropertyName.folded(name);
    if (variables.get(key) instanceof TemplateExpression.Literal(ObjectValue object)) {
      Template known = fromVariables.get(key);
      if (known == null) {
        known = templates.apply(object);
        fromVariables.put(key, known);
      }
      return known;
    }
    return null;
  }

  private Source linked(Value link, String what) {
    if (ExpressionParser.isExpression(link)) {
      TemplateExpression uri =
          new TemplateExpression.Member(
              values.plain(link),
              new TemplateExpression.Literal(StringValue.of("uri")),
              false,
              link.origin());
      return new Source.Linked(uri, false);
    }
    ObjectValue object = shapes.object(link, "`templateLink` of " + what);
    if (object == null) {
      return unreadable(what, link.origin());
    }
    Value path = text(object, "relativePath", what);
    if (path != null) {
      return new Source.Linked(values.plain(path), true);
    }
    Value uri = text(object, "uri", what);
    if (uri != null) {
      return new Source.Linked(values.plain(uri), false);
    }
    Value id = text(object, "id", what);
    if (id != null) {
      return new Source.Remote(values.plain(id));
    }
    shapes.error(
        "`templateLink` of " + what + " must have `uri`, `relativePath` or `id`", link.origin());
    return unreadable(what, link.origin());
  }

  private @Nullable Value text(ObjectValue link, String member, String what) {
    return shapes.text(link, member, "`templateLink` of " + what) == null ? null : link.get(member);
  }

  private boolean isInner(ObjectValue properties, String what) {
    ObjectValue options = shapes.object(properties, "expressionEvaluationOptions", what);
    String scope =
        options == null
            ? null
            : shapes.text(options, "scope", "`expressionEvaluationOptions` of " + what);
    if (scope == null || PropertyName.same(scope, "notSpecified")) {
      return symbolic;
    }
    if (PropertyName.same(scope, "outer")) {
      return false;
    }
    if (!PropertyName.same(scope, "inner")) {
      shapes.error(
          "`scope` in `expressionEvaluationOptions` of %s must be `inner` or `outer`, not `%s`"
              .formatted(what, scope),
          properties.origin());
    }
    return PropertyName.same(scope, "inner");
  }

  private static Source unreadable(String what, Origin at) {
    UnknownCause cause =
        new UnknownCause(
            UnknownCause.Kind.MISSING_TEMPLATE,
            "the template of " + what + " cannot be read",
            "a valid template");
    return new Source.Remote(
        new TemplateExpression.Literal(InvalidValue.value("template", cause, at)));
  }
}

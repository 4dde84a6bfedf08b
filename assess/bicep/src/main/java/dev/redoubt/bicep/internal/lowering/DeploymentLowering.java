package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.arm.ArmTemplates;
import dev.redoubt.bicep.syntax.BicepExpression;
import dev.redoubt.bicep.syntax.BicepExpression.ObjectLiteral;
import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import dev.redoubt.template.syntax.ResourceDeclaration.Argument;
import dev.redoubt.template.syntax.ResourceDeclaration.NestedDeployment;
import dev.redoubt.template.syntax.ResourceDeclaration.Source;
import dev.redoubt.template.syntax.Template;
import dev.redoubt.template.syntax.TemplateExpression;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lowers a resource of the type `Microsoft.Resources/deployments`: its ARM template is inline in
/// `properties`, loaded from a file, or linked.
///
/// @param file the name of the Bicep file, for messages
record DeploymentLowering(FileContext context, ExpressionLowering expressions, String file) {

  /// @param body the body the body of the resource
  NestedDeployment of(ObjectLiteral body, LoweringContext place) {
    Origin at = body.origin();
    ObjectLiteral properties =
        body.property("properties") instanceof ObjectLiteral written
            ? written
            : new ObjectLiteral(List.of(), at);
    return new NestedDeployment(
        source(properties, place), true, arguments(properties.property("parameters"), place), at);
  }

  private Source source(ObjectLiteral properties, LoweringContext place) {
    BicepExpression template = properties.property("template");
    if (template != null) {
      return inline(template, place);
    }
    BicepExpression link = properties.property("templateLink");
    if (link instanceof ObjectLiteral object) {
      for (String member : List.of("relativePath", "uri")) {
        BicepExpression location = object.property(member);
        if (location != null) {
          return new Source.Linked(
              expressions.lower(location, place), member.equals("relativePath"));
        }
      }
      BicepExpression id = object.property("id");
      if (id != null) {
        return new Source.Remote(expressions.lower(id, place));
      }
    }
    return unknown("the deployment has neither `template` nor `templateLink`", properties.origin());
  }

  private Source inline(BicepExpression written, LoweringContext place) {
    Value json = expressions.constant(written, place);
    if (json == null) {
      return unknown(
          "the `template` of the deployment is known only at deployment time", written.origin());
    }
    List<Problem> problems = new ArrayList<>();
    Template template = ArmTemplates.parseTemplate(located(json, written.origin()), file, problems);
    problems.forEach(context::report);
    return template == null
        ? new Source.Unavailable(cause("the `template` of a deployment cannot be read"))
        : new Source.Inline(template);
  }

  /// The value, with an origin for the parts that have none, because they were computed.
  private static Value located(Value value, Origin at) {
    Origin own = value.packedOrigin() == 0 ? at : value.origin();
    return switch (value) {
      case NullValue _, BooleanValue _, NumberValue _, StringValue _, Unknown _ -> value.at(own);
      case ArrayValue array -> {
        List<Value> elements = new ArrayList<>(array.size());
        array.forEach(each -> elements.add(located(each, at)));
        yield array.isOpen() ? array.at(own) : ArrayValue.of(elements, own);
      }
      case ObjectValue object -> {
        ObjectValue.Builder members = ObjectValue.builder().origin(own).rest(object.rest());
        for (int i = 0; i < object.size(); i++) {
          members.put(object.nameAt(i), located(object.valueAt(i), at));
        }
        yield members.build();
      }
    };
  }

  private Source unknown(String why, Origin at) {
    context.report(Problem.warning(why + "; its resources are unknown", at));
    return new Source.Unavailable(cause(why));
  }

  private static UnknownCause cause(String why) {
    return new UnknownCause(
        UnknownCause.Kind.MISSING_TEMPLATE, why, "a module instead of the deployment");
  }

  /// The parameters: `{ value: ... }` for each, or one expression for all of them.
  private List<Argument> arguments(@Nullable BicepExpression written, LoweringContext place) {
    if (written == null) {
      return List.of();
    }
    if (!(written instanceof ObjectLiteral object)) {
      return List.of(new Argument(null, expressions.lower(written, place)));
    }
    List<Argument> arguments = new ArrayList<>();
    for (BicepExpression.Entry entry : object.entries()) {
      if (entry instanceof BicepExpression.Property property && property.literalName() != null) {
        BicepExpression value =
            property.value() instanceof ObjectLiteral given ? given.property("value") : null;
        Origin at = property.value().origin();
        TemplateExpression lowered =
            value != null
                ? expressions.lower(value, place, "value")
                : FunctionCalls.member(expressions.lower(property.value(), place), "value", at);
        arguments.add(new Argument(property.literalName(), lowered));
      }
    }
    return arguments;
  }
}

package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import dev.redoubt.template.ExpandedTemplate;
import dev.redoubt.template.TemplateExpander;
import dev.redoubt.template.deployment.DeploymentSettings;
import dev.redoubt.template.deployment.TemplateLoader;
import dev.redoubt.template.syntax.Template;
import dev.redoubt.template.syntax.Template.OutputDeclaration;
import dev.redoubt.template.syntax.TemplateExpression;
import dev.redoubt.template.syntax.TypeDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Evaluates expressions that do not depend on the deployment, at compile time.
final class ConstantEvaluation {

  private ConstantEvaluation() {}

  /// The value of an expression; null if it is not fully known.
  ///
  /// @param variables returns the expression of a variable, or null if it is not declared
  static @Nullable Value of(
      TemplateExpression expression, Function<String, @Nullable TemplateExpression> variables) {
    if (expression instanceof TemplateExpression.Literal(var value)) {
      return value.isFullyKnown() ? value : null;
    }
    Map<String, TemplateExpression> used = new LinkedHashMap<>();
    collect(expression, variables, used);
    Value value = expand(used, Map.of(), Map.of("value", expression)).outputs().get("value");
    return value != null && value.isFullyKnown() ? value : null;
  }

  private static void collect(
      TemplateExpression expression,
      Function<String, @Nullable TemplateExpression> variables,
      Map<String, TemplateExpression> used) {
    ExpressionWalk.variables(
        expression,
        name -> {
          String key = PropertyName.folded(name);
          if (!used.containsKey(key)) {
            TemplateExpression value = variables.apply(name);
            if (value != null) {
              used.put(key, value);
              collect(value, variables, used);
            }
          }
        });
  }

  /// Expands a template without resources whose outputs are the expressions.
  static ExpandedTemplate expand(
      Map<String, TemplateExpression> variables,
      Map<String, Template.UserFunction> functions,
      Map<String, TemplateExpression> expressions) {
    TypeDefinition any = TypeDefinition.of(TypeDefinition.Kind.ANY, Origin.NONE);
    Map<String, OutputDeclaration> outputs = new LinkedHashMap<>();
    expressions.forEach(
        (name, value) ->
            outputs.put(name, new OutputDeclaration(name, any, value, null, value.origin())));
    Template template =
        new Template(
            Template.TargetScope.RESOURCE_GROUP,
            true,
            "1.0.0.0",
            Map.of(),
            Map.of(),
            variables,
            functions,
            List.of(),
            List.of(),
            outputs,
            "",
            Origin.NONE);
    TemplateLoader none =
        (location, relative, from, origin) ->
            new TemplateLoader.Loaded.Missing(
                new UnknownCause(
                    UnknownCause.Kind.MISSING_TEMPLATE,
                    "linked templates are not supported here",
                    ""));
    return TemplateExpander.expand(template, Map.of(), DeploymentSettings.UNNAMED, none);
  }
}

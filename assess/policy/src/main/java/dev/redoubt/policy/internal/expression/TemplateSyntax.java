package dev.redoubt.policy.internal.expression;

import dev.redoubt.arm.ArmExpressionReader;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.Value;
import dev.redoubt.template.syntax.TemplateExpression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The syntax of ARM template expressions, which is that of policies.
public final class TemplateSyntax implements ExpressionSyntax {

  @Override
  public @Nullable TemplateExpression read(Value json, List<Problem> problems) {
    int before = problems.size();
    TemplateExpression expression = ArmExpressionReader.read(json, problems);
    return problems.size() > before ? null : expression;
  }
}

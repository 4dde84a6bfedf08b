package dev.redoubt.policy.internal.rule;

import dev.redoubt.estate.JsonWriter;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Unknown;
import dev.redoubt.policy.internal.expression.ExpressionBinder;
import dev.redoubt.policy.syntax.ConditionSubject;
import dev.redoubt.policy.syntax.PolicyCondition;
import dev.redoubt.template.syntax.TemplateExpression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Binds the conditions of a policy. A condition that cannot be bound becomes a
/// [BoundCondition.Unsupported], with a problem.
public final class ConditionBinder {

  private final ExpressionBinder expressions;
  private final List<Problem> problems;

  public ConditionBinder(ExpressionBinder expressions, List<Problem> problems) {
    this.expressions = expressions;
    this.problems = problems;
  }

  public BoundCondition bind(PolicyCondition condition) {
    return switch (condition) {
      case PolicyCondition.AllOf(var conditions, var origin) ->
          new BoundCondition.AllOf(conditions.stream().map(this::bind).toList(), origin);
      case PolicyCondition.AnyOf(var conditions, var origin) ->
          new BoundCondition.AnyOf(conditions.stream().map(this::bind).toList(), origin);
      case PolicyCondition.Not(var inner, var origin) ->
          new BoundCondition.Not(bind(inner), origin);
      case PolicyCondition.Test test -> test(test);
    };
  }

  private BoundCondition test(PolicyCondition.Test test) {
    int before = problems.size();
    BoundCondition.Subject subject = subject(test.subject());
    TemplateExpression operand = expressions.bind(test.operand());
    if (subject == null || operand == null) {
      String reason =
          problems.size() > before ? problems.get(before).message() : "it cannot be evaluated";
      return new BoundCondition.Unsupported(reason, test.origin());
    }
    return new BoundCondition.Test(subject, test.operator(), operand, test.origin());
  }

  private BoundCondition.@Nullable Subject subject(ConditionSubject subject) {
    return switch (subject) {
      case ConditionSubject.Field(var name, var origin) -> {
        FieldReference field = field(name, origin);
        yield field == null ? null : new BoundCondition.Subject.Field(field);
      }
      case ConditionSubject.Computed(var value, _) -> {
        TemplateExpression expression = expressions.bind(value);
        yield expression == null
            ? null
            : new BoundCondition.Subject.Computed(expression, JsonWriter.asText(value));
      }
      case ConditionSubject.FieldCount(var name, var where, var origin) -> {
        FieldReference field = field(name, origin);
        if (field == null) {
          yield null;
        }
        if (!(field instanceof FieldReference.Alias alias) || !alias.hasAll()) {
          yield wrong("`count` needs an alias with `[*]`, not `" + name + "`", origin);
        }
        yield new BoundCondition.Subject.FieldCount(alias, where == null ? null : bind(where));
      }
      case ConditionSubject.ValueCount(var values, var name, var where, _) -> {
        TemplateExpression expression = expressions.bind(values);
        yield expression == null
            ? null
            : new BoundCondition.Subject.ValueCount(
                expression, name, where == null ? null : bind(where));
      }
    };
  }

  private @Nullable FieldReference field(String name, Origin origin) {
    TemplateExpression expression = expressions.bind(new StringValue(name, origin.packed()));
    if (expression == null) {
      return null;
    }
    if (!(expression instanceof TemplateExpression.Literal(var text)) || text instanceof Unknown) {
      return new FieldReference.Computed(expression, name);
    }
    if (!(text instanceof StringValue string)) {
      problems.add(Problem.error("the name of a field must be a string: `" + name + "`", origin));
      return null;
    }
    FieldReference field = FieldReference.parse(string.text());
    if (field == null) {
      problems.add(
          Problem.error(
              string.text().contains("/")
                  ? "`" + string.text() + "` is not an alias that Azure publishes"
                  : "`" + string.text() + "` is not a field that policies can use",
              origin));
    }
    return field;
  }

  private BoundCondition.@Nullable Subject wrong(String message, Origin origin) {
    problems.add(Problem.error(message, origin));
    return null;
  }
}

package dev.redoubt.policy.internal.rule;

import dev.redoubt.estate.Json;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import dev.redoubt.policy.internal.expression.ExpressionBinder;
import dev.redoubt.policy.syntax.Condition;
import dev.redoubt.policy.syntax.Subject;
import dev.redoubt.template.syntax.Expression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Settles the conditions of a policy. A condition that cannot be settled stays in its place as
/// [Rule.Unsupported], with a problem.
public final class RuleBinder {

  private final ExpressionBinder expressions;
  private final List<Problem> problems;

  public RuleBinder(ExpressionBinder expressions, List<Problem> problems) {
    this.expressions = expressions;
    this.problems = problems;
  }

  public Rule bind(Condition condition) {
    return switch (condition) {
      case Condition.AllOf(var conditions, var origin) ->
          new Rule.AllOf(conditions.stream().map(this::bind).toList(), origin);
      case Condition.AnyOf(var conditions, var origin) ->
          new Rule.AnyOf(conditions.stream().map(this::bind).toList(), origin);
      case Condition.Not(var inner, var origin) -> new Rule.Not(bind(inner), origin);
      case Condition.Test test -> test(test);
    };
  }

  private Rule test(Condition.Test test) {
    int before = problems.size();
    Rule.Subject subject = subject(test.subject());
    Expression operand = expressions.bind(test.operand());
    if (subject == null || operand == null) {
      String reason =
          problems.size() > before ? problems.get(before).message() : "it cannot be evaluated";
      return new Rule.Unsupported(reason, test.origin());
    }
    return new Rule.Test(subject, test.operator(), operand, test.origin());
  }

  private Rule.@Nullable Subject subject(Subject subject) {
    return switch (subject) {
      case Subject.Field(var name, var origin) -> {
        FieldReference field = field(name, origin);
        yield field == null ? null : new Rule.Subject.Field(field);
      }
      case Subject.Computed(var value, _) -> {
        Expression expression = expressions.bind(value);
        yield expression == null ? null : new Rule.Subject.Computed(expression, Json.asText(value));
      }
      case Subject.FieldCount(var name, var where, var origin) -> {
        FieldReference field = field(name, origin);
        if (field == null) {
          yield null;
        }
        if (!(field instanceof FieldReference.Alias alias) || !alias.hasAll()) {
          yield wrong("`count` needs an alias with `[*]`, not `" + name + "`", origin);
        }
        yield new Rule.Subject.FieldCount(alias, where == null ? null : bind(where));
      }
      case Subject.ValueCount(var values, var name, var where, _) -> {
        Expression expression = expressions.bind(values);
        yield expression == null
            ? null
            : new Rule.Subject.ValueCount(expression, name, where == null ? null : bind(where));
      }
    };
  }

  private @Nullable FieldReference field(String name, Origin origin) {
    Value text =
        expressions.bindConstant(new StringValue(name, origin.packed()), "the name of a field");
    if (text == null) {
      return null;
    }
    if (!(text instanceof StringValue string)) {
      problems.add(Problem.error("the name of a field is not known: `" + name + "`", origin));
      return null;
    }
    FieldReference field = FieldReference.parse(string.text());
    if (field == null) {
      problems.add(
          Problem.error(
              string.text().contains("/")
                  ? "`" + string.text() + "` is not an alias that Azure publishes"
                  : "`" + string.text() + "` is not a field that a policy can ask for",
              origin));
    }
    return field;
  }

  private Rule.@Nullable Subject wrong(String message, Origin origin) {
    problems.add(Problem.error(message, origin));
    return null;
  }
}

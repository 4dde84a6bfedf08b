package dev.redoubt.policy.internal.expression;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.template.syntax.TemplateExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Binds an expression: inserts parameters, checks that all functions exist, and evaluates parts
/// that do not depend on the resource.
public final class ExpressionBinder {

  /// The context while binding, which has no resource.
  private static final PolicyContext NOWHERE =
      new PolicyContext() {
        @Override
        public Value field(String name, Origin origin) {
          return Unknown.failure("`field` needs a resource", origin);
        }

        @Override
        public Value names(Origin origin) {
          return Unknown.failure("`field` needs a resource", origin);
        }

        @Override
        public @Nullable Value current(@Nullable String name, Origin origin) {
          return null;
        }

        @Override
        public Value surrounding(String function, Origin origin) {
          return Unknown.failure("`" + function + "` needs a resource", origin);
        }
      };

  private final ExpressionSyntax syntax;
  private final Map<String, Value> parameters;
  private final List<Problem> problems;
  private final ExpressionEvaluator evaluator = new ExpressionEvaluator(NOWHERE);

  /// @param parameters by folded name
  public ExpressionBinder(
      ExpressionSyntax syntax, Map<String, Value> parameters, List<Problem> problems) {
    this.syntax = syntax;
    this.parameters = parameters;
    this.problems = problems;
  }

  /// The bound expression, or null after a problem.
  public @Nullable TemplateExpression bind(Value json) {
    TemplateExpression expression = syntax.read(json, problems);
    return expression == null ? null : settle(expression);
  }

  /// The value of an expression that must not depend on the resource, or null after a problem.
  public @Nullable Value bindConstant(Value json, String what) {
    TemplateExpression bound = bind(json);
    if (bound instanceof TemplateExpression.Literal(var value)) {
      return value;
    }
    if (bound != null) {
      problems.add(Problem.error(what + " must not depend on the resource", json.origin()));
    }
    return null;
  }

  private @Nullable TemplateExpression settle(TemplateExpression expression) {
    return switch (expression) {
      case TemplateExpression.Literal literal -> literal;
      case TemplateExpression.ArrayOf(var elements, var origin) -> {
        List<TemplateExpression> settled = settleAll(elements);
        yield settled == null
            ? null
            : folded(new TemplateExpression.ArrayOf(settled, origin), settled);
      }
      case TemplateExpression.ObjectOf object -> object(object);
      case TemplateExpression.Call call -> call(call);
      case TemplateExpression.Member(var target, var key, var safe, var origin) -> {
        List<TemplateExpression> settled = settleAll(List.of(target, key));
        yield settled == null
            ? null
            : folded(
                new TemplateExpression.Member(settled.getFirst(), settled.get(1), safe, origin),
                settled);
      }
      case TemplateExpression.UserCall(var namespace, var function, _, var origin) ->
          wrong("`" + namespace + "." + function + "` is not a function of policies", origin);
      case TemplateExpression.Lambda lambda -> wrong("policies have no lambdas", lambda.origin());
      case TemplateExpression.Loop loop -> wrong("policies have no `copy`", loop.origin());
    };
  }

  private @Nullable TemplateExpression object(TemplateExpression.ObjectOf object) {
    List<TemplateExpression.Entry> entries = new ArrayList<>();
    List<TemplateExpression> all = new ArrayList<>();
    for (TemplateExpression.Entry entry : object.entries()) {
      TemplateExpression key = settle(entry.key());
      TemplateExpression value = settle(entry.value());
      if (key == null || value == null) {
        return null;
      }
      entries.add(new TemplateExpression.Entry(key, value));
      all.add(key);
      all.add(value);
    }
    return folded(new TemplateExpression.ObjectOf(entries, object.origin()), all);
  }

  private @Nullable TemplateExpression call(TemplateExpression.Call call) {
    List<TemplateExpression> arguments = settleAll(call.arguments());
    if (arguments == null) {
      return null;
    }
    if (PropertyName.same(call.function(), "parameters")) {
      return parameter(arguments, call.origin());
    }
    TemplateExpression.Call settled =
        new TemplateExpression.Call(call.function(), arguments, call.origin());
    if (PolicyFunctions.isContextual(call.function())) {
      return settled;
    }
    if (PolicyFunctions.find(call.function()) == null) {
      return wrong("`" + call.function() + "` is not a function of policies", call.origin());
    }
    return folded(settled, arguments);
  }

  private @Nullable TemplateExpression parameter(
      List<TemplateExpression> arguments, Origin origin) {
    String name = arguments.size() == 1 ? arguments.getFirst().literalText() : null;
    if (name == null) {
      return wrong("`parameters` needs the name of a parameter", origin);
    }
    Value value = parameters.get(PropertyName.folded(name));
    return value == null
        ? wrong("the policy has no parameter `" + name + "`", origin)
        : new TemplateExpression.Literal(value);
  }

  /// The value if it is known. A failure remains an expression, because it may be in a branch that
  /// is not evaluated.
  private TemplateExpression folded(TemplateExpression expression, List<TemplateExpression> parts) {
    for (TemplateExpression part : parts) {
      if (!(part instanceof TemplateExpression.Literal)) {
        return expression;
      }
    }
    Value value = evaluator.evaluate(expression);
    return PossibleFailure.isIn(value) ? expression : new TemplateExpression.Literal(value);
  }

  private @Nullable List<TemplateExpression> settleAll(List<TemplateExpression> expressions) {
    List<TemplateExpression> settled = new ArrayList<>();
    for (TemplateExpression expression : expressions) {
      TemplateExpression one = settle(expression);
      if (one == null) {
        return null;
      }
      settled.add(one);
    }
    return settled;
  }

  private @Nullable TemplateExpression wrong(String message, Origin origin) {
    problems.add(Problem.error(message, origin));
    return null;
  }
}

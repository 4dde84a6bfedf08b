package dev.redoubt.policy.internal.expression;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.template.syntax.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Settles an expression: puts in the parameters, checks that every function exists, and evaluates
/// what does not depend on the resource.
public final class ExpressionBinder {

  /// Nothing that is evaluated while binding asks for the resource.
  private static final PolicyContext NOWHERE =
      new PolicyContext() {
        @Override
        public Value field(String name, Origin origin) {
          return ExpressionEvaluator.failure("`field` needs a resource", origin);
        }

        @Override
        public @Nullable Value current(@Nullable String name, Origin origin) {
          return null;
        }

        @Override
        public Value surrounding(String function, Origin origin) {
          return ExpressionEvaluator.failure("`" + function + "` needs a resource", origin);
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

  /// The settled expression, or null after a problem.
  public @Nullable Expression bind(Value json) {
    Expression expression = syntax.read(json, problems);
    return expression == null ? null : settle(expression);
  }

  /// The value of an expression that must not depend on the resource, or null after a problem.
  public @Nullable Value bindConstant(Value json, String what) {
    Expression bound = bind(json);
    if (bound instanceof Expression.Literal(var value)) {
      return value;
    }
    if (bound != null) {
      problems.add(Problem.error(what + " must not depend on the resource", json.origin()));
    }
    return null;
  }

  private @Nullable Expression settle(Expression expression) {
    return switch (expression) {
      case Expression.Literal literal -> literal;
      case Expression.ArrayOf(var elements, var origin) -> {
        List<Expression> settled = settleAll(elements);
        yield settled == null ? null : folded(new Expression.ArrayOf(settled, origin), settled);
      }
      case Expression.ObjectOf object -> object(object);
      case Expression.Call call -> call(call);
      case Expression.Member(var target, var key, var safe, var origin) -> {
        List<Expression> settled = settleAll(List.of(target, key));
        yield settled == null
            ? null
            : folded(
                new Expression.Member(settled.getFirst(), settled.get(1), safe, origin), settled);
      }
      case Expression.UserCall(var namespace, var function, _, var origin) ->
          wrong("`" + namespace + "." + function + "` is not a function of policies", origin);
      case Expression.Lambda lambda -> wrong("policies have no lambdas", lambda.origin());
      case Expression.Loop loop -> wrong("policies have no `copy`", loop.origin());
    };
  }

  private @Nullable Expression object(Expression.ObjectOf object) {
    List<Expression.Entry> entries = new ArrayList<>();
    List<Expression> all = new ArrayList<>();
    for (Expression.Entry entry : object.entries()) {
      Expression key = settle(entry.key());
      Expression value = settle(entry.value());
      if (key == null || value == null) {
        return null;
      }
      entries.add(new Expression.Entry(key, value));
      all.add(key);
      all.add(value);
    }
    return folded(new Expression.ObjectOf(entries, object.origin()), all);
  }

  private @Nullable Expression call(Expression.Call call) {
    List<Expression> arguments = settleAll(call.arguments());
    if (arguments == null) {
      return null;
    }
    if (PropertyName.same(call.function(), "parameters")) {
      return parameter(arguments, call.origin());
    }
    Expression.Call settled = new Expression.Call(call.function(), arguments, call.origin());
    if (PolicyFunctions.isContextual(call.function())) {
      return settled;
    }
    if (PolicyFunctions.find(call.function()) == null) {
      return wrong("`" + call.function() + "` is not a function of policies", call.origin());
    }
    return folded(settled, arguments);
  }

  private @Nullable Expression parameter(List<Expression> arguments, Origin origin) {
    String name = arguments.size() == 1 ? arguments.getFirst().literalText() : null;
    if (name == null) {
      return wrong("`parameters` needs the name of a parameter", origin);
    }
    Value value = parameters.get(PropertyName.folded(name));
    return value == null
        ? wrong("the policy has no parameter `" + name + "`", origin)
        : new Expression.Literal(value);
  }

  /// The value where it is certain already. A failure stays an expression: it may stand in a branch
  /// that nobody takes.
  private Expression folded(Expression expression, List<Expression> parts) {
    for (Expression part : parts) {
      if (!(part instanceof Expression.Literal)) {
        return expression;
      }
    }
    Value value = evaluator.evaluate(expression);
    return isFailure(value) ? expression : new Expression.Literal(value);
  }

  private static boolean isFailure(Value value) {
    return value instanceof Unknown unknown
        && unknown.causes().stream()
            .anyMatch(cause -> cause.kind() == dev.redoubt.estate.Cause.Kind.INVALID_EXPRESSION);
  }

  private @Nullable List<Expression> settleAll(List<Expression> expressions) {
    List<Expression> settled = new ArrayList<>();
    for (Expression expression : expressions) {
      Expression one = settle(expression);
      if (one == null) {
        return null;
      }
      settled.add(one);
    }
    return settled;
  }

  private @Nullable Expression wrong(String message, Origin origin) {
    problems.add(Problem.error(message, origin));
    return null;
  }
}

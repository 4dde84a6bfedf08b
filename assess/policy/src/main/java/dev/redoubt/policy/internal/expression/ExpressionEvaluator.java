package dev.redoubt.policy.internal.expression;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.ExpressionText;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.ResidualExpression;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.TemplateFunction;
import dev.redoubt.template.syntax.TemplateExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Evaluates an expression of a policy. A failure becomes an unknown value with the failure as its
/// cause; in Azure, the evaluation of the policy fails for this resource.
public final class ExpressionEvaluator implements TemplateFunction.Evaluation {

  /// The maximum number of combinations for which a strict function of arguments with choices is
  /// called.
  private static final int MAX_CHOICES = 4;

  private final PolicyContext context;

  public ExpressionEvaluator(PolicyContext context) {
    this.context = context;
  }

  @Override
  public Value evaluate(TemplateExpression expression) {
    return switch (expression) {
      case TemplateExpression.Literal(var value) -> value;
      case TemplateExpression.ArrayOf(var elements, var origin) ->
          ArrayValue.of(elements.stream().map(this::evaluate).toList(), origin);
      case TemplateExpression.ObjectOf object -> object(object);
      case TemplateExpression.Call call -> call(call);
      case TemplateExpression.Member(var target, var key, var safe, var origin) ->
          member(evaluate(target), evaluate(key), safe, origin);
      case TemplateExpression.UserCall(var namespace, var function, _, var origin) ->
          failure("`" + namespace + "." + function + "` is not a function of policies", origin);
      case TemplateExpression.Lambda lambda ->
          failure("a lambda has no value here", lambda.origin());
      case TemplateExpression.Loop loop -> failure("policies have no `copy`", loop.origin());
    };
  }

  private Value object(TemplateExpression.ObjectOf object) {
    ObjectValue.Builder builder = ObjectValue.builder().origin(object.origin());
    for (TemplateExpression.Entry entry : object.entries()) {
      Value key = evaluate(entry.key());
      Value value = evaluate(entry.value());
      if (key instanceof StringValue name) {
        builder.put(name.text(), value);
      } else if (key instanceof Unknown unknown) {
        builder.rest(unknown);
      }
    }
    return builder.build();
  }

  private Value call(TemplateExpression.Call call) {
    String name = call.function();
    Origin origin = call.origin();
    if (PropertyName.same(name, "field")) {
      return field(call);
    }
    if (PropertyName.same(name, "current")) {
      return current(call);
    }
    String surrounding = PolicyFunctions.surrounding(name);
    if (surrounding != null) {
      return context.surrounding(surrounding, origin);
    }
    TemplateFunction function = PolicyFunctions.find(name);
    if (function == null) {
      return failure("`" + name + "` is not a function of policies", origin);
    }
    String wrong = function.signature().checkCount(call.arguments().size());
    if (wrong != null) {
      return failure("`" + name + "` " + wrong, origin);
    }
    return switch (function) {
      case TemplateFunction.Lazy lazy ->
          value(function, lazy.call(call.arguments(), this, origin), origin);
      case TemplateFunction.Strict strict ->
          strict(strict, call.arguments().stream().map(this::evaluate).toList(), origin, 0);
      case TemplateFunction.Partial partial ->
          partial(partial, call.arguments().stream().map(this::evaluate).toList(), origin);
    };
  }

  private Value field(TemplateExpression.Call call) {
    Value name = call.arguments().size() == 1 ? evaluate(call.arguments().getFirst()) : null;
    return name instanceof StringValue text
        ? context.field(text.text(), call.origin())
        : failure("`field` needs the name of a field", call.origin());
  }

  private Value current(TemplateExpression.Call call) {
    Value name = call.arguments().isEmpty() ? null : evaluate(call.arguments().getFirst());
    String text = name instanceof StringValue string ? string.text() : null;
    Value value = context.current(text, call.origin());
    return value == null
        ? failure("`current` does not name a `count` around it", call.origin())
        : value;
  }

  private Value partial(TemplateFunction.Partial function, List<Value> arguments, Origin origin) {
    String wrong = wrongKind(function, arguments);
    return wrong != null
        ? failure(wrong, origin)
        : value(function, function.call(new CallArguments(arguments, origin)), origin);
  }

  private Value strict(
      TemplateFunction.Strict function, List<Value> arguments, Origin origin, int choices) {
    for (int i = 0; i < arguments.size(); i++) {
      if (choices < MAX_CHOICES
          && arguments.get(i)
              instanceof
              Unknown(ResidualExpression.Choice(var condition, var left, var right), _, _, _, _)) {
        return Unknown.choice(
            condition,
            strict(function, replaced(arguments, i, left), origin, choices + 1),
            strict(function, replaced(arguments, i, right), origin, choices + 1),
            origin);
      }
    }
    String wrong = wrongKind(function, arguments);
    if (wrong != null) {
      return failure(wrong, origin);
    }
    for (Value argument : arguments) {
      if (isOpen(argument) || (function.needsMembers() && !argument.isFullyKnown())) {
        return Unknown.call(function.name(), arguments, function.result(), origin);
      }
    }
    return value(function, function.call(new CallArguments(arguments, origin)), origin);
  }

  private static boolean isOpen(Value argument) {
    return argument instanceof Unknown
        || (argument instanceof ArrayValue array && array.isOpen())
        || (argument instanceof ObjectValue object && object.isOpen());
  }

  private static List<Value> replaced(List<Value> arguments, int index, Value value) {
    List<Value> copy = new ArrayList<>(arguments);
    copy.set(index, value);
    return copy;
  }

  private static @Nullable String wrongKind(TemplateFunction function, List<Value> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      String wrong = function.signature().check(i, arguments.get(i));
      if (wrong != null) {
        return "`" + function.name() + "`: " + wrong;
      }
    }
    return null;
  }

  private static Value value(TemplateFunction function, CallOutcome outcome, Origin origin) {
    return switch (outcome) {
      case CallOutcome.Returned(var value) -> value.at(origin);
      case CallOutcome.Failed(var message) ->
          failure("`" + function.name() + "`: " + message, origin);
    };
  }

  private static Value member(Value target, Value key, boolean safe, Origin origin) {
    if (target instanceof Unknown unknown) {
      return unknown.member(key, safe);
    }
    if (key instanceof Unknown) {
      return Unknown.of(new ResidualExpression.Member(target, key, safe), TypeHint.ANY, origin);
    }
    Value found = null;
    if (target instanceof ObjectValue object && key instanceof StringValue name) {
      found = object.lookup(name.text());
    } else if (target instanceof ArrayValue array
        && key instanceof NumberValue number
        && number.isInteger()) {
      if (array.isOpen()) {
        return Unknown.of(new ResidualExpression.Member(target, key, safe), TypeHint.ANY, origin);
      }
      long index = number.integer();
      found = index >= 0 && index < array.size() ? array.get((int) index) : null;
    }
    if (found != null) {
      return found;
    }
    return safe
        ? NullValue.NULL
        : failure(
            "there is no " + ExpressionText.of(key) + " in a value of kind " + target.kind(),
            origin);
  }

  /// The unknown value of a failure.
  public static Unknown failure(String message, Origin origin) {
    return Unknown.symbol(
        "fail('" + message.replace("'", "''") + "')",
        new UnknownCause(
            UnknownCause.Kind.INVALID_EXPRESSION, message, "correct the policy's expression"),
        TypeHint.ANY,
        origin);
  }

  @Override
  public Value apply(TemplateExpression.Lambda lambda, List<Value> arguments) {
    return failure("policies have no lambdas", lambda.origin());
  }

  @Override
  public Value residual(TemplateExpression.Lambda lambda) {
    return failure("policies have no lambdas", lambda.origin());
  }

  @Override
  public <T> T speculate(Supplier<T> evaluated) {
    return evaluated.get();
  }
}

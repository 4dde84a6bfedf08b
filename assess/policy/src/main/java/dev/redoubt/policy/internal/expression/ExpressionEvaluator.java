package dev.redoubt.policy.internal.expression;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.ExpressionPrinter;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.ResidualExpression;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.TemplateFunction;
import dev.redoubt.template.syntax.TemplateExpression;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Evaluates an expression of a policy. An expression that fails has a
/// [failure][ResidualExpression.Failure] as its value, which functions pass on. An expression that
/// fails for some values of its unknown parts is a choice with a failure.
public final class ExpressionEvaluator {

  private final PolicyContext context;

  public ExpressionEvaluator(PolicyContext context) {
    this.context = context;
  }

  /// The value; unknown parts of the resource stay unknown.
  public Value evaluate(TemplateExpression expression) {
    return switch (expression) {
      case TemplateExpression.Literal(var value) -> value;
      case TemplateExpression.ArrayOf array -> array(array);
      case TemplateExpression.ObjectOf object -> object(object);
      case TemplateExpression.Call call -> call(call);
      case TemplateExpression.Member(var target, var key, var safe, var origin) ->
          member(evaluate(target), evaluate(key), safe, origin);
      case TemplateExpression.UserCall(var namespace, var function, _, var origin) ->
          Unknown.failure(
              "`" + namespace + "." + function + "` is not a function of policies", origin);
      case TemplateExpression.Lambda lambda ->
          Unknown.failure("a lambda has no value here", lambda.origin());
      case TemplateExpression.Loop loop ->
          Unknown.failure("policies have no `copy`", loop.origin());
    };
  }

  private Value array(TemplateExpression.ArrayOf array) {
    List<Value> elements = new ArrayList<>();
    boolean mayFail = false;
    for (TemplateExpression element : array.elements()) {
      Value value = evaluate(element);
      if (Unknown.isFailure(value)) {
        return value;
      }
      mayFail |= PossibleFailure.isIn(value);
      elements.add(PossibleFailure.without(value));
    }
    return PossibleFailure.of(ArrayValue.of(elements, array.origin()), mayFail);
  }

  private Value object(TemplateExpression.ObjectOf object) {
    ObjectValue.Builder builder = ObjectValue.builder().origin(object.origin());
    boolean mayFail = false;
    for (TemplateExpression.Entry entry : object.entries()) {
      Value key = evaluate(entry.key());
      Value value = evaluate(entry.value());
      if (Unknown.isFailure(key) || Unknown.isFailure(value)) {
        return Unknown.isFailure(key) ? key : value;
      }
      mayFail |= PossibleFailure.isIn(key) || PossibleFailure.isIn(value);
      Value known = PossibleFailure.without(key);
      if (known instanceof StringValue name) {
        builder.put(name.text(), PossibleFailure.without(value));
      } else if (known instanceof Unknown unknown) {
        builder.rest(unknown);
      } else {
        return Unknown.failure("the name of a property must be a string", entry.key().origin());
      }
    }
    return PossibleFailure.of(builder.build(), mayFail);
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
    if (isSplitOfFullName(call)) {
      return context.names(origin);
    }
    String surrounding = PolicyFunctions.surrounding(name);
    if (surrounding != null) {
      return context.surrounding(surrounding, origin);
    }
    TemplateFunction function = PolicyFunctions.find(name);
    if (function == null) {
      return Unknown.failure("`" + name + "` is not a function of policies", origin);
    }
    String wrong = function.signature().checkCount(call.arguments().size());
    return wrong != null
        ? Unknown.failure("`" + name + "` " + wrong, origin)
        : new FunctionCall(this, function, origin).evaluate(call.arguments());
  }

  private Value field(TemplateExpression.Call call) {
    if (call.arguments().size() != 1) {
      return Unknown.failure("`field` needs the name of a field", call.origin());
    }
    return named(
        evaluate(call.arguments().getFirst()),
        call.origin(),
        text -> context.field(text, call.origin()));
  }

  /// Whether a call is `split(field('fullName'), '/')`.
  private static boolean isSplitOfFullName(TemplateExpression.Call call) {
    return PropertyName.same(call.function(), "split")
        && call.arguments().size() == 2
        && call.arguments().getFirst() instanceof TemplateExpression.Call field
        && PropertyName.same(field.function(), "field")
        && field.arguments().size() == 1
        && isText(field.arguments().getFirst(), "fullName")
        && isText(call.arguments().getLast(), "/");
  }

  private static boolean isText(TemplateExpression expression, String text) {
    return expression instanceof TemplateExpression.Literal(StringValue(var known, _))
        && PropertyName.same(known, text);
  }

  private Value current(TemplateExpression.Call call) {
    if (call.arguments().isEmpty()) {
      return orFailure(context.current(null, call.origin()), call.origin());
    }
    return named(
        evaluate(call.arguments().getFirst()),
        call.origin(),
        text -> orFailure(context.current(text, call.origin()), call.origin()));
  }

  private static Value orFailure(@Nullable Value value, Origin origin) {
    return value == null
        ? Unknown.failure("`current` does not name a `count` around it", origin)
        : value;
  }

  /// The value for a name that may be unknown.
  private static Value named(
      Value name, Origin origin, java.util.function.Function<String, Value> value) {
    return switch (name) {
      case StringValue(var text, _) -> value.apply(text);
      case Unknown(ResidualExpression.Choice(var condition, var a, var b), _, _, _, _) ->
          Unknown.choice(condition, named(a, origin, value), named(b, origin, value), origin);
      case Unknown unknown when Unknown.isFailure(unknown) -> unknown;
      case Unknown unknown ->
          PossibleFailure.of(Unknown.call("field", List.of(unknown), TypeHint.ANY, origin), true);
      default -> Unknown.failure("the name of a field must be a string", origin);
    };
  }

  private static Value member(Value target, Value key, boolean safe, Origin origin) {
    if (Unknown.isFailure(target) || Unknown.isFailure(key)) {
      return Unknown.isFailure(target) ? target : key;
    }
    if (target
        instanceof Unknown(ResidualExpression.Choice(var condition, var a, var b), _, _, _, _)) {
      return Unknown.choice(
          condition, member(a, key, safe, origin), member(b, key, safe, origin), origin);
    }
    if (key
        instanceof Unknown(ResidualExpression.Choice(var condition, var a, var b), _, _, _, _)) {
      return Unknown.choice(
          condition, member(target, a, safe, origin), member(target, b, safe, origin), origin);
    }
    if (target instanceof Unknown unknown) {
      return PossibleFailure.of(unknown.member(key, safe), !safe);
    }
    boolean isOpenArray = target instanceof ArrayValue array && array.isOpen();
    if (key instanceof Unknown || (isOpenArray && key instanceof NumberValue)) {
      Value member =
          Unknown.of(new ResidualExpression.Member(target, key, safe), TypeHint.ANY, origin);
      return PossibleFailure.of(member, !safe);
    }
    Value found = found(target, key);
    if (found instanceof Unknown && target instanceof ObjectValue object && object.isOpen()) {
      return PossibleFailure.of(found, !safe);
    }
    if (found != null) {
      return found;
    }
    return safe && (target instanceof ObjectValue || target instanceof NullValue)
        ? NullValue.NULL
        : Unknown.failure(
            "there is no " + ExpressionPrinter.of(key) + " in a value of kind " + target.kind(),
            origin);
  }

  private static @Nullable Value found(Value target, Value key) {
    if (target instanceof ObjectValue object && key instanceof StringValue name) {
      return object.lookup(name.text());
    }
    if (target instanceof ArrayValue array
        && key instanceof NumberValue number
        && number.isInteger()) {
      long index = number.integer();
      return index >= 0 && index < array.size() ? array.get((int) index) : null;
    }
    return null;
  }
}

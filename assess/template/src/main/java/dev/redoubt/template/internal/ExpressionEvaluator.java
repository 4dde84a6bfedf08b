package dev.redoubt.template.internal;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.TemplateFunction;
import dev.redoubt.template.function.catalog.TemplateFunctions;
import dev.redoubt.template.syntax.Template.UserFunction;
import dev.redoubt.template.syntax.TemplateExpression;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Evaluates template expressions, with one case for each form of expression.
///
/// Never throws: an expression that cannot be evaluated is reported and becomes unknown.
final class ExpressionEvaluator {

  private final ExpansionContext context;

  ExpressionEvaluator(ExpansionContext context) {
    this.context = context;
  }

  ExpansionContext context() {
    return context;
  }

  /// Evaluates an expression in a scope.
  Value evaluate(TemplateExpression expression, EvaluationScope frame) {
    if (expression instanceof TemplateExpression.Literal(var value)) {
      return value;
    }
    if (!context.spend(1)) {
      return context.limit("the template takes too many steps to evaluate", expression.origin());
    }
    if (!context.enter()) {
      return context.limit("expressions depend on each other too deeply", expression.origin());
    }
    Origin before = context.moveTo(expression.origin());
    try {
      Value value = valueOf(expression, frame);
      return bounded(value, expression.origin());
    } finally {
      context.moveTo(before);
      context.leave();
    }
  }

  private Value valueOf(TemplateExpression expression, EvaluationScope frame) {
    return switch (expression) {
      case TemplateExpression.Literal(var value) -> value;
      case TemplateExpression.ArrayOf array -> array(array, frame);
      case TemplateExpression.ObjectOf object -> object(object, frame);
      case TemplateExpression.Call call -> call(call, frame);
      case TemplateExpression.UserCall call -> userCall(call, frame);
      case TemplateExpression.Member member -> member(member, frame).value();
      case TemplateExpression.Lambda lambda ->
          context.fail("a lambda can only be the argument of a function", lambda.origin());
      case TemplateExpression.Loop loop -> loop(loop, frame);
    };
  }

  private ArrayValue array(TemplateExpression.ArrayOf array, EvaluationScope frame) {
    List<Value> elements = new ArrayList<>(array.elements().size());
    for (TemplateExpression element : array.elements()) {
      elements.add(evaluate(element, frame));
    }
    return ArrayValue.of(elements, array.origin());
  }

  private ObjectValue object(TemplateExpression.ObjectOf object, EvaluationScope frame) {
    ObjectValue.Builder builder = ObjectValue.builder().origin(object.origin());
    List<Value> unnamed = new ArrayList<>();
    for (TemplateExpression.Entry entry : object.entries()) {
      switch (evaluate(entry.key(), frame)) {
        case StringValue name -> builder.put(name.text(), evaluate(entry.value(), frame));
        case Unknown name -> {
          unnamed.add(name);
          unnamed.add(evaluate(entry.value(), frame));
        }
        case NullValue _, BooleanValue _, NumberValue _, ArrayValue _, ObjectValue _ ->
            context.fail("a property's name must be a string", entry.key().origin());
      }
    }
    if (!unnamed.isEmpty()) {
      builder.rest(Unknown.call("createObject", unnamed, TypeHint.OBJECT, object.origin()));
    }
    return builder.build();
  }

  private Value call(TemplateExpression.Call call, EvaluationScope frame) {
    ContextFunction contextFunction = ContextFunctions.find(call.function());
    if (contextFunction != null) {
      return contextFunction.call(new ContextFunction.Site(this, call, frame));
    }
    TemplateFunction function = TemplateFunctions.find(call.function());
    if (function == null) {
      return context.fail(
          "there is no function `" + call.function() + "` in the template language", call.origin());
    }
    String wrong = function.signature().checkCount(call.arguments().size());
    if (wrong != null) {
      return context.fail("`" + function.name() + "` " + wrong, call.origin());
    }
    CallOutcome outcome =
        switch (function) {
          case TemplateFunction.Lazy lazy ->
              lazy.call(call.arguments(), new LazyArguments(this, frame), call.origin());
          case TemplateFunction.Partial partial ->
              EagerFunctionCall.partial(partial, arguments(call, frame), call.origin());
          case TemplateFunction.Strict strict ->
              EagerFunctionCall.strict(strict, arguments(call, frame), call.origin());
        };
    return switch (outcome) {
      case CallOutcome.Returned(var value) -> value;
      case CallOutcome.Failed(var message) ->
          context.fail("`" + function.name() + "`: " + message, call.origin());
    };
  }

  /// Large values cost steps, so that repeated doubling terminates.
  private Value bounded(Value value, Origin origin) {
    int size =
        switch (value) {
          case StringValue string -> string.text().length() >> 8;
          case ArrayValue array -> array.size();
          case ObjectValue object -> object.size();
          case Unknown unknown -> unknown.weight() >> 4;
          case NullValue _, BooleanValue _, NumberValue _ -> 0;
        };
    int most =
        value instanceof Unknown
            ? ExpansionContext.MAX_RESIDUAL_WEIGHT
            : ExpansionContext.MAX_WEIGHT;
    if (value.weight() > most || (size > 0 && !context.spend(size))) {
      return context.limit("a value in the template is too large", origin);
    }
    return value.packedOrigin() == 0 ? value.at(origin) : value;
  }

  List<Value> arguments(TemplateExpression.Call call, EvaluationScope frame) {
    List<Value> values = new ArrayList<>(call.arguments().size());
    for (TemplateExpression argument : call.arguments()) {
      values.add(evaluate(argument, frame));
    }
    return values;
  }

  private Value userCall(TemplateExpression.UserCall call, EvaluationScope frame) {
    String name = call.namespace() + "." + call.function();
    UserFunction function = frame.values().template().functions().get(PropertyName.folded(name));
    if (function == null) {
      return context.fail("there is no function `" + name + "` in the template", call.origin());
    }
    if (call.arguments().size() > function.parameters().size()) {
      return context.fail(
          "`%s` takes %d arguments, but got %d"
              .formatted(name, function.parameters().size(), call.arguments().size()),
          call.origin());
    }
    Map<String, Value> given = new HashMap<>();
    for (int i = 0; i < function.parameters().size(); i++) {
      var parameter = function.parameters().get(i);
      Value value =
          i < call.arguments().size()
              ? evaluate(call.arguments().get(i), frame)
              : defaultOf(parameter, name, call, frame);
      given.put(PropertyName.folded(parameter.name()), value);
    }
    return evaluate(function.output(), frame.ofFunction(given));
  }

  private Value defaultOf(
      dev.redoubt.template.syntax.Template.ParameterDeclaration parameter,
      String function,
      TemplateExpression.UserCall call,
      EvaluationScope frame) {
    if (parameter.defaultValue() != null) {
      return evaluate(parameter.defaultValue(), frame.ofFunction(Map.of()));
    }
    if (parameter.type().nullable()) {
      return NullValue.NULL;
    }
    return context.fail(
        "`" + function + "` requires a value for `" + parameter.name() + "`", call.origin());
  }

  /// The value of a chain of property accesses, and whether a safe access has ended it.
  private record Chain(Value value, boolean ended) {}

  private Chain member(TemplateExpression.Member member, EvaluationScope frame) {
    Chain target =
        member.target() instanceof TemplateExpression.Member inner
            ? member(inner, frame)
            : new Chain(evaluate(member.target(), frame), false);
    if (target.ended()) {
      return target;
    }
    Value key = evaluate(member.key(), frame);
    Value found = MemberAccess.find(target.value(), key);
    if (found != null) {
      return new Chain(MemberAccess.at(found, member.origin()), false);
    }
    if (member.safe()) {
      return new Chain(NullValue.NULL.at(member.origin()), true);
    }
    return new Chain(
        context.fail(MemberAccess.missing(target.value(), key), member.origin()), false);
  }

  private Value loop(TemplateExpression.Loop loop, EvaluationScope frame) {
    Value count = evaluate(loop.count(), frame);
    if (count instanceof Unknown unknown) {
      Value index =
          ResourceNames.symbolicIndex(frame.values(), loop.name(), unknown, loop.origin());
      Value sample =
          context.speculate(() -> evaluate(loop.body(), frame.withLoop(loop.name(), index, false)));
      return Unknown.call(
          "copy",
          List.of(StringValue.of(loop.name()), count, sample),
          TypeHint.ARRAY,
          loop.origin());
    }
    if (!(count instanceof NumberValue number) || !number.isInteger() || number.integer() < 0) {
      return context.fail(
          "the `count` of a copy loop must be a non-negative integer", loop.origin());
    }
    if (number.integer() > ExpansionContext.MAX_COPIES) {
      return context.limit(
          "a copy loop has more than " + ExpansionContext.MAX_COPIES + " iterations",
          loop.origin());
    }
    List<Value> elements = new ArrayList<>();
    for (long i = 0; i < number.integer(); i++) {
      Value index = NumberValue.of(i).at(loop.origin());
      elements.add(evaluate(loop.body(), frame.withLoop(loop.name(), index, false)));
    }
    return ArrayValue.of(elements, loop.origin());
  }
}

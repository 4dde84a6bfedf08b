package dev.redoubt.template.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.ExpressionPrinter;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.catalog.TemplateFunctions;
import dev.redoubt.template.function.objects.LenientJson;
import dev.redoubt.template.syntax.TemplateExpression;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A minimal evaluator of the template language, to test functions as a template calls them.
///
/// It also has names for unknown values: `text('x')`, `int('x')` with a name that is no number,
/// `bool('x')`, `array('x')`... are written `$text('x')`, `$int('x')`, `$bool('x')`, `$array('x')`,
/// `$object('x')`, `$any('x')`, `$secret('x')`; `$symbol('text')` is a string named by an
/// expression, and `$json('...')` a literal.
public final class FunctionTestLanguage {

  private static final UnknownCause CAUSE = UnknownCause.parameter("x");

  private final String source;
  private int at;

  private FunctionTestLanguage(String source) {
    this.source = source;
  }

  /// Evaluates an expression; a failure of the outermost call fails the test.
  static Value eval(String source) {
    CallOutcome outcome = outcome(source);
    assertThat(outcome).as(source).isInstanceOf(CallOutcome.Returned.class);
    return ((CallOutcome.Returned) outcome).value();
  }

  /// Evaluates an expression to JSON; unknown values are printed as expressions.
  static String json(String source) {
    return eval(source).toString();
  }

  /// Returns the residual expression of an expression.
  static String residual(String source) {
    Value value = eval(source);
    assertThat(value.isFullyKnown()).as(source + " = " + value).isFalse();
    return ExpressionPrinter.of(value);
  }

  /// Returns the failure of an expression's outermost call.
  public static String failure(String source) {
    CallOutcome outcome = outcome(source);
    assertThat(outcome).as(source).isInstanceOf(CallOutcome.Failed.class);
    return ((CallOutcome.Failed) outcome).message();
  }

  static CallOutcome outcome(String source) {
    FunctionTestLanguage language = new FunctionTestLanguage(source);
    TemplateExpression expression = language.expression();
    assertThat(language.at).as(source).isEqualTo(source.length());
    return new Scope(Map.of()).outcome(expression);
  }

  private TemplateExpression expression() {
    skipSpaces();
    char c = source.charAt(at);
    if (c == '\'') {
      return new TemplateExpression.Literal(StringValue.of(string()));
    }
    if (c == '-' || Character.isDigit(c)) {
      int start = at++;
      while (at < source.length() && Character.isDigit(source.charAt(at))) {
        at++;
      }
      return new TemplateExpression.Literal(
          NumberValue.of(Long.parseLong(source.substring(start, at))));
    }
    int start = at;
    while (source.charAt(at) != '(') {
      at++;
    }
    String name = source.substring(start, at).strip();
    return call(name, arguments());
  }

  private static TemplateExpression call(String name, List<TemplateExpression> arguments) {
    if (!name.equals("lambda")) {
      return new TemplateExpression.Call(name, arguments, Origin.of(1, 2, 3));
    }
    List<String> parameters = new ArrayList<>();
    for (TemplateExpression each : arguments.subList(0, arguments.size() - 1)) {
      parameters.add(text(each));
    }
    return new TemplateExpression.Lambda(parameters, arguments.getLast(), Origin.NONE);
  }

  private List<TemplateExpression> arguments() {
    List<TemplateExpression> arguments = new ArrayList<>();
    at++;
    skipSpaces();
    while (source.charAt(at) != ')') {
      arguments.add(expression());
      skipSpaces();
      if (source.charAt(at) == ',') {
        at++;
      }
      skipSpaces();
    }
    at++;
    return arguments;
  }

  private String string() {
    StringBuilder text = new StringBuilder();
    for (at++; ; at++) {
      if (source.charAt(at) == '\'') {
        at++;
        if (at == source.length() || source.charAt(at) != '\'') {
          return text.toString();
        }
      }
      text.append(source.charAt(at));
    }
  }

  private void skipSpaces() {
    while (at < source.length() && source.charAt(at) == ' ') {
      at++;
    }
  }

  private static String text(TemplateExpression expression) {
    String text = expression.literalText();
    assertThat(text).isNotNull();
    return text == null ? "" : text;
  }

  /// Evaluates as the documentation of [TemplateFunction] specifies.
  private record Scope(Map<String, Value> variables) implements TemplateFunction.Evaluation {

    @Override
    public Value evaluate(TemplateExpression expression) {
      CallOutcome outcome = outcome(expression);
      return switch (outcome) {
        case CallOutcome.Returned(var value) -> value;
        case CallOutcome.Failed(var message) ->
            Unknown.symbol("failed(" + message + ")", CAUSE, TypeHint.ANY, Origin.NONE);
      };
    }

    @Override
    public Value apply(TemplateExpression.Lambda lambda, List<Value> arguments) {
      Map<String, Value> inner = new HashMap<>(variables);
      for (int i = 0; i < lambda.parameters().size(); i++) {
        inner.put(lambda.parameters().get(i), arguments.get(i));
      }
      return new Scope(inner).evaluate(lambda.body());
    }

    @Override
    public Value residual(TemplateExpression.Lambda lambda) {
      List<Value> parts = new ArrayList<>();
      lambda.parameters().forEach(each -> parts.add(StringValue.of(each)));
      parts.add(Unknown.symbol("...", CAUSE, TypeHint.ANY, Origin.NONE));
      return Unknown.call("lambda", parts, TypeHint.ANY, Origin.NONE);
    }

    @Override
    public <T> T speculate(Supplier<T> evaluated) {
      return evaluated.get();
    }

    private CallOutcome outcome(TemplateExpression expression) {
      return switch (expression) {
        case TemplateExpression.Literal(var value) -> CallOutcome.of(value);
        case TemplateExpression.Call call -> call(call);
        case TemplateExpression.ArrayOf _,
            TemplateExpression.ObjectOf _,
            TemplateExpression.UserCall _,
            TemplateExpression.Member _,
            TemplateExpression.Lambda _,
            TemplateExpression.Loop _ ->
            throw new AssertionError("not written in these tests: " + expression);
      };
    }

    private CallOutcome call(TemplateExpression.Call call) {
      if (call.function().equals("lambdaVariables")) {
        Value value = variables.get(text(call.arguments().getFirst()));
        return CallOutcome.of(
            value == null ? Unknown.symbol("?", CAUSE, TypeHint.ANY, Origin.NONE) : value);
      }
      if (call.function().startsWith("$")) {
        return CallOutcome.of(unknown(call.function(), text(call.arguments().getFirst())));
      }
      TemplateFunction function = TemplateFunctions.find(call.function());
      assertThat(function).as(call.function()).isNotNull();
      return function == null ? CallOutcome.failed("") : call(function, call);
    }

    private CallOutcome call(TemplateFunction function, TemplateExpression.Call call) {
      String problem = function.signature().checkCount(call.arguments().size());
      if (problem != null) {
        return CallOutcome.failed(problem);
      }
      if (function instanceof TemplateFunction.Lazy lazy) {
        return lazy.call(call.arguments(), this, call.origin());
      }
      List<Value> values = new ArrayList<>();
      for (int i = 0; i < call.arguments().size(); i++) {
        Value value = evaluate(call.arguments().get(i));
        String wrong = function.signature().check(i, value);
        if (wrong != null) {
          return CallOutcome.failed(wrong);
        }
        values.add(value);
      }
      CallArguments arguments = new CallArguments(values, call.origin());
      return switch (function) {
        case TemplateFunction.Partial partial -> partial.call(arguments);
        case TemplateFunction.Strict strict ->
            ChoiceDistribution.distribute(
                strict,
                arguments,
                each -> isKnown(strict, each) ? strict.call(each) : ResidualCalls.of(strict, each));
        case TemplateFunction.Lazy _ -> throw new AssertionError();
      };
    }

    private static boolean isKnown(TemplateFunction.Strict strict, CallArguments arguments) {
      for (Value value : arguments.values()) {
        boolean known =
            strict.needsMembers()
                ? value.isFullyKnown()
                : switch (value) {
                  case Unknown _ -> false;
                  case ArrayValue array -> !array.isOpen();
                  case ObjectValue object -> !object.isOpen();
                  default -> true;
                };
        if (!known) {
          return false;
        }
      }
      return true;
    }

    private static Value unknown(String kind, String name) {
      if (kind.equals("$json")) {
        CallOutcome parsed = LenientJson.parse(name, Origin.NONE);
        return parsed instanceof CallOutcome.Returned(var value) ? value : BooleanValue.FALSE;
      }
      if (kind.equals("$symbol")) {
        return Unknown.symbol(name, CAUSE, TypeHint.STRING, Origin.NONE);
      }
      boolean secret = kind.equals("$secret");
      String word = kind.substring(1).toUpperCase(Locale.ROOT);
      TypeHint hint = secret || word.equals("TEXT") ? TypeHint.STRING : TypeHint.valueOf(word);
      Unknown unknown = Unknown.symbol("parameters('" + name + "')", CAUSE, hint, Origin.NONE);
      return secret ? unknown.asSecret() : unknown;
    }
  }

  /// Whether a value is a secret, or null if it is known.
  static @Nullable Boolean secrecy(String source) {
    return eval(source) instanceof Unknown unknown ? unknown.secret() : null;
  }
}

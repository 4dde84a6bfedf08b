package dev.redoubt.policy.internal.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.JsonWriter;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.ResidualExpression;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.policy.PolicyTestData;
import dev.redoubt.template.syntax.TemplateExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The fields are unknowns of each type and partly unknown values. A value that may be an error is
/// written as `VALUE or error`.
class ExpressionEvaluatorTest {

  private static final Unknown CONDITION = PolicyTestData.unknown("c", TypeHint.BOOL);
  private static final Unknown STRING = PolicyTestData.unknown("s", TypeHint.STRING);
  private static final Unknown REST = PolicyTestData.unknown("rest", TypeHint.ANY);

  private static Value text(String text) {
    return StringValue.of(text);
  }

  private static Value choice(Value whenTrue, Value whenFalse) {
    return Unknown.choice(CONDITION, whenTrue, whenFalse, Origin.NONE);
  }

  private static Value choices(int count) {
    List<Value> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Unknown condition = PolicyTestData.unknown("c" + i, TypeHint.BOOL);
      parts.add(Unknown.choice(condition, text("a" + i), text("b" + i), Origin.NONE));
    }
    return ArrayValue.of(parts);
  }

  private static final Map<String, Value> FIELDS =
      Map.ofEntries(
          Map.entry("known", text("kv-prod")),
          Map.entry("s", STRING),
          Map.entry("x", PolicyTestData.unknown("x", TypeHint.ANY)),
          Map.entry("i", PolicyTestData.unknown("i", TypeHint.INT)),
          Map.entry("b", PolicyTestData.unknown("b", TypeHint.BOOL)),
          Map.entry("a", PolicyTestData.unknown("a", TypeHint.ARRAY)),
          Map.entry("o", PolicyTestData.unknown("o", TypeHint.OBJECT)),
          Map.entry("text", Unknown.text(List.of(text("st-"), STRING), Origin.NONE)),
          Map.entry("choice", choice(text("aa"), text("bbb"))),
          Map.entry("mixed", choice(text("aa"), PolicyTestData.json("5"))),
          Map.entry("names", choice(text("known"), text("nothing"))),
          Map.entry("objects", choice(PolicyTestData.json("{\"k\":1}"), ObjectValue.EMPTY)),
          Map.entry("open", ArrayValue.open(List.of(text("k")), REST, Origin.NONE)),
          Map.entry("openObject", ObjectValue.builder().put("k", "v").rest(REST).build()),
          Map.entry("array", PolicyTestData.json("[\"p\", \"q\"]")),
          Map.entry("partly", ArrayValue.of(List.of(text("p"), STRING))),
          Map.entry("null", NullValue.NULL),
          Map.entry("five", choices(5)),
          Map.entry("six", choices(6)));

  private static final PolicyContext CONTEXT =
      new PolicyContext() {
        @Override
        public Value field(String name, Origin origin) {
          Value value = FIELDS.get(name);
          return value == null ? Unknown.failure("no field", origin) : value;
        }

        @Override
        public Value names(Origin origin) {
          return ArrayValue.of(List.of(text("parent"), text("child")));
        }

        @Override
        public @Nullable Value current(@Nullable String name, Origin origin) {
          return name == null ? text("element") : name.equals("known") ? text("named") : null;
        }

        @Override
        public Value surrounding(String function, Origin origin) {
          return text(function);
        }
      };

  private static String evaluated(String expression) {
    List<Problem> problems = new ArrayList<>();
    TemplateExpression read = new TemplateSyntax().read(PolicyTestData.json(expression), problems);
    assertThat(problems).isEmpty();
    return text(new ExpressionEvaluator(CONTEXT).evaluate(Objects.requireNonNull(read)));
  }

  private static String text(Value value) {
    if (Unknown.isFailure(value)) {
      return "error";
    }
    if (PossibleFailure.isIn(value)) {
      return text(PossibleFailure.without(value)) + " or error";
    }
    return switch (value) {
      case Unknown(ResidualExpression.Choice(_, var a, var b), _, _, _, _) ->
          text(a) + " / " + text(b);
      case Unknown unknown -> "some " + unknown.type();
      case StringValue string -> JsonWriter.quote(string.text());
      case NullValue _ -> "null";
      default -> JsonWriter.asText(value);
    };
  }

  private static void check(String expression, String expected) {
    assertThat(evaluated("\"" + expression + "\"")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // total functions do not fail
        "[toLower(field('s'))] | some STRING",
        "[length(field('s'))] | some INT",
        "[length(field('a'))] | some INT",
        "[string(field('x'))] | some STRING",
        "[startsWith(field('s'), 'a')] | some BOOL",
        "[equals(field('x'), 1)] | some BOOL",
        "[empty(field('s'))] | some BOOL",
        "[not(field('b'))] | some BOOL",
        "[split(field('s'), '-')] | some ARRAY",
        "[replace(field('s'), 'a', 'b')] | some STRING",
        "[first(field('a'))] | some ANY",
        "[array(field('x'))] | some ARRAY",
        // an argument of an unknown type may be a wrong one
        "[toLower(field('x'))] | some STRING or error",
        "[length(field('x'))] | some INT or error",
        "[startsWith(field('x'), 'a')] | some BOOL or error",
        "[startsWith(field('s'), field('x'))] | some BOOL or error",
        "[not(field('x'))] | some BOOL or error",
        "[empty(field('x'))] | some BOOL or error",
        // some arguments of the right type are refused
        "[replace('abc', field('s'), 'b')] | some STRING or error",
        "[replace('abc', field('text'), 'b')] | some STRING",
        "[split('abc', field('a'))] | some ARRAY or error",
        "[split(field('s'), createArray('a', 'b'))] | some ARRAY or error",
        "[split('abc', field('s'))] | some ARRAY",
        "[split('abc', field('x'))] | some ARRAY or error",
        // other functions may fail
        "[substring(field('s'), 0, 4)] | some STRING or error",
        "[int(field('s'))] | some INT or error",
        "[skip(field('a'), 1)] | some ARRAY or error",
        "[add(field('i'), 1)] | some INT or error",
        // wrong arguments always fail
        "[toLower(field('i'))] | error",
        "[toLower(5)] | error",
        "[toLower()] | error",
        "[toLower('a', 'b')] | error",
        "[length(field('b'))] | error",
        "[nothing('a')] | error",
        "[my.own('a')] | error",
        "[substring('abc', 0, 9)] | error",
        "[toLower(field('none'))] | error",
        "[concat('a', field('none'))] | error",
      })
  void functionFailsOnlyIfItsArgumentsAllowIt(String expression, String expected) {
    check(expression, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[contains(field('a'), field('x'))] | some BOOL",
        "[contains(field('o'), 'k')] | some BOOL",
        "[contains(field('s'), 'k')] | some BOOL",
        "[contains(field('x'), 'k')] | some BOOL or error",
        "[contains(field('s'), field('x'))] | some BOOL or error",
        "[concat(field('s'), field('s'))] | some STRING",
        "[concat(field('a'), field('a'))] | some ARRAY",
        "[concat('a', field('s'))] | some STRING",
        "[concat(field('a'), field('x'))] | some ARRAY or error",
        "[concat(field('x'), 'a')] | some STRING or error",
      })
  void containsAndConcatFailIfTheTypesDoNotFit(String expression, String expected) {
    check(expression, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[createObject('a', field('x'))] | {\"a\":\"[parameters('x')]\"}",
        "[createObject(field('s'), 1).z] | some ANY or error",
        "[length(createObject(field('s'), field('x')))] | some INT",
        "[length(createObject(field('x'), 1))] | some INT or error",
        "[createArray(field('x'))] | [\"[parameters('x')]\"]",
        "[length(createArray(field('x'), 2))] | 2",
        "[length(field('partly'))] | 2",
        "[length(field('open'))] | some INT",
        "[join(field('array'), '-')] | \"p-q\"",
        "[join(field('open'), '-')] | some STRING or error",
        "[length(field('openObject'))] | some INT",
        "[toUpper(field('known'))] | \"KV-PROD\"",
      })
  void knownMembersOfAPartlyKnownArgumentAreUsed(String expression, String expected) {
    check(expression, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[toUpper(field('choice'))] | \"AA\" / \"BBB\"",
        "[length(field('choice'))] | 2 / 3",
        "[substring(field('choice'), 0, 3)] | \"bbb\" or error",
        "[substring(field('choice'), 0, 9)] | error",
        "[toUpper(field('mixed'))] | \"AA\" or error",
        "[substring('abc', 0, length(field('choice')))] | \"ab\" / \"abc\"",
        "[concat(field('five')[0], field('five')[1], field('five')[2])]"
            + " | \"a0a1a2\" / \"a0a1b2\" / \"a0b1a2\" / \"a0b1b2\""
            + " / \"b0a1a2\" / \"b0a1b2\" / \"b0b1a2\" / \"b0b1b2\"",
      })
  void functionOfAChoiceIsAChoice(String expression, String expected) {
    check(expression, expected);
  }

  @ParameterizedTest
  @CsvSource({"five, false", "six, true"})
  void moreThanFiveIndependentChoicesAreNotDistributed(String field, boolean residual) {
    StringBuilder call = new StringBuilder("[guid('x'");
    for (int i = 0; i < (residual ? 6 : 5); i++) {
      call.append(", field('").append(field).append("')[").append(i).append("]");
    }
    String result = evaluated("\"" + call.append(")]") + "\"");
    assertThat(result.contains("some ")).isEqualTo(residual);
    assertThat(result.endsWith("or error")).isEqualTo(residual);
    assertThat(result.split(" / ")).hasSize(32);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[if(true(), 'y', substring('a', 0, 9))] | \"y\"",
        "[if(false(), substring('a', 0, 9), 'n')] | \"n\"",
        "[if(true(), substring('a', 0, 9), 'n')] | error",
        "[if(field('none'), 'y', 'n')] | error",
        "[if(field('b'), 'y', 'n')] | \"y\" / \"n\"",
        "[if(field('x'), 'y', 'n')] | \"y\" / \"n\" or error",
        "[if('a', 'y', 'n')] | error",
        "[if(field('b'), field('x'), 'n')] | some ANY / \"n\"",
        "[if(field('b'), substring('a', 0, 9), 'n')] | some ANY / \"n\" or error",
        "[if(field('b'), 'y', substring('a', 0, 9))] | \"y\" / some ANY or error",
        "[and(field('b'), field('none'))] | some BOOL or error",
        "[and(field('b'), field('none'), field('none'))] | some BOOL or error",
        "[and(field('b'), true())] | some BOOL",
        "[and(field('x'), true())] | some BOOL or error",
        "[and(true(), field('x'))] | some BOOL or error",
        "[or(field('b'), false())] | some BOOL",
        "[or(false(), field('x'))] | some BOOL or error",
        "[or(true(), field('none'))] | True",
        "[or(false(), field('none'))] | error",
        "[and(true(), 5)] | some ANY or error",
        "[coalesce(field('null'), 'x')] | \"x\"",
        "[coalesce(field('none'), 'x')] | error",
        "[toUpper(if(field('b'), 'y', 'n'))] | \"Y\" / \"N\"",
      })
  void lazyFunctionFailsOnlyIfAnEvaluatedArgumentDoes(String expression, String expected) {
    check(expression, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[field('openObject').k] | \"v\"",
        "[field('openObject').K] | \"v\"",
        "[field('openObject').z] | some ANY or error",
        "[field('openObject').?z] | some ANY",
        "[field('o').z] | some ANY or error",
        "[field('o').?z] | some ANY",
        "[field('array')[0]] | \"p\"",
        "[field('array')[1]] | \"q\"",
        "[field('array')[2]] | error",
        "[field('array')[-1]] | error",
        "[field('array')['p']] | error",
        "[field('open')[0]] | some ANY or error",
        "[field('array')[field('i')]] | some ANY or error",
        "[field('objects').k] | 1 or error",
        "[field('objects').?k] | 1 / null",
        "[createObject('aa', 1, 'bbb', 2)[field('choice')]] | 1 / 2",
        "[field('null').k] | error",
        "[field('null').?k] | null",
        "[field('known').k] | error",
        "[field('known').?k] | error",
        "[field('none').k] | error",
        "[field('none').?k] | error",
        "[field('array')[field('none')]] | error",
        "[createObject('k', 1).k] | 1",
        "[createObject('k', 1)[5]] | error",
      })
  void memberFailsIfItIsOrMayBeAbsent(String expression, String expected) {
    check(expression, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[field('known')] | \"kv-prod\"",
        "[FIELD('known')] | \"kv-prod\"",
        "[field(field('s'))] | some ANY or error",
        "[field(field('names'))] | \"kv-prod\" or error",
        "[field(field('none'))] | error",
        "[field(5)] | error",
        "[field()] | error",
        "[field('known', 'x')] | error",
        "[current()] | \"element\"",
        "[current('known')] | \"named\"",
        "[current('other')] | error",
        "[current(field('names'))] | \"named\" or error",
        "[current(field('s'))] | some ANY or error",
        "[resourcegroup()] | \"resourceGroup\"",
        "[utcNow()] | \"utcNow\"",
        "[addDays(utcNow(), 1)] | error",
      })
  void nameOfAFieldMayBeComputed(String expression, String expected) {
    check(expression, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[\"[field('known')]\", 1] | [\"kv-prod\",1]",
        "[1, \"[field('none')]\"] | error",
        "[\"[toLower(field('x'))]\", \"[field('s')]\"]"
            + " | [\"[toLower(parameters('x'))]\",\"[parameters('s')]\"] or error",
        "[\"[field('s')]\", \"[toLower(field('x'))]\"]"
            + " | [\"[parameters('s')]\",\"[toLower(parameters('x'))]\"] or error",
        "{\"a\": \"[field('known')]\"} | {\"a\":\"kv-prod\"}",
        "{\"a\": \"[field('none')]\"} | error",
        "{\"[field('none')]\": 1} | error",
        "{\"[field('known')]\": 1} | {\"kv-prod\":1}",
        "{\"[field('array')]\": 1} | error",
        "{\"a\": \"[toLower(field('x'))]\", \"b\": \"[field('s')]\"}"
            + " | {\"a\":\"[toLower(parameters('x'))]\",\"b\":\"[parameters('s')]\"} or error",
      })
  void arrayOrObjectFailsIfAPartDoes(String json, String expected) {
    assertThat(evaluated(json)).isEqualTo(expected);
  }
}

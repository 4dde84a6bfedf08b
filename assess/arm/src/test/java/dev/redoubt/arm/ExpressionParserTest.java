package dev.redoubt.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.JsonReader;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.template.syntax.TemplateExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionParserTest {

  private final List<Problem> problems = new ArrayList<>();
  private final ExpressionParser parser = new ExpressionParser(problems);

  private TemplateExpression parse(String text) {
    return parser.parse(StringValue.of(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "['a']                          | 'a'",
        "['it''s']                      | 'it''s'",
        "['''']                         | ''''",
        "['']                           | ''",
        "['[x]']                        | '[x]'",
        "[1]                            | 1",
        "[-42]                          | -42",
        "[9223372036854775807]          | 9223372036854775807",
        "[1.5]                          | json('1.5')",
        "[f()]                          | f()",
        "[Concat('a', 1)]               | Concat('a', 1)",
        "[f(g(1),h())]                  | f(g(1), h())",
        "[ns.fn(1)]                     | ns::fn(1)",
        "[ns.fn().a]                    | ns::fn()['a']",
        "[f().a.b]                      | f()['a']['b']",
        "[f()[0]['x']]                  | f()[0]['x']",
        "[f()[variables('i')].z]        | f()[variables('i')]['z']",
        "[f().?a.b]                     | f()[?'a']['b']",
        "[f()[?'a'][?1]]                | f()[?'a'][?1]",
        "['abc'[0]]                     | 'abc'[0]",
        "[lambda('x', lambdaVariables('x'))]          | x => lambdaVariables('x')",
        "[LAMBDA('x','y', add(1,2))]    | x y => add(1, 2)",
        "[lambda(1)]                    | \" => 1\"",
        "[ f ( 'a' , 1 ) . b [ 0 ] ]    | f('a', 1)['b'][0]",
        "[f().? a]                      | f()[?'a']",
        "[_f(true())]                   | _f(true())",
        "[createObject('a', null())]    | createObject('a', null())",
      })
  void parses(String text, String shown) {
    assertThat(TemplateExpressionPrinter.of(parse(text))).isEqualTo(shown);
    assertThat(problems).isEmpty();
  }

  @Test
  void allowsLineBreaksAndTabs_betweenAllParts() {
    assertThat(TemplateExpressionPrinter.of(parse("[\r\n\tf\n(\n'a\nb'\n,\n1\n)\n.\nc\n]")))
        .isEqualTo("f('a\nb', 1)['c']");
    assertThat(problems).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[", "]", "a", "[a", "a]", " [f()]", "[f()] ", "[f()] and [g()]x", "x[f()]"})
  void stringThatTheEngineDoesNotEvaluate_isText(String text) {
    assertThat(parse(text).literalText()).isEqualTo(text);
    assertThat(problems).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "[[f()], [f()]",
    "[[[x], [[x]",
    "[[], []",
    "[[f(), [[f()",
    "[[a] b, [[a] b",
  })
  void unescapesABracket_whenTheTextEndsWithOne(String text, String literal) {
    assertThat(parse(text).literalText()).isEqualTo(literal);
    assertThat(problems).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "[]                 | 1 | expected a function, a string in single quotes or a number, but"
            + " found the end of the expression",
        "[f]                | 2 | expected `(` after `f`, but found the end of the expression",
        "[f(]               | 3 | expected a function, a string in single quotes or a number, but"
            + " found the end of the expression",
        "[f(1]              | 4 | expected `,` or `)` after argument 1 of `f`, but found the end"
            + " of the expression",
        "[f(1 2)]           | 5 | expected `,` or `)` after argument 1 of `f`, but found `2`",
        "[f(1,)]            | 5 | expected a function, a string in single quotes or a number, but"
            + " found `)`",
        "[f('a)]            | 3 | the string has no closing `'`",
        "[f() g()]          | 5 | expected the end of the expression, but found `g`",
        "[f(), g()]         | 4 | expected the end of the expression, but found `,`",
        "[f().]             | 5 | expected a property name after `.`, but found the end"
            + " of the expression",
        "[f()[0]            | 6 | expected `]`, but found the end of the expression",
        "[ns.(1)]           | 4 | expected a function name after `ns.`, but found `(`",
        "[ns.f]             | 5 | expected `(` after `ns.f`, but found the end of the expression",
        "[1a]               | 1 | `1a` is not a valid number",
        "[1e999999999]      | 1 | `1e999999999` is not a valid number",
        "[-]                | 1 | `-` is not a valid number",
        "[!a]               | 1 | expected a function, a string in single quotes or a number, but"
            + " found `!`",
        "[lambda()]         | 1 | `lambda` requires parameter names and a body",
        "[lambda(x(), 1)]   | 8 | a parameter name of `lambda` must be a string",
      })
  void syntaxError_isReportedWithLocation(String text, int offset, String message) {
    Origin quote = Origin.of(1, 10, 5);
    TemplateExpression broken = parser.parse(new StringValue(text, quote.packed()));
    assertThat(broken)
        .isInstanceOfSatisfying(
            TemplateExpression.Literal.class,
            literal -> {
              assertThat(literal.value())
                  .isInstanceOfSatisfying(
                      Unknown.class,
                      unknown -> {
                        assertThat(unknown.causes())
                            .extracting(UnknownCause::kind)
                            .containsExactly(UnknownCause.Kind.INVALID_EXPRESSION);
                      });
            });
    assertThat(problems)
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.message()).startsWith(message);
              assertThat(problem.origin().line()).isEqualTo(10);
              assertThat(problem.origin().column()).isEqualTo(5 + 1 + offset);
            });
  }

  @Test
  void locationInsideAString_accountsForEscapesAndLineBreaks() {
    String json = "{\"a\":\n  \"[concat('\\n\\\"', !)]\",\n\"b\": \"[f(\n   g(),\n   ?)]\"}";
    var object = new JsonReader(new SourceFiles(), problems).read(json, "a.json");
    new JsonExpressionReader(parser, new JsonShapeReader(problems))
        .plain(Objects.requireNonNull(object));
    assertThat(problems).extracting(p -> p.origin().line()).containsExactly(2, 5);
    String[] lines = json.split("\n", -1);
    assertThat(problems.get(0).origin().column()).isEqualTo(lines[1].indexOf('!') + 1);
    assertThat(problems.get(1).origin().column()).isEqualTo(lines[4].indexOf('?') + 1);
  }

  @Test
  void eachPartHasItsLocation() {
    Origin quote = Origin.of(1, 3, 9);
    TemplateExpression.Call call =
        (TemplateExpression.Call) parser.parse(new StringValue("[f('a', g().b)]", quote.packed()));
    assertThat(call.origin().column()).isEqualTo(11);
    assertThat(call.arguments().get(0).origin().column()).isEqualTo(13);
    assertThat(((TemplateExpression.Member) call.arguments().get(1)).target().origin().column())
        .isEqualTo(18);
  }

  @Test
  void invalidExpressionsAtTwoLocations_areDifferentValues() {
    TemplateExpression first = parser.parse(new StringValue("[f(]", Origin.of(1, 1, 1).packed()));
    TemplateExpression second = parser.parse(new StringValue("[f(]", Origin.of(1, 2, 1).packed()));
    assertThat(((TemplateExpression.Literal) first).value())
        .isNotEqualTo(((TemplateExpression.Literal) second).value());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "f(",
        "f()[",
        "f().a",
        "f()[0]",
        "-",
        "'",
        "''",
        "lambda('x',",
        "n.f(",
        "f()[f(),"
      })
  void survivesHostileRepetition(String part) {
    for (String closing : new String[] {"", ")", "]"}) {
      for (int times : new int[] {100, 300, 20_000}) {
        TemplateExpression read = parse("[" + part.repeat(times) + closing.repeat(times) + "]");
        assertThat(height(read)).isLessThanOrEqualTo(ExpressionParser.MAX_HEIGHT);
      }
    }
  }

  @Test
  void heightIsLimited_whenMembersAndArgumentsAlternate() {
    String inner = "f()" + ".a".repeat(200);
    for (int i = 0; i < 100; i++) {
      inner = "f(" + inner + ")" + ".a".repeat(200);
    }
    parse("[" + inner + "]");
    assertThat(problems.getFirst().message()).startsWith("more than 256 nested calls");
  }

  @Test
  void expressionAtTheHeightLimit_isRead() {
    int calls = ExpressionParser.MAX_HEIGHT;
    TemplateExpression read =
        parse("[" + "f(".repeat(calls - 1) + "1" + ")".repeat(calls - 1) + "]");
    assertThat(problems).isEmpty();
    assertThat(height(read)).isEqualTo(calls);
  }

  @Test
  void expressionThatIsTooLong_isRejected() {
    parse("['" + "a".repeat(ExpressionParser.MAX_LENGTH) + "']");
    assertThat(problems.getFirst().message()).startsWith("the expression has 1,048,580 characters");
    assertThat(problems.getFirst().message()).hasSizeLessThan(300);
  }

  @Test
  void parsingStops_whenAFileHasTooManyNodes() {
    ExpressionParser small = new ExpressionParser(problems, 100);
    for (int i = 0; i < 12; i++) {
      small.parse(StringValue.of("[f(" + "1,".repeat(30) + "1)]"));
    }
    assertThat(problems)
        .extracting(Problem::message)
        .satisfiesExactly(
            first -> assertThat(first).startsWith("the file has more than 100 expression nodes"),
            second -> assertThat(second).endsWith("the remaining expressions are ignored"));
    assertThat(small.parse(StringValue.of("plain")).literalText()).isEqualTo("plain");
  }

  private static int height(TemplateExpression expression) {
    return switch (expression) {
      case TemplateExpression.Literal _ -> 1;
      case TemplateExpression.Call(_, var arguments, _) -> 1 + highest(arguments);
      case TemplateExpression.UserCall(_, _, var arguments, _) -> 1 + highest(arguments);
      case TemplateExpression.Lambda(_, var body, _) -> 1 + height(body);
      case TemplateExpression.Member(var target, var key, _, _) ->
          1 + Math.max(height(target), height(key));
      case TemplateExpression.ArrayOf _, TemplateExpression.ObjectOf _, TemplateExpression.Loop _ ->
          throw new AssertionError("no expression string makes this");
    };
  }

  private static int highest(List<TemplateExpression> expressions) {
    return expressions.stream().mapToInt(ExpressionParserTest::height).max().orElse(0);
  }
}

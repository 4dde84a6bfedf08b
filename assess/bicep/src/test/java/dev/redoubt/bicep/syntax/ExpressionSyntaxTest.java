package dev.redoubt.bicep.syntax;

import static dev.redoubt.bicep.syntax.ParsedText.expression;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExpressionSyntaxTest {

  @Test
  void readsLiterals() {
    assertThat(expression("true")).isEqualTo("true");
    assertThat(expression("false")).isEqualTo("false");
    assertThat(expression("null")).isEqualTo("null");
    assertThat(expression("007")).isEqualTo("7");
    assertThat(expression("9223372036854775807")).isEqualTo("9223372036854775807");
    assertThat(expression("-9223372036854775808")).isEqualTo("-9223372036854775808");
    assertThat(expression("-1")).isEqualTo("(- 1)");
  }

  @Test
  void refusesNumbersBeyondTheRange() {
    assertThat(ParsedText.template("var x = 9223372036854775808").problems())
        .containsExactly(
            "1:9 expected a valid 64-bit signed integer between -9223372036854775808 and"
                + " 9223372036854775807");
    assertThat(ParsedText.template("var x = -9223372036854775809").problems()).hasSize(1);
    assertThat(ParsedText.template("var x = 99999999999999999999999999").problems()).hasSize(1);
  }

  @Test
  void bindsOperatorsByPrecedence_allToTheLeft() {
    assertThat(expression("a + b * c")).isEqualTo("(+ a (* b c))");
    assertThat(expression("a - b - c")).isEqualTo("(- (- a b) c)");
    assertThat(expression("a / b % c")).isEqualTo("(% (/ a b) c)");
    assertThat(expression("a < b == c >= d")).isEqualTo("(== (< a b) (>= c d))");
    assertThat(expression("a =~ b != c")).isEqualTo("(!= (=~ a b) c)");
    assertThat(expression("a !~ b && c || d ?? e")).isEqualTo("(?? (|| (&& (!~ a b) c) d) e)");
    assertThat(expression("a ?? b ?? c")).isEqualTo("(?? (?? a b) c)");
    assertThat(expression("a ?? b || c && d == e < f + g * h"))
        .isEqualTo("(?? a (|| b (&& c (== d (< e (+ f (* g h)))))))");
    assertThat(expression("(a + b) * c")).isEqualTo("(* (paren (+ a b)) c)");
    assertThat(expression("a <= b > c")).isEqualTo("(> (<= a b) c)");
  }

  @Test
  void bindsPrefixesTighterThanOperators_andLooserThanAccess() {
    assertThat(expression("!a && -b.c < 1")).isEqualTo("(&& (! a) (< (- (. b c)) 1))");
    assertThat(expression("!a[0]")).isEqualTo("(! ([] a 0))");
    assertThat(expression("a!.b")).isEqualTo("(. (nonnull a) b)");
    assertThat(expression("a!!= b")).isEqualTo("(!= (nonnull a) b)");
  }

  @Test
  void takesOnePrefixAlone() {
    assertThat(ParsedText.template("var x = !!a").problems())
        .containsExactly("1:10 expected an expression, but found `!`");
    assertThat(expression("!(!a)")).isEqualTo("(! (paren (! a)))");
  }

  @Test
  void readsConditions_toTheRight_alsoOverLines() {
    assertThat(expression("a ? b : c ? d : e")).isEqualTo("(? a b (? c d e))");
    assertThat(expression("a ? b ? c : d : e")).isEqualTo("(? a (? b c d) e)");
    assertThat(expression("a || b ? c + 1 : d")).isEqualTo("(? (|| a b) (+ c 1) d)");
    assertThat(expression("a\n  ? b // one\n\n  // two\n  : c\n    ? d\n    : e"))
        .isEqualTo("(? a b (? c d e))");
    assertThat(expression("a ? b::c : d")).isEqualTo("(? a (:: b c) d)");
    assertThat(expression("a ?? b ? c : d")).isEqualTo("(? (?? a b) c d)");
  }

  @Test
  void readsAccess_inEveryForm() {
    assertThat(expression("a.b.c")).isEqualTo("(. (. a b) c)");
    assertThat(expression("a.?b[?0]")).isEqualTo("([?] (.? a b) 0)");
    assertThat(expression("a[^1][?^2]")).isEqualTo("([?^] ([^] a 1) 2)");
    assertThat(expression("a['b']['${c}']")).isEqualTo("([] ([] a \"b\") \"${c}\")");
    assertThat(expression("a::b::c.d")).isEqualTo("(. (:: (:: a b) c) d)");
    assertThat(expression("a[b ? c : d]")).isEqualTo("([] a (? b c d))");
    assertThat(expression("[1, 2][0]")).isEqualTo("([] [1 2] 0)");
    assertThat(expression("{ a: 1 }.a")).isEqualTo("(. {\"a\":1} a)");
    assertThat(expression("'x'.length")).isEqualTo("(. \"x\" length)");
  }

  @Test
  void readsCalls_alsoOverLines() {
    assertThat(expression("f()")).isEqualTo("(call f )");
    assertThat(expression("f(\n)")).isEqualTo("(call f )");
    assertThat(expression("f(a, b)")).isEqualTo("(call f a b)");
    assertThat(expression("f(\n  a,\n\n  b // last\n)")).isEqualTo("(call f a b)");
    assertThat(expression("az.f(a).g(b)")).isEqualTo("(call (call az.f a).g b)");
    assertThat(expression("a!.list()")).isEqualTo("(call (nonnull a).list )");
    assertThat(expression("f([\n 1\n], {\n a: 1\n})")).isEqualTo("(call f [1] {\"a\":1})");
  }

  @Test
  void readsLambdas() {
    assertThat(expression("map(a, x => x.b)")).isEqualTo("(call map a (=> (x) (. x b)))");
    assertThat(expression("reduce(a, 0, (x, y) => x + y)"))
        .isEqualTo("(call reduce a 0 (=> (x y) (+ x y)))");
    assertThat(expression("map(a, () => 1)")).isEqualTo("(call map a (=> () 1))");
    assertThat(expression("map(a, (\n  x,\n  y\n) =>\n  x)"))
        .isEqualTo("(call map a (=> (x y) x))");
    assertThat(expression("map(a, x => y => x ? y : 1)"))
        .isEqualTo("(call map a (=> (x) (=> (y) (? x y 1))))");
  }

  @Test
  void readsArrays_separatedByLinesOrCommas() {
    assertThat(expression("[]")).isEqualTo("[]");
    assertThat(expression("[\n\n]")).isEqualTo("[]");
    assertThat(expression("[1, 2]")).isEqualTo("[1 2]");
    assertThat(expression("[1, 2,]")).isEqualTo("[1 2]");
    assertThat(expression("[\n  1\n\n  2, 3\n]")).isEqualTo("[1 2 3]");
    assertThat(expression("[1\n2]")).isEqualTo("[1 2]");
    assertThat(expression("[...a, 1]")).isEqualTo("[...a 1]");
    assertThat(expression("[/* one */ 1 /* two\n*/, 2]")).isEqualTo("[1 2]");
  }

  @Test
  void readsObjects_separatedByLinesOrCommas() {
    assertThat(expression("{}")).isEqualTo("{}");
    assertThat(expression("{ a: 1, 'b c': 2 }")).isEqualTo("{\"a\":1 \"b c\":2}");
    assertThat(expression("{\n  a: 1\n\n  '${b}': 2\n}")).isEqualTo("{\"a\":1 \"${b}\":2}");
    assertThat(expression("{ ...a, b: { c: [] } }")).isEqualTo("{...a \"b\":{\"c\":[]}}");
    assertThat(expression("{\n  a: b\n    ? 1\n    : 2\n  c: 3\n}"))
        .isEqualTo("{\"a\":(? b 1 2) \"c\":3}");
  }

  @Test
  void readsKeywords_asNamesOfPropertiesAndVariables() {
    assertThat(
            expression(
                "{ resource: 1, if: 2, for: 3, existing: 4, param: 5, in: 6, module: 7, as: 8 }"))
        .isEqualTo(
            "{\"resource\":1 \"if\":2 \"for\":3 \"existing\":4 \"param\":5 \"in\":6 \"module\":7"
                + " \"as\":8}");
    assertThat(expression("a.resource.if.for")).isEqualTo("(. (. (. a resource) if) for)");
    assertThat(expression("resource + if + existing")).isEqualTo("(+ (+ resource if) existing)");
    assertThat(expression("[\n  param\n  output\n]")).isEqualTo("[param output]");
    assertThat(ParsedText.valid("param param string\nvar resource = var"))
        .isEqualTo("(param param string)\n(var resource var)");
  }

  @Test
  void keepsTrueFalseAndNull_fromBeingNames() {
    assertThat(ParsedText.template("var x = { true: 1, a: 2 }").problems())
        .containsExactly("1:11 expected a property name or `}`, but found `true`");
    assertThat(ParsedText.template("var x = a.null").problems())
        .containsExactly(
            "1:11 expected the name of a property or a function after `.`, but found `null`");
    assertThat(expression("{ 'true': 1 }.trueish")).isEqualTo("(. {\"true\":1} trueish)");
  }

  @Test
  void readsLoops() {
    assertThat(expression("[for x in y: x.z]")).isEqualTo("(for x y (. x z))");
    assertThat(expression("[for (x, i) in range(0, 3): { a: i }]"))
        .isEqualTo("(for x,i (call range 0 3) {\"a\":i})");
    assertThat(expression("[\n  for x in [1, 2]: [for y in x: y]\n]"))
        .isEqualTo("(for x [1 2] (for y x y))");
  }

  @Test
  void readsParentheses_overLines() {
    assertThat(expression("(\n  a\n)")).isEqualTo("(paren a)");
    assertThat(expression("((a.?b)).c")).isEqualTo("(. (paren (paren (.? a b))) c)");
  }

  @Test
  void endsAnExpressionWithItsLine() {
    assertThat(ParsedText.template("var x = a &&\n  b").problems())
        .containsExactly("1:13 expected an expression, but found the end of the line");
    assertThat(ParsedText.template("var x = a\n  && b").problems())
        .containsExactly("2:3 expected a declaration, such as `param`, but found `&&`");
  }
}

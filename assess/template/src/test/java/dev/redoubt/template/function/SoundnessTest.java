package dev.redoubt.template.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.ExpressionPrinter;
import dev.redoubt.estate.Value;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The result of a function for unknown arguments must hold for all their possible values:
/// evaluating the result with values for the unknowns equals the call with these values.
final class SoundnessTest {

  private static final List<String> CALLS =
      List.of(
          "contains(T, L)",
          "contains(L, T)",
          "contains(T, $text('p'))",
          "contains(createArray(T, L), L)",
          "empty(T)",
          "equals(T, T)",
          "equals(T, L)",
          "equals(createArray(T, L), createArray(L, T))",
          "startsWith(T, L)",
          "endsWith(T, L)",
          "startsWith(T, T)",
          "first(T)",
          "last(T)",
          "first(split(T, '/'))",
          "last(split(T, '/'))",
          "indexFromEnd(split(T, '/'), 1)",
          "tryIndexFromEnd(split(T, '/'), 2)",
          "last(split(T, 'ab'))",
          "split(T, '/')",
          "split(T, createArray('b', '/a'))",
          "join(split(T, '-'), '+')",
          "take(T, 2)",
          "skip(T, 2)",
          "replace(T, 'a', '/')",
          "replace(T, 'ab', 'a')",
          "replace(T, 'aba', '')",
          "replace(L, 'a', T)",
          "toLower(T)",
          "toUpper(T)",
          "toLower(concat(T, uniqueString($text('p'))))",
          "replace(concat(L, guid($text('p'))), '-', '')",
          "trim(concat(' ', T, ' '))",
          "uriComponent(T)",
          "string(T)",
          "format('{0,-4}|{1}', T, L)",
          "length(T)",
          "substring(concat('abab', T), 1, 3)",
          "substring(concat('abab', T), 2)",
          "indexOf(createArray(L, T), T)",
          "coalesce(T, L)",
          "if($bool('c'), T, L)",
          "equals(if($bool('c'), T, L), L)",
          "length(if($bool('c'), L, 'ab'))",
          "and($bool('c'), equals(T, L))",
          "or(not($bool('c')), equals(T, L))",
          "concat(if($bool('c'), 'a', L), if($bool('c'), L, '/'), T)",
          "tryGet(createObject('a', T, 'b', L), 'a')",
          "union(createObject('a', T), if($bool('c'), createObject('b', L), createObject('a', 1)))",
          "map(createArray(T, L), lambda('x', toUpper(lambdaVariables('x'))))",
          "shallowMerge(createArray(createObject('a', 1), createObject('a', T)))");

  private static final List<String> PIECES = List.of("", "a", "b", "/", "ab", "A", "ba/", "-", " ");

  @Test
  void results_holdForAllValuesOfTheUnknowns() {
    Random random = new Random(20260817);
    int decided = 0;
    for (int round = 0; round < 60; round++) {
      for (String call : CALLS) {
        String expression = fill(call, random);
        Value answer = FunctionTestLanguage.eval(expression);
        decided += answer.isFullyKnown() ? 1 : 0;
        for (int i = 0; i < 8; i++) {
          check(expression, answer, random);
        }
      }
    }
    assertThat(decided).isGreaterThan(500);
  }

  private static void check(String expression, Value answer, Random random) {
    String p = "'" + piece(random) + piece(random) + "'";
    String q = "'" + piece(random) + "'";
    String c = random.nextBoolean() ? "true()" : "false()";
    String known =
        expression.replace("$text('p')", p).replace("$text('q')", q).replace("$bool('c')", c);
    CallOutcome concrete = FunctionTestLanguage.outcome(known);
    if (!(concrete instanceof CallOutcome.Returned(var expected))) {
      return;
    }
    String left =
        ExpressionPrinter.of(answer)
            .replace("parameters('p')", p)
            .replace("parameters('q')", q)
            .replace("parameters('c')", c);
    assertThat(FunctionTestLanguage.eval(left))
        .as("%s, with %s", expression, known)
        .isEqualTo(expected);
  }

  private static String fill(String call, Random random) {
    StringBuilder filled = new StringBuilder();
    for (int i = 0; i < call.length(); i++) {
      boolean alone =
          (i == 0 || !Character.isLetter(call.charAt(i - 1)))
              && (i + 1 == call.length() || !Character.isLetter(call.charAt(i + 1)));
      switch (call.charAt(i)) {
        case 'T' -> filled.append(alone ? text(random) : "T");
        case 'L' -> filled.append(alone ? "'" + piece(random) + piece(random) + "'" : "L");
        default -> filled.append(call.charAt(i));
      }
    }
    return filled.toString();
  }

  private static String text(Random random) {
    return "concat('%s%s', $text('p'), '%s', $text('%s'), '%s')"
        .formatted(
            piece(random),
            piece(random),
            piece(random),
            random.nextBoolean() ? "p" : "q",
            piece(random));
  }

  private static String piece(Random random) {
    return PIECES.get(random.nextInt(PIECES.size()));
  }
}

package dev.redoubt.arm;

import java.util.List;
import java.util.Random;

/// Generates random template expressions of a given type over parameters `p`, `q` (string), `i`,
/// `j` (int), `b`, `c` (bool), `a` (array) and `o` (object). Most of them can be evaluated for most
/// values of the parameters.
final class RandomExpressions {

  private static final List<String> TEXTS =
      List.of("''", "'a'", "'b'", "'ab'", "'A'", "'/'", "'a/b'", "'-'", "' a '", "'5'", "'true'");
  private static final List<String> NAMES = List.of("'a'", "'b'", "'s'", "'A'");

  private final Random random;

  /// The lambda variables in scope.
  private int variables;

  RandomExpressions(long seed) {
    this.random = new Random(seed);
  }

  String any(int depth) {
    return switch (random.nextInt(12)) {
      case 10 -> depth > 0 ? member(depth - 1) : text(0);
      case 0, 1, 2, 3 -> text(depth);
      case 4, 5 -> integer(depth);
      case 6, 7 -> truth(depth);
      case 8 -> array(depth);
      case 9 -> object(depth);
      default -> variable(depth);
    };
  }

  /// A member of a container; fails if there is none.
  private String member(int depth) {
    return switch (random.nextInt(5)) {
      case 0 -> "createObject('a', " + any(depth) + ", 'b', " + any(depth) + ").b";
      case 1 -> "createArray(" + any(depth) + ", " + any(depth) + ")[" + random.nextInt(2) + "]";
      case 2 -> "parameters('o').a";
      case 3 -> "parameters('a')[" + integer(0) + "]";
      default -> "first(" + array(depth) + ")";
    };
  }

  private String variable(int depth) {
    if (variables > 0) {
      return "lambdaVariables('v" + random.nextInt(variables) + "')";
    }
    return random.nextInt(4) == 0 ? "null()" : text(depth);
  }

  private String pick(List<String> options) {
    return options.get(random.nextInt(options.size()));
  }

  private String lambda(int parameters, java.util.function.IntFunction<String> body, int depth) {
    StringBuilder written = new StringBuilder("lambda(");
    for (int n = 0; n < parameters; n++) {
      written.append("'v").append(variables + n).append("', ");
    }
    variables += parameters;
    written.append(body.apply(depth)).append(')');
    variables -= parameters;
    return written.toString();
  }

  String text(int depth) {
    if (depth <= 0) {
      return switch (random.nextInt(4)) {
        case 0 -> "parameters('p')";
        case 1 -> "parameters('q')";
        default -> pick(TEXTS);
      };
    }
    int d = depth - 1;
    return switch (random.nextInt(32)) {
      case 0, 1, 2 -> "concat(" + text(d) + ", " + text(d) + ")";
      case 3 -> "toLower(" + text(d) + ")";
      case 4 -> "toUpper(" + text(d) + ")";
      case 5 -> "replace(" + text(d) + ", " + pick(TEXTS.subList(1, 9)) + ", " + text(d) + ")";
      case 6 -> "take(" + text(d) + ", " + integer(d) + ")";
      case 7 -> "skip(" + text(d) + ", " + integer(d) + ")";
      case 8, 9 -> "if(" + truth(d) + ", " + text(d) + ", " + text(d) + ")";
      case 10 -> "first(" + text(d) + ")";
      case 11 -> "last(split(" + text(d) + ", " + pick(List.of("'/'", "'-'", "'a'")) + "))";
      case 12 -> "string(" + any(d) + ")";
      case 13 -> "format('{0}-{1}', " + any(d) + ", " + text(d) + ")";
      case 14 -> "join(" + array(d) + ", " + text(d) + ")";
      case 15 -> "trim(" + text(d) + ")";
      case 16 -> "padLeft(" + text(d) + ", " + random.nextInt(6) + ", 'x')";
      case 17 -> "coalesce(" + nullable(d) + ", " + text(d) + ")";
      case 18 -> "base64ToString(base64(" + text(d) + "))";
      case 19 -> "uniqueString(" + text(d) + ")";
      case 20 -> "substring(" + text(d) + ", " + random.nextInt(3) + ")";
      case 21 -> "substring(" + text(d) + ", 0, " + random.nextInt(3) + ")";
      case 22 -> "string(first(" + array(d) + "))";
      case 23 -> "string(tryGet(" + object(d) + ", " + pick(NAMES) + "))";
      case 24 -> "toLower(string(" + truth(d) + "))";
      case 25 ->
          "reduce("
              + array(d)
              + ", "
              + text(d)
              + ", "
              + lambda(
                  2, n -> "concat(string(lambdaVariables('v" + (variables - 2) + "')), 'r')", d)
              + ")";
      case 26 -> "last(" + text(d) + ")";
      case 27 -> "uriComponent(" + text(d) + ")";
      case 28 -> "string(createObject('a', " + any(d) + ").a)";
      case 29 -> "string(tryIndexFromEnd(" + array(d) + ", " + (1 + random.nextInt(2)) + "))";
      default -> text(0);
    };
  }

  private String nullable(int depth) {
    return switch (random.nextInt(4)) {
      case 0 -> "null()";
      case 1 -> "tryGet(" + object(depth) + ", " + pick(NAMES) + ")";
      case 2 -> "if(" + truth(depth) + ", null(), " + any(depth) + ")";
      default -> "tryGet(" + array(depth) + ", " + random.nextInt(2) + ")";
    };
  }

  String integer(int depth) {
    if (depth <= 0) {
      return switch (random.nextInt(4)) {
        case 0 -> "parameters('i')";
        case 1 -> "parameters('j')";
        default -> Integer.toString(random.nextInt(4));
      };
    }
    int d = depth - 1;
    return switch (random.nextInt(18)) {
      case 0 -> "add(" + integer(d) + ", " + integer(d) + ")";
      case 1 -> "sub(" + integer(d) + ", " + integer(d) + ")";
      case 2 -> "mul(" + integer(d) + ", " + integer(d) + ")";
      case 3 -> "div(" + integer(d) + ", " + integer(d) + ")";
      case 4 -> "mod(" + integer(d) + ", " + integer(d) + ")";
      case 5 -> "length(" + text(d) + ")";
      case 6 -> "length(" + array(d) + ")";
      case 7 -> "length(" + object(d) + ")";
      case 8 -> "indexOf(" + text(d) + ", " + text(d) + ")";
      case 9 -> "lastIndexOf(" + text(d) + ", " + text(d) + ")";
      case 10 -> "indexOf(" + array(d) + ", " + any(d) + ")";
      case 11 -> "lastIndexOf(" + array(d) + ", " + any(d) + ")";
      case 12 -> "min(" + integer(d) + ", " + integer(d) + ")";
      case 13 -> "max(createArray(" + integer(d) + ", " + integer(d) + "))";
      case 14 -> "int(string(" + integer(d) + "))";
      case 15 -> "if(" + truth(d) + ", " + integer(d) + ", " + integer(d) + ")";
      case 16 -> "coalesce(" + nullable(d) + ", " + integer(d) + ")";
      default -> integer(0);
    };
  }

  String truth(int depth) {
    if (depth <= 0) {
      return switch (random.nextInt(4)) {
        case 0, 1 -> "parameters('b')";
        case 2 -> "parameters('c')";
        default -> random.nextBoolean() ? "true()" : "false()";
      };
    }
    int d = depth - 1;
    return switch (random.nextInt(24)) {
      case 0 -> "and(" + truth(d) + ", " + truth(d) + ")";
      case 1 -> "or(" + truth(d) + ", " + truth(d) + ")";
      case 2 -> "not(" + truth(d) + ")";
      case 3 -> "equals(" + any(d) + ", " + any(d) + ")";
      case 4 -> "equals(" + text(d) + ", " + text(d) + ")";
      case 5 -> "equals(" + array(d) + ", " + array(d) + ")";
      case 6 -> "equals(" + object(d) + ", " + object(d) + ")";
      case 7 -> "equals(" + integer(d) + ", " + integer(d) + ")";
      case 8 -> "less(" + integer(d) + ", " + integer(d) + ")";
      case 9 -> "greaterOrEquals(" + text(d) + ", " + text(d) + ")";
      case 10 -> "lessOrEquals(" + integer(d) + ", " + integer(d) + ")";
      case 11 -> "greater(" + text(d) + ", " + text(d) + ")";
      case 12 -> "contains(" + text(d) + ", " + text(d) + ")";
      case 13 -> "contains(" + array(d) + ", " + any(d) + ")";
      case 14 -> "contains(" + object(d) + ", " + text(d) + ")";
      case 15 -> "empty(" + pick(List.of(text(d), array(d), object(d), nullable(d))) + ")";
      case 16 -> "startsWith(" + text(d) + ", " + text(d) + ")";
      case 17 -> "endsWith(" + text(d) + ", " + text(d) + ")";
      case 18 -> "bool(string(" + truth(d) + "))";
      case 19 -> "if(" + truth(d) + ", " + truth(d) + ", " + truth(d) + ")";
      case 20 -> "equals(" + nullable(d) + ", null())";
      case 22 -> "equals(" + member(d) + ", " + any(d) + ")";
      case 21 -> "coalesce(" + nullable(d) + ", " + truth(d) + ")";
      default -> truth(0);
    };
  }

  String array(int depth) {
    if (depth <= 0) {
      return switch (random.nextInt(3)) {
        case 0 -> "createArray()";
        case 1 -> "createArray(" + any(0) + ")";
        default -> "parameters('a')";
      };
    }
    int d = depth - 1;
    return switch (random.nextInt(30)) {
      case 0, 1 -> "createArray(" + any(d) + ", " + any(d) + ")";
      case 2 -> "createArray(" + any(d) + ", " + any(d) + ", " + any(d) + ")";
      case 3, 4 -> "concat(" + array(d) + ", " + array(d) + ")";
      case 5 -> "split(" + text(d) + ", " + pick(List.of("'/'", "'-'", "'a'", "'ab'")) + ")";
      case 6 -> "union(" + array(d) + ", " + array(d) + ")";
      case 7 -> "intersection(" + array(d) + ", " + array(d) + ")";
      case 8 -> "take(" + array(d) + ", " + integer(d) + ")";
      case 9 -> "skip(" + array(d) + ", " + integer(d) + ")";
      case 10 -> "range(" + integer(0) + ", " + random.nextInt(3) + ")";
      case 11 -> "map(" + array(d) + ", " + lambda(1, this::any, d) + ")";
      case 12 -> "filter(" + array(d) + ", " + lambda(1, this::truth, d) + ")";
      case 13 ->
          "filter("
              + array(d)
              + ", "
              + lambda(
                  1, n -> "equals(lambdaVariables('v" + (variables - 1) + "'), " + any(n) + ")", d)
              + ")";
      case 14 -> "flatten(createArray(" + array(d) + ", " + array(d) + "))";
      case 15 -> "if(" + truth(d) + ", " + array(d) + ", " + array(d) + ")";
      case 16 -> "array(" + text(d) + ")";
      case 17 -> "objectKeys(" + object(d) + ")";
      case 18 -> "items(" + object(d) + ")";
      case 19 -> "map(range(0, " + integer(d) + "), " + lambda(1, this::any, d) + ")";
      case 20 ->
          "sort(createArray("
              + integer(d)
              + ", "
              + integer(d)
              + "), "
              + lambda(
                  2,
                  n ->
                      "less(lambdaVariables('v"
                          + (variables - 2)
                          + "'), lambdaVariables('v"
                          + (variables - 1)
                          + "'))",
                  d)
              + ")";
      case 21 -> "coalesce(" + nullable(d) + ", " + array(d) + ")";
      case 22 -> "map(" + array(d) + ", " + lambda(2, this::any, d) + ")";
      case 23 ->
          "filter("
              + array(d)
              + ", "
              + lambda(
                  2,
                  n -> "less(lambdaVariables('v" + (variables - 1) + "'), " + integer(n) + ")",
                  d)
              + ")";
      case 24 -> "filter(" + array(d) + ", " + lambda(2, this::truth, d) + ")";
      case 25 -> "intersection(" + array(d) + ", " + array(d) + ", " + array(d) + ")";
      case 26 -> "union(" + array(d) + ", createArray(" + object(d) + "), " + array(d) + ")";
      case 27 -> "createArray(" + object(d) + ", " + array(d) + ")";
      default -> array(0);
    };
  }

  String object(int depth) {
    if (depth <= 0) {
      return random.nextInt(3) == 0
          ? "createObject(" + pick(NAMES) + ", " + any(0) + ")"
          : "parameters('o')";
    }
    int d = depth - 1;
    return switch (random.nextInt(18)) {
      case 0, 1 -> "createObject('a', " + any(d) + ", 'b', " + any(d) + ")";
      case 2 -> "createObject(" + text(d) + ", " + any(d) + ")";
      case 3, 4 -> "union(" + object(d) + ", " + object(d) + ")";
      case 5 -> "intersection(" + object(d) + ", " + object(d) + ")";
      case 6 -> "if(" + truth(d) + ", " + object(d) + ", " + object(d) + ")";
      case 7, 8 -> "shallowMerge(createArray(" + object(d) + ", " + object(d) + "))";
      case 9 -> "mapValues(" + object(d) + ", " + lambda(1, this::any, d) + ")";
      case 10 ->
          "toObject("
              + array(d)
              + ", "
              + lambda(1, n -> "string(lambdaVariables('v" + (variables - 1) + "'))", d)
              + ")";
      case 11 ->
          "groupBy("
              + array(d)
              + ", "
              + lambda(1, n -> "string(lambdaVariables('v" + (variables - 1) + "'))", d)
              + ")";
      case 12 -> "createObject('a', createObject('b', " + any(d) + "))";
      case 13 ->
          "toObject("
              + array(d)
              + ", "
              + lambda(1, n -> "string(lambdaVariables('v" + (variables - 1) + "'))", d)
              + ", "
              + lambda(1, this::any, d)
              + ")";
      case 14 -> "union(" + object(d) + ", " + object(d) + ", " + object(d) + ")";
      case 15 -> "createObject('a', " + any(d) + ", 'c', " + object(d) + ")";
      default -> object(0);
    };
  }
}

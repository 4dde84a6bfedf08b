package dev.redoubt.keys.release;

import java.math.BigDecimal;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// How a policy compares a claim; all that Azure's grammar has.
enum Operator {
  EQUALS("equals", null),
  NOT_EQUALS("notEquals", null),
  LESS("less", order -> order < 0),
  LESS_OR_EQUALS("lessOrEquals", order -> order <= 0),
  GREATER("greater", order -> order > 0),
  GREATER_OR_EQUALS("greaterOrEquals", order -> order >= 0),
  EXISTS("exists", null);

  private final String title;
  private final @Nullable IntPredicate order;

  Operator(String title, @Nullable IntPredicate order) {
    this.title = title;
    this.order = order;
  }

  /// Its name in policies.
  String title() {
    return title;
  }

  /// Whether a value may stand beside it.
  boolean accepts(JsonNode expected) {
    if (order != null) {
      return expected.isNumber();
    }
    return this == EXISTS
        ? truth(expected) != null
        : expected.isString() || expected.isBoolean() || expected.isNumber();
  }

  /// Compares.
  ///
  /// @param found a missing node where the token does not have the claim: unknown, except that
  ///   existence can be told
  Truth apply(JsonNode found, JsonNode expected) {
    boolean absent = found.isMissingNode() || found.isNull();
    if (this == EXISTS) {
      return of(Boolean.valueOf(!absent).equals(truth(expected)));
    }
    if (absent) {
      return Truth.UNKNOWN;
    }
    // Neither equal nor unequal: a policy that names one value is not about objects.
    if (found.isContainer()) {
      return Truth.VIOLATED;
    }
    if (order != null) {
      return of(found.isNumber() && order.test(number(found).compareTo(number(expected))));
    }
    boolean comparable = kind(found, expected);
    return of(comparable && (same(found, expected) == (this == EQUALS)));
  }

  private static boolean kind(JsonNode found, JsonNode expected) {
    return found.getNodeType() == expected.getNodeType()
        || (found.isBoolean() && truth(expected) != null);
  }

  private static boolean same(JsonNode found, JsonNode expected) {
    if (found.isNumber()) {
      return number(found).compareTo(number(expected)) == 0;
    }
    return found.isBoolean()
        ? Boolean.valueOf(found.booleanValue()).equals(truth(expected))
        : found.equals(expected);
  }

  private static BigDecimal number(JsonNode node) {
    return node.decimalValue();
  }

  /// Policies write truth as a boolean, or as a string.
  private static @Nullable Boolean truth(JsonNode node) {
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    return switch (node.isString() ? node.asString() : "") {
      case "true" -> Boolean.TRUE;
      case "false" -> Boolean.FALSE;
      default -> null;
    };
  }

  private static Truth of(boolean holds) {
    return holds ? Truth.HOLDS : Truth.VIOLATED;
  }
}

package dev.redoubt.keys.release;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The operators with which a release policy compares a claim; all operators of Azure's grammar.
enum ClaimOperator {
  EQUALS("equals"),
  NOT_EQUALS("notEquals"),
  LESS("less"),
  LESS_OR_EQUALS("lessOrEquals"),
  GREATER("greater"),
  GREATER_OR_EQUALS("greaterOrEquals"),
  EXISTS("exists");

  /// Claims are counters and security versions.
  private static final int MAX_SCALE = 100;

  private final String title;

  ClaimOperator(String title) {
    this.title = title;
  }

  /// The name in policies.
  String title() {
    return title;
  }

  /// Whether a value is allowed for this operator.
  boolean accepts(JsonNode expected) {
    return switch (this) {
      case LESS, LESS_OR_EQUALS, GREATER, GREATER_OR_EQUALS -> isComparable(expected);
      case EXISTS -> truth(expected) != null;
      case EQUALS, NOT_EQUALS ->
          expected.isString() || expected.isBoolean() || isComparable(expected);
    };
  }

  /// Compares a claim with the expected value.
  ///
  /// @param found a missing node if the token does not have the claim: the result is unknown,
  ///   except for `exists`
  ConditionResult apply(JsonNode found, JsonNode expected) {
    boolean absent = found.isMissingNode() || found.isNull();
    if (this == EXISTS) {
      return of(Boolean.valueOf(!absent).equals(truth(expected)));
    }
    if (absent) {
      return ConditionResult.UNKNOWN;
    }
    // Neither equal nor unequal: a policy that names one value is not about objects.
    if (found.isContainer()) {
      return ConditionResult.VIOLATED;
    }
    return of(
        switch (this) {
          case EQUALS -> kind(found, expected) && same(found, expected);
          case NOT_EQUALS ->
              kind(found, expected)
                  && (!found.isNumber() || isComparable(found))
                  && !same(found, expected);
          case LESS -> isComparable(found) && order(found, expected) < 0;
          case LESS_OR_EQUALS -> isComparable(found) && order(found, expected) <= 0;
          case GREATER -> isComparable(found) && order(found, expected) > 0;
          case GREATER_OR_EQUALS -> isComparable(found) && order(found, expected) >= 0;
          case EXISTS -> true;
        });
  }

  /// Comparing `1e999999999` with `10e999999998` would write out both.
  private static boolean isComparable(JsonNode node) {
    return node.isNumber() && Math.abs((long) node.decimalValue().scale()) <= MAX_SCALE;
  }

  private static int order(JsonNode found, JsonNode expected) {
    return found.decimalValue().compareTo(expected.decimalValue());
  }

  private static boolean kind(JsonNode found, JsonNode expected) {
    return found.getNodeType() == expected.getNodeType()
        || (found.isBoolean() && truth(expected) != null);
  }

  private static boolean same(JsonNode found, JsonNode expected) {
    if (found.isNumber()) {
      return isComparable(found) && order(found, expected) == 0;
    }
    return found.isBoolean()
        ? Boolean.valueOf(found.booleanValue()).equals(truth(expected))
        : found.equals(expected);
  }

  /// Policies write booleans as booleans or as strings.
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

  private static ConditionResult of(boolean holds) {
    return holds ? ConditionResult.HOLDS : ConditionResult.VIOLATED;
  }
}

package dev.redoubt.keys.release;

import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// A condition of a release policy.
sealed interface ReleaseCondition {

  /// A claim has an expected value.
  ///
  /// @param claim names from the outer to the inner object, separated by dots
  /// @param expected a string, boolean or number that the operator accepts
  record Claim(String claim, ClaimOperator operator, JsonNode expected)
      implements ReleaseCondition {}

  /// All conditions must hold; there is at least one.
  record AllOf(List<ReleaseCondition> parts) implements ReleaseCondition {}

  /// At least one condition must hold; there is at least one.
  record AnyOf(List<ReleaseCondition> parts) implements ReleaseCondition {}

  /// A condition on a token of a certain issuer.
  ///
  /// @param authority the issuer of the token, without a trailing slash
  record Authority(String authority, ReleaseCondition condition) implements ReleaseCondition {}

  /// Evaluates the condition on the claims of a token.
  default ReleaseReason evaluate(String issuer, JsonNode claims) {
    return switch (this) {
      case Claim(String claim, ClaimOperator operator, JsonNode expected) ->
          compare(claim, operator, expected, claims);
      case AllOf(List<ReleaseCondition> parts) ->
          joined("all of", parts, each -> each.evaluate(issuer, claims), ConditionResult.VIOLATED);
      case AnyOf(List<ReleaseCondition> parts) ->
          joined("any of", parts, each -> each.evaluate(issuer, claims), ConditionResult.HOLDS);
      case Authority(String authority, ReleaseCondition condition) ->
          authority.equals(issuer)
              ? issuedBy(authority, condition.evaluate(issuer, claims))
              : ReleaseReason.of(
                  ConditionResult.VIOLATED,
                  "issued by `" + authority + "`: the token is issued by `" + issuer + "`");
    };
  }

  private static ReleaseReason issuedBy(String authority, ReleaseReason reason) {
    return new ReleaseReason(reason.result(), "issued by `" + authority + "`", List.of(reason));
  }

  /// Three-valued logic (Kleene): a deciding part decides; otherwise, an unknown part makes the
  /// result unknown.
  private static ReleaseReason joined(
      String text,
      List<ReleaseCondition> parts,
      Function<ReleaseCondition, ReleaseReason> evaluate,
      ConditionResult deciding) {
    List<ReleaseReason> reasons = parts.stream().map(evaluate).toList();
    ConditionResult other =
        deciding == ConditionResult.HOLDS ? ConditionResult.VIOLATED : ConditionResult.HOLDS;
    ConditionResult truth =
        reasons.stream().anyMatch(each -> each.result() == deciding)
            ? deciding
            : reasons.stream().anyMatch(each -> each.result() == ConditionResult.UNKNOWN)
                ? ConditionResult.UNKNOWN
                : other;
    return new ReleaseReason(truth, text, reasons);
  }

  private static ReleaseReason compare(
      String claim, ClaimOperator operator, JsonNode expected, JsonNode claims) {
    JsonNode found = ClaimPaths.find(claims, claim);
    String text = "claim `" + claim + "` " + operator.title() + " `" + expected.asString() + "`: ";
    return ReleaseReason.of(operator.apply(found, expected), text + shown(found));
  }

  private static String shown(JsonNode found) {
    return switch (found.getNodeType()) {
      case MISSING, NULL -> "not in the token";
      case ARRAY -> "is an array";
      case OBJECT, POJO, BINARY -> "is an object";
      case BOOLEAN, NUMBER, STRING -> "is `" + shortened(found.asString()) + "`";
    };
  }

  private static String shortened(String text) {
    return text.length() <= 200 ? text : text.substring(0, 200) + "...";
  }
}

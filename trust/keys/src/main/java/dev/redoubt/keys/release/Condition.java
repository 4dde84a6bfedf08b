package dev.redoubt.keys.release;

import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// A condition of a release policy.
sealed interface Condition {

  /// A claim has a value.
  ///
  /// @param claim names from the outer to the inner object, with dots between
  /// @param expected a string, boolean or number that the operator accepts
  record Claim(String claim, Operator operator, JsonNode expected) implements Condition {}

  /// All conditions hold; there is at least one.
  record AllOf(List<Condition> parts) implements Condition {}

  /// One of the conditions holds; there is at least one.
  record AnyOf(List<Condition> parts) implements Condition {}

  /// Somebody in particular says so.
  ///
  /// @param authority the issuer of the token, without a slash at its end
  record Authority(String authority, Condition condition) implements Condition {}

  /// Evaluates over the claims of a token.
  default Reason evaluate(String issuer, JsonNode claims) {
    return switch (this) {
      case Claim(String claim, Operator operator, JsonNode expected) ->
          compare(claim, operator, expected, claims);
      case AllOf(List<Condition> parts) ->
          joined("all of", parts, each -> each.evaluate(issuer, claims), Truth.VIOLATED);
      case AnyOf(List<Condition> parts) ->
          joined("any of", parts, each -> each.evaluate(issuer, claims), Truth.HOLDS);
      case Authority(String authority, Condition condition) ->
          authority.equals(issuer)
              ? said(authority, condition.evaluate(issuer, claims))
              : Reason.of(
                  Truth.VIOLATED,
                  "said by `" + authority + "`: the token is issued by `" + issuer + "`");
    };
  }

  private static Reason said(String authority, Reason reason) {
    return new Reason(reason.truth(), "said by `" + authority + "`", List.of(reason));
  }

  /// Kleene's: one part that decides is enough; else one that is unknown makes all unknown.
  private static Reason joined(
      String text, List<Condition> parts, Function<Condition, Reason> evaluate, Truth deciding) {
    List<Reason> reasons = parts.stream().map(evaluate).toList();
    Truth other = deciding == Truth.HOLDS ? Truth.VIOLATED : Truth.HOLDS;
    Truth truth =
        reasons.stream().anyMatch(each -> each.truth() == deciding)
            ? deciding
            : reasons.stream().anyMatch(each -> each.truth() == Truth.UNKNOWN)
                ? Truth.UNKNOWN
                : other;
    return new Reason(truth, text, reasons);
  }

  private static Reason compare(
      String claim, Operator operator, JsonNode expected, JsonNode claims) {
    JsonNode found = Claims.find(claims, claim);
    String text = "claim `" + claim + "` " + operator.title() + " `" + expected.asString() + "`: ";
    return Reason.of(operator.apply(found, expected), text + shown(found));
  }

  private static String shown(JsonNode found) {
    return switch (found.getNodeType()) {
      case MISSING, NULL -> "the token does not have it";
      case ARRAY -> "it is a list";
      case OBJECT, POJO, BINARY -> "it is an object";
      case BOOLEAN, NUMBER, STRING -> "it is `" + shortened(found.asString()) + "`";
    };
  }

  private static String shortened(String text) {
    return text.length() <= 200 ? text : text.substring(0, 200) + "...";
  }
}

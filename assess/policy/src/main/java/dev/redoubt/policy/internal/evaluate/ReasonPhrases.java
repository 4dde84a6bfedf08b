package dev.redoubt.policy.internal.evaluate;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.ExpressionPrinter;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.policy.internal.expression.PossibleFailure;
import dev.redoubt.policy.syntax.ConditionOperator;
import dev.redoubt.template.deployment.BuiltInRoles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The phrases of reasons.
final class ReasonPhrases {

  /// The maximum length of a value in a message; longer values are truncated.
  private static final int MAX_SHOWN = 80;

  /// The maximum number of listed values.
  private static final int MAX_LISTED = 5;

  private static final Pattern GUID =
      Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  /// The resource id of a role, an expression for it, or a GUID, alone or as the end of a pattern.
  private static final Pattern ROLE_ID =
      Pattern.compile(
          "(?is)\\*?/?" + GUID + "|(?!.*guid\\().*/roleDefinitions\\W.*" + GUID + "(?:[^/\\w].*)?");

  private ReasonPhrases() {}

  /// The value of a field: "`x` is `a`", "`x` is absent", "`x` is absent and defaults to `a`".
  static String is(String subject, @Nullable Value value) {
    if (value == null || value instanceof NullValue) {
      return "`" + subject + "` is absent";
    }
    if (value.origin().equals(Origin.PROVIDER_DEFAULT)) {
      return "`" + subject + "` is absent and defaults to " + quoted(value);
    }
    if (value.origin().equals(Origin.DERIVED)) {
      return "`" + subject + "` is " + quoted(value) + ", derived from other resources";
    }
    return "`" + subject + "` is " + quoted(value);
  }

  /// The relation of the value to the operand: ", not `Disabled`".
  ///
  /// @param holds whether the operator without its negation holds
  static String relation(ConditionOperator positive, boolean holds, Value operand) {
    String not = holds ? "" : "not ";
    return switch (positive) {
      case EQUALS, NOT_EQUALS -> holds ? "" : ", not " + quoted(operand);
      case LIKE, NOT_LIKE, MATCH, NOT_MATCH, MATCH_INSENSITIVELY, NOT_MATCH_INSENSITIVELY ->
          ", which " + (holds ? "matches " : "does not match ") + quoted(operand);
      case CONTAINS, NOT_CONTAINS ->
          ", which " + (holds ? "contains " : "does not contain ") + quoted(operand);
      case CONTAINS_KEY, NOT_CONTAINS_KEY ->
          ", " + (holds ? "with" : "without") + " the key " + quoted(operand);
      case IN, NOT_IN -> ", " + not + "one of " + listed(operand, ", ");
      case LESS -> ", " + not + "less than " + quoted(operand);
      case LESS_OR_EQUALS -> ", " + (holds ? "at most " : "more than ") + quoted(operand);
      case GREATER -> ", " + not + "more than " + quoted(operand);
      case GREATER_OR_EQUALS -> ", " + (holds ? "at least " : "less than ") + quoted(operand);
      case EXISTS -> "";
    };
  }

  /// What is expected instead of a value that violates a policy: "; expected `Disabled`". Where the
  /// policy only forbids the value, the relation that is forbidden.
  ///
  /// @param holds whether the operator without its negation holds
  static String expectation(ConditionOperator positive, boolean holds, Value operand) {
    return switch (positive) {
      case EQUALS, NOT_EQUALS -> holds ? "" : "; expected " + quoted(operand);
      case LIKE, NOT_LIKE, MATCH, NOT_MATCH, MATCH_INSENSITIVELY, NOT_MATCH_INSENSITIVELY ->
          holds ? ", which matches " + quoted(operand) : "; expected a match of " + quoted(operand);
      case CONTAINS, NOT_CONTAINS ->
          holds
              ? ", which contains " + quoted(operand)
              : "; expected to contain " + quoted(operand);
      case CONTAINS_KEY, NOT_CONTAINS_KEY ->
          holds ? ", with the key " + quoted(operand) : "; expected the key " + quoted(operand);
      case IN, NOT_IN ->
          holds ? ", one of " + listed(operand, ", ") : "; expected " + listed(operand, " or ");
      case LESS -> "; expected " + (holds ? "at least " : "less than ") + quoted(operand);
      case LESS_OR_EQUALS -> "; expected " + (holds ? "more than " : "at most ") + quoted(operand);
      case GREATER -> "; expected " + (holds ? "at most " : "more than ") + quoted(operand);
      case GREATER_OR_EQUALS ->
          "; expected " + (holds ? "less than " : "at least ") + quoted(operand);
      case EXISTS -> "";
    };
  }

  /// What is unknown about a value: "it is less than `1`".
  static String question(ConditionOperator operator, Value operand) {
    boolean not = operator.isNegation();
    String other = quoted(operand);
    return switch (operator.positive()) {
      case EQUALS, NOT_EQUALS -> "it is " + (not ? "not " : "") + other;
      case LIKE, NOT_LIKE, MATCH, NOT_MATCH, MATCH_INSENSITIVELY, NOT_MATCH_INSENSITIVELY ->
          "it " + (not ? "does not match " : "matches ") + other;
      case CONTAINS, NOT_CONTAINS -> "it " + (not ? "does not contain " : "contains ") + other;
      case CONTAINS_KEY, NOT_CONTAINS_KEY ->
          "it " + (not ? "does not have" : "has") + " the key " + other;
      case IN, NOT_IN -> "it is " + (not ? "not " : "") + "one of " + listed(operand, ", ");
      case LESS -> "it is less than " + other;
      case LESS_OR_EQUALS -> "it is at most " + other;
      case GREATER -> "it is more than " + other;
      case GREATER_OR_EQUALS -> "it is at least " + other;
      case EXISTS -> "it exists";
    };
  }

  private static String listed(Value operand, String separator) {
    if (!(operand instanceof ArrayValue array) || array.isOpen()) {
      return quoted(operand);
    }
    List<String> words = new ArrayList<>();
    for (int i = 0; i < array.size() && i < MAX_LISTED; i++) {
      words.add(quoted(array.get(i)));
    }
    int more = array.size() - words.size();
    return String.join(separator, words) + (more > 0 ? " and " + more + " more" : "");
  }

  /// A value in backticks, truncated. An id of one built-in role is shown by the name of the role:
  /// "the role Owner (`8e3af657-a8ff-443c-a75c-2fe8c4bcb635`)".
  static String quoted(Value value) {
    String text = text(value);
    String role = role(text);
    return role == null ? "`" + truncated(text) + "`" : role;
  }

  /// Whether two values are ids, or patterns of ids, of the same built-in role.
  static boolean isSameRole(Value value, Value other) {
    String role = role(text(value));
    return role != null && role.equals(role(text(other)));
  }

  /// The role of which a text is the id, a pattern of ids, or an expression for the id; null for
  /// other texts, such as a name that is computed from the id of a role.
  private static @Nullable String role(String text) {
    if (!ROLE_ID.matcher(text).matches()) {
      return null;
    }
    List<String> ids =
        GUID.matcher(text)
            .results()
            .map(guid -> guid.group().toLowerCase(Locale.ROOT))
            .filter(id -> BuiltInRoles.name(id) != null)
            .distinct()
            .toList();
    return ids.size() == 1
        ? "the role %s (`%s`)".formatted(BuiltInRoles.name(ids.getFirst()), ids.getFirst())
        : null;
  }

  private static String text(Value value) {
    return switch (value) {
      case StringValue string -> string.text();
      case Unknown unknown -> ExpressionPrinter.bracketed(PossibleFailure.without(unknown));
      case NullValue _, BooleanValue _, NumberValue _, ArrayValue _, ObjectValue _ ->
          value.toString();
    };
  }

  private static String truncated(String text) {
    return text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN - 1) + "…" : text;
  }
}

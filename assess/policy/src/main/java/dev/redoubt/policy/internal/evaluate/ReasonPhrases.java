package dev.redoubt.policy.internal.evaluate;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.ExpressionText;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.policy.syntax.ConditionOperator;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The words of reasons.
final class ReasonPhrases {

  /// A value longer than this is cut in a message: a line must stay a line.
  private static final int MAX_SHOWN = 80;

  /// So many alternatives are named.
  private static final int MAX_LISTED = 5;

  private ReasonPhrases() {}

  /// What a field is: "`x` is `a`", "`x` is absent", "`x` absent; service default is `a`".
  static String is(String subject, @Nullable Value value) {
    if (value == null || value instanceof NullValue) {
      return "`" + subject + "` is absent";
    }
    if (value.origin().equals(Origin.PROVIDER_DEFAULT)) {
      return "`" + subject + "` absent; service default is " + quoted(value);
    }
    if (value.origin().equals(Origin.DERIVED)) {
      return "`" + subject + "` follows from other resources: " + quoted(value);
    }
    return "`" + subject + "` is " + quoted(value);
  }

  /// How the value stands to the operand: ", not `Disabled`".
  ///
  /// @param holds whether the operator without its negation holds
  static String relation(ConditionOperator positive, boolean holds, Value operand) {
    String not = holds ? "" : "not ";
    return switch (positive) {
      case EQUALS, NOT_EQUALS -> holds ? "" : ", not " + quoted(operand);
      case LIKE, NOT_LIKE -> ", " + not + "like " + quoted(operand);
      case MATCH, NOT_MATCH, MATCH_INSENSITIVELY, NOT_MATCH_INSENSITIVELY ->
          ", which " + (holds ? "matches " : "does not match ") + quoted(operand);
      case CONTAINS, NOT_CONTAINS -> ", " + (holds ? "with " : "without ") + quoted(operand);
      case CONTAINS_KEY, NOT_CONTAINS_KEY ->
          ", " + (holds ? "with" : "without") + " the key " + quoted(operand);
      case IN, NOT_IN -> ", " + (holds ? "one of " : "none of ") + listed(operand);
      case LESS -> ", " + not + "less than " + quoted(operand);
      case LESS_OR_EQUALS -> ", " + (holds ? "at most " : "more than ") + quoted(operand);
      case GREATER -> ", " + not + "more than " + quoted(operand);
      case GREATER_OR_EQUALS -> ", " + (holds ? "at least " : "less than ") + quoted(operand);
      case EXISTS -> "";
    };
  }

  private static String listed(Value operand) {
    if (!(operand instanceof ArrayValue array) || array.isOpen()) {
      return quoted(operand);
    }
    List<String> words = new ArrayList<>();
    for (int i = 0; i < array.size() && i < MAX_LISTED; i++) {
      words.add(quoted(array.get(i)));
    }
    int more = array.size() - words.size();
    return String.join(", ", words) + (more > 0 ? " and " + more + " more" : "");
  }

  static String quoted(Value value) {
    return "`" + shown(value) + "`";
  }

  private static String shown(Value value) {
    String text =
        switch (value) {
          case StringValue string -> string.text();
          case Unknown unknown -> ExpressionText.bracketed(unknown);
          case NullValue _, BooleanValue _, NumberValue _, ArrayValue _, ObjectValue _ ->
              value.toString();
        };
    return text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN - 1) + "…" : text;
  }
}

package dev.redoubt.policy.syntax;

import dev.redoubt.estate.PropertyName;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The comparison operator of a condition. Half of the operators are negations of others.
public enum ConditionOperator {
  EQUALS("equals", null),
  NOT_EQUALS("notEquals", EQUALS),
  LIKE("like", null),
  NOT_LIKE("notLike", LIKE),
  MATCH("match", null),
  NOT_MATCH("notMatch", MATCH),
  MATCH_INSENSITIVELY("matchInsensitively", null),
  NOT_MATCH_INSENSITIVELY("notMatchInsensitively", MATCH_INSENSITIVELY),
  CONTAINS("contains", null),
  NOT_CONTAINS("notContains", CONTAINS),
  IN("in", null),
  NOT_IN("notIn", IN),
  CONTAINS_KEY("containsKey", null),
  NOT_CONTAINS_KEY("notContainsKey", CONTAINS_KEY),
  LESS("less", null),
  LESS_OR_EQUALS("lessOrEquals", null),
  GREATER("greater", null),
  GREATER_OR_EQUALS("greaterOrEquals", null),
  EXISTS("exists", null);

  private static final Map<String, ConditionOperator> BY_WORD = byWord();

  private final String word;
  private final @Nullable ConditionOperator negated;

  ConditionOperator(String word, @Nullable ConditionOperator negated) {
    this.word = word;
    this.negated = negated;
  }

  /// As Azure writes it: `notEquals`.
  public String word() {
    return word;
  }

  /// The operator that this one negates, or itself if it is not a negation.
  public ConditionOperator positive() {
    return negated == null ? this : negated;
  }

  public boolean isNegation() {
    return negated != null;
  }

  /// The operator with a name, ignoring case; or null.
  public static @Nullable ConditionOperator find(String word) {
    return BY_WORD.get(PropertyName.folded(word));
  }

  private static Map<String, ConditionOperator> byWord() {
    Map<String, ConditionOperator> words = new HashMap<>();
    for (ConditionOperator operator : values()) {
      words.put(PropertyName.folded(operator.word), operator);
    }
    return words;
  }
}

package dev.redoubt.registry.search;

import java.util.Objects;

/// A comparison of a field with an operand.
public record SearchCondition(SearchField field, SearchOperator operator, SearchOperand operand) {

  /// @throws NullPointerException if one is null
  public SearchCondition {
    Objects.requireNonNull(field);
    Objects.requireNonNull(operator);
    Objects.requireNonNull(operand);
  }
}

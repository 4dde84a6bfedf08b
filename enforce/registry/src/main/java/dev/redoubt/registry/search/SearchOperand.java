package dev.redoubt.registry.search;

import java.math.BigDecimal;
import java.util.List;

/// Right-hand side of a comparison.
public sealed interface SearchOperand {

  /// A text, without its quotes.
  record Text(String value) implements SearchOperand {}

  /// A number, exactly as written.
  record Decimal(BigDecimal value) implements SearchOperand {}

  /// A non-empty list of texts.
  record Texts(List<String> values) implements SearchOperand {
    /// @throws IllegalArgumentException if the list is empty
    public Texts {
      values = List.copyOf(values);
      if (values.isEmpty()) {
        throw new IllegalArgumentException("an empty list");
      }
    }
  }

  /// No operand, for [SearchOperator#IS_NULL] and [SearchOperator#IS_NOT_NULL].
  record Nothing() implements SearchOperand {}
}

package dev.redoubt.registry.search;

import java.math.BigDecimal;
import java.util.List;

/// What is compared with.
public sealed interface SearchOperand {

  /// A text, without its quotes.
  record Text(String value) implements SearchOperand {}

  /// A number, exactly as written.
  record Decimal(BigDecimal value) implements SearchOperand {}

  /// A list of texts, not empty.
  record Texts(List<String> values) implements SearchOperand {
    /// @throws IllegalArgumentException if the list is empty
    public Texts {
      values = List.copyOf(values);
      if (values.isEmpty()) {
        throw new IllegalArgumentException("an empty list");
      }
    }
  }

  /// Nothing, for [SearchOperator#IS_NULL] and [SearchOperator#IS_NOT_NULL].
  record Nothing() implements SearchOperand {}
}

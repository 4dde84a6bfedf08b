package dev.redoubt.registry.search;

import java.math.BigDecimal;
import java.util.List;

/// What is compared with.
public sealed interface Operand {

  /// A text, without its quotes.
  record Text(String value) implements Operand {}

  /// A number, exactly as written.
  record Decimal(BigDecimal value) implements Operand {}

  /// A list of texts, not empty.
  record Texts(List<String> values) implements Operand {
    /// @throws IllegalArgumentException if the list is empty
    public Texts {
      values = List.copyOf(values);
      if (values.isEmpty()) {
        throw new IllegalArgumentException("an empty list");
      }
    }
  }

  /// Nothing, for [Operator#IS_NULL] and [Operator#IS_NOT_NULL].
  record Nothing() implements Operand {}
}

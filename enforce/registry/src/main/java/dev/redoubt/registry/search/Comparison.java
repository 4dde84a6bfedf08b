package dev.redoubt.registry.search;

import java.util.Objects;

/// One condition of a search.
public record Comparison(Field field, Operator operator, Operand operand) {

  /// @throws NullPointerException if one is null
  public Comparison {
    Objects.requireNonNull(field);
    Objects.requireNonNull(operator);
    Objects.requireNonNull(operand);
  }
}

package dev.redoubt.registry;

import java.util.Objects;
import java.util.function.Predicate;

/// Who asks, as far as the registry's tables care: the rights are decided before, by Cedar.
///
/// @param name what is written down of who did something, as `alice@contoso.example`
/// @param sees which labels' objects exist for them
public record Caller(String name, Predicate<Label> sees) {

  /// @throws NullPointerException if one is null
  public Caller {
    Objects.requireNonNull(name);
    Objects.requireNonNull(sees);
  }
}

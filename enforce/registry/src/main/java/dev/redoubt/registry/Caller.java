package dev.redoubt.registry;

import java.util.Objects;
import java.util.function.Predicate;

/// Who asks, as far as the registry's tables care: the rights are decided before, by Cedar.
///
/// @param id the issuer and its subject, which stands in the ledger and never means somebody else
/// @param name what people call them, as `alice@contoso.example`; decides nothing
/// @param sees which labels' objects exist for them
public record Caller(String id, String name, Predicate<Label> sees) {

  /// @throws NullPointerException if one is null
  public Caller {
    Objects.requireNonNull(id);
    Objects.requireNonNull(name);
    Objects.requireNonNull(sees);
  }
}

package dev.redoubt.access;

import java.util.Objects;

/// Who asks, as far as the registry's tables care: the rights are decided before, by Cedar.
///
/// @param id the issuer and its subject, which stands in the ledger and never means somebody else
/// @param name what people call them, as `alice@contoso.example`; decides nothing
/// @param sees what exists for them
public record Caller(String id, String name, VisibilityFilter sees) {

  /// @throws NullPointerException if one is null
  public Caller {
    Objects.requireNonNull(id);
    Objects.requireNonNull(name);
    Objects.requireNonNull(sees);
  }
}

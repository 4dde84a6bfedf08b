package dev.redoubt.access;

import java.util.Objects;

/// Principal of a request, as far as the registry's tables need it: authorization is decided
/// before, by Cedar.
///
/// @param id issuer and subject; recorded in the ledger and never reassigned
/// @param name display name, such as `alice@contoso.example`; never used for decisions
/// @param sees the objects that are visible to the principal
public record Caller(String id, String name, VisibilityFilter sees) {

  /// @throws NullPointerException if an argument is null
  public Caller {
    Objects.requireNonNull(id);
    Objects.requireNonNull(name);
    Objects.requireNonNull(sees);
  }
}

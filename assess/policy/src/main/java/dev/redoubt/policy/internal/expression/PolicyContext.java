package dev.redoubt.policy.internal.expression;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Value;
import org.jspecify.annotations.Nullable;

/// What an expression of a policy may ask for besides its arguments.
public interface PolicyContext {

  /// `field('name')`: the value of a field of the resource; an array where the name has `[*]`, an
  /// empty string where the field is absent.
  Value field(String name, Origin origin);

  /// `current()` or `current('name')`: the value at hand in a `count`, or null where there is none.
  @Nullable Value current(@Nullable String name, Origin origin);

  /// `requestContext()`, `resourceGroup()`, `subscription()`, `policy()`, `utcNow()`: what
  /// surrounds the evaluation, by the function's name as Microsoft writes it.
  Value surrounding(String function, Origin origin);
}

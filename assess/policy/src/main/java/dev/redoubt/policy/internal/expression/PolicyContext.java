package dev.redoubt.policy.internal.expression;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Value;
import org.jspecify.annotations.Nullable;

/// The context of a policy expression: the resource, the current element and the request.
public interface PolicyContext {

  /// `field('name')`: the value of a field of the resource; an array where the name has `[*]`, an
  /// empty string where the field is absent.
  Value field(String name, Origin origin);

  /// `split(field('fullName'), '/')`: the names of the resource and of the resources that it is a
  /// part of. A name contains no slash, also if it is unknown, which a split of the text cannot
  /// know.
  Value names(Origin origin);

  /// `current()` or `current('name')`: the current value in a `count`, or null if there is none.
  @Nullable Value current(@Nullable String name, Origin origin);

  /// `requestContext()`, `resourceGroup()`, `subscription()`, `policy()`, `utcNow()`: the context
  /// of the evaluation, by the function name as in Microsoft's documentation.
  Value surrounding(String function, Origin origin);
}

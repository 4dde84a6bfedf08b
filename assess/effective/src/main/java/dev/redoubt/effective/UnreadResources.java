package dev.redoubt.effective;

import dev.redoubt.estate.Estate;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;
import org.jspecify.annotations.Nullable;

/// What resources of the deployment that were not read may add to those that were.
final class UnreadResources {

  private UnreadResources() {}

  /// What they add to a property of a resource; null if the whole deployment was read.
  static @Nullable Unknown addition(Estate estate, ResourceKey key, String property) {
    UnknownCause cause = estate.unread();
    return cause == null
        ? null
        : Unknown.symbol(
            "unread('%s', '%s')".formatted(key.id().replace("'", "''"), property),
            cause,
            TypeHint.ANY,
            Origin.NONE);
  }
}

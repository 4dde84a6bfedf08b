package dev.redoubt.artifacts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A legal hold, which prevents deletion until it is lifted.
///
/// @param actor id of the principal who placed it
/// @param lifted when it was lifted; null while it is active
public record LegalHold(
    long id, String reason, String actor, Instant placed, @Nullable Instant lifted) {}

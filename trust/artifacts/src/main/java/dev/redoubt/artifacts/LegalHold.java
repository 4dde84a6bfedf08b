package dev.redoubt.artifacts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something must stay, because somebody said so.
///
/// @param actor who placed it
/// @param lifted when it was; null as long as it holds
public record LegalHold(
    long id, String reason, String actor, Instant placed, @Nullable Instant lifted) {}

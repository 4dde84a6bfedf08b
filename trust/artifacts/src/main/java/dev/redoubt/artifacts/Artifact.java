package dev.redoubt.artifacts;

import dev.redoubt.ledger.format.Digest;
import java.time.Instant;

/// A file.
///
/// @param path within its home
/// @param size in bytes, of the plaintext
/// @param sha256 of the plaintext
/// @param created when it was put there; for a frozen one, when it was frozen
public record Artifact(ArtifactPath path, long size, Digest sha256, Instant created) {}

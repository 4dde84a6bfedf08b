package dev.redoubt.artifacts;

import dev.redoubt.ledger.format.Sha256Digest;
import java.time.Instant;

/// A file.
///
/// @param path within its home
/// @param size in bytes, of the plaintext
/// @param sha256 of the plaintext
/// @param created when it was put there; for a frozen one, when it was frozen
public record Artifact(ArtifactPath path, long size, Sha256Digest sha256, Instant created) {}

package dev.redoubt.artifacts;

import dev.redoubt.ledger.format.Sha256Digest;
import java.time.Instant;

/// Metadata of an artifact file.
///
/// @param path relative to its artifact root
/// @param size in bytes, of the plaintext
/// @param sha256 of the plaintext
/// @param created when it was uploaded; in a snapshot, when the snapshot was made
public record Artifact(ArtifactPath path, long size, Sha256Digest sha256, Instant created) {}

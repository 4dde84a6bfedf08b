package dev.redoubt.registry.registration;

import dev.redoubt.registry.artifact.ArtifactPath;
import dev.redoubt.registry.artifact.Home;

/// Where a version comes from.
///
/// @param home where its files were put
/// @param folder below which they are
public record Source(Home home, ArtifactPath folder) {}

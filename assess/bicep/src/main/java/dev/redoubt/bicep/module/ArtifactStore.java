package dev.redoubt.bicep.module;

import java.nio.file.Path;

/// A source of modules that are not local files.
@FunctionalInterface
public interface ArtifactStore {

  /// A store without modules.
  ArtifactStore NONE = reference -> new Artifact.Missing("no module source is configured");

  /// Finds the compiled template of a module. Never throws for an invalid reference, or for the
  /// state or content of the store.
  Artifact find(ArtifactReference reference);

  /// The result of a lookup.
  sealed interface Artifact {

    /// The module was found.
    ///
    /// @param template the compiled template, ARM JSON
    /// @param name the display name of the file in messages
    record Found(Path template, String name) implements Artifact {}

    /// The module was not found.
    ///
    /// @param reason the reason, lower case, to follow "is not available: "
    record Missing(String reason) implements Artifact {}
  }
}

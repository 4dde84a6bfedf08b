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

  /// Where a module was found.
  enum Source {
    /// A folder that the user names. What is in it was not compared with what is published.
    FOLDER,
    /// The cache of the Bicep CLI on this machine.
    BICEP_CACHE,
    /// Redoubt's own cache on this machine.
    CACHE,
    /// A registry.
    REGISTRY
  }

  /// The result of a lookup.
  sealed interface Artifact {

    /// The module was found.
    ///
    /// @param template the compiled template, ARM JSON
    /// @param name the display name of the file in messages
    record Found(Path template, String name, Source source) implements Artifact {}

    /// The module was not found.
    ///
    /// @param reason the reason, lower case, to follow "is not available: "
    record Missing(String reason) implements Artifact {}
  }
}

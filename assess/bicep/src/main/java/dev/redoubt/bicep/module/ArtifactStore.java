package dev.redoubt.bicep.module;

import java.nio.file.Path;

/// Where modules that are not local files come from.
@FunctionalInterface
public interface ArtifactStore {

  /// A store that has nothing.
  ArtifactStore NONE =
      reference -> new Artifact.Missing("no place is named where it could be found");

  /// Looks for a module's compiled template. Never throws for what is wrong with the reference, the
  /// store or what it holds.
  Artifact find(ArtifactReference reference);

  /// What came of it.
  sealed interface Artifact {

    /// It is at hand.
    ///
    /// @param template the compiled template, ARM JSON
    /// @param name what to call the file in messages
    record Found(Path template, String name) implements Artifact {}

    /// It cannot be had.
    ///
    /// @param why lower case, to follow "cannot be had: "
    record Missing(String why) implements Artifact {}
  }
}

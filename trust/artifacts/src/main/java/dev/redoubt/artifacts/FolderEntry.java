package dev.redoubt.artifacts;

/// An entry of a folder listing.
public sealed interface FolderEntry {

  /// Returns the path relative to the artifact root.
  ArtifactPath path();

  /// A file in the folder.
  record File(Artifact artifact) implements FolderEntry {
    @Override
    public ArtifactPath path() {
      return artifact.path();
    }
  }

  /// A subfolder. It exists as long as there is a file below it.
  record Folder(ArtifactPath path) implements FolderEntry {}
}

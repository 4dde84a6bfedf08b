package dev.redoubt.artifacts;

/// What is in a folder.
public sealed interface FolderEntry {

  /// Where it is, from the top of its home.
  ArtifactPath path();

  /// A file.
  record File(Artifact artifact) implements FolderEntry {
    @Override
    public ArtifactPath path() {
      return artifact.path();
    }
  }

  /// A folder. It is there as long as there is a file below it.
  record Folder(ArtifactPath path) implements FolderEntry {}
}

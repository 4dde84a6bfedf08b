package dev.redoubt.artifacts.blob;

import java.io.IOException;
import java.nio.file.Path;

/// The stores that every test of blobs runs against.
public enum Stores {
  /// In the folder of a test.
  FOLDER {
    @Override
    public BlobStore open(Path folder) throws IOException {
      return FolderBlobs.open(folder.resolve("blobs"));
    }
  },
  /// A new container of an emulator. Where it cannot run, the test is skipped and says why.
  AZURE {
    @Override
    public BlobStore open(Path folder) throws IOException {
      return AzuriteServer.container();
    }
  };

  /// Opens an empty store.
  public abstract BlobStore open(Path folder) throws IOException;
}

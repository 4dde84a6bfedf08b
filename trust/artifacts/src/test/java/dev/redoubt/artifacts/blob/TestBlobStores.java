package dev.redoubt.artifacts.blob;

import dev.redoubt.testing.AzuriteServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;

/// Blob stores that every blob test runs against.
public enum TestBlobStores {
  /// In the folder of a test.
  FOLDER {
    @Override
    public BlobStore open(Path folder) throws IOException {
      return FolderBlobStore.open(folder.resolve("blobs"));
    }
  },
  /// A new container of an emulator. Where it cannot run, the test is skipped with the reason.
  AZURE {
    @Override
    public BlobStore open(Path folder) throws IOException {
      return AzureBlobStore.connected(AzuriteServer.connection(), "c" + UUID.randomUUID());
    }
  };

  /// Opens an empty store.
  public abstract BlobStore open(Path folder) throws IOException;
}

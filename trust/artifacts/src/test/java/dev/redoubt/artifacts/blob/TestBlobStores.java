package dev.redoubt.artifacts.blob;

import dev.redoubt.testing.AzuriteServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;

/// The stores that every test of blobs runs against.
public enum TestBlobStores {
  /// In the folder of a test.
  FOLDER {
    @Override
    public BlobStore open(Path folder) throws IOException {
      return FolderBlobStore.open(folder.resolve("blobs"));
    }
  },
  /// A new container of an emulator. Where it cannot run, the test is skipped and says why.
  AZURE {
    @Override
    public BlobStore open(Path folder) throws IOException {
      return AzureBlobStore.connected(AzuriteServer.connection(), "c" + UUID.randomUUID());
    }
  };

  /// Opens an empty store.
  public abstract BlobStore open(Path folder) throws IOException;
}

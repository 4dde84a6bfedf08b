package dev.redoubt.artifacts.blob;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.time.Instant;
import java.util.function.Consumer;

/// Stores blobs: write-once bytes under a name. It only ever gets ciphertext.
///
/// Safe for use by many threads and processes. Failures are [IOException]s.
public interface BlobStore {

  /// Creates a blob.
  BlobSink create(BlobId id) throws IOException;

  /// Opens a blob for random access.
  ///
  /// @throws java.nio.file.NoSuchFileException if the blob does not exist
  SeekableByteChannel open(BlobId id) throws IOException;

  /// Deletes a blob and the remains of an unfinished write; does nothing if there is neither.
  void delete(BlobId id) throws IOException;

  /// Lists blobs and unfinished writes that were last modified before a time. Blobs that are added
  /// or deleted meanwhile may or may not be listed.
  void writtenBefore(Instant time, Consumer<BlobId> each) throws IOException;
}

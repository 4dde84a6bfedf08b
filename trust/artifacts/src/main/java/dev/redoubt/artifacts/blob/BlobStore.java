package dev.redoubt.artifacts.blob;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.time.Instant;
import java.util.function.Consumer;

/// Keeps blobs: bytes under a name, written once. It is handed ciphertext alone.
///
/// May be used by many threads and processes. What is unreachable or broken is an [IOException].
public interface BlobStore {

  /// Begins a blob.
  BlobSink create(BlobId id) throws IOException;

  /// Reads a blob at any position.
  ///
  /// @throws java.nio.file.NoSuchFileException if it is not there
  SeekableByteChannel open(BlobId id) throws IOException;

  /// Deletes a blob, and what is left of an attempt to write it; nothing, if there is neither.
  void delete(BlobId id) throws IOException;

  /// Names the blobs, and attempts to write one, that were last written before a time. What is
  /// added or deleted meanwhile is named or not.
  void writtenBefore(Instant time, Consumer<BlobId> each) throws IOException;
}

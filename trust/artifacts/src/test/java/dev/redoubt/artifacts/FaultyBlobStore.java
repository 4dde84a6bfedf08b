package dev.redoubt.artifacts;

import dev.redoubt.artifacts.blob.BlobId;
import dev.redoubt.artifacts.blob.BlobSink;
import dev.redoubt.artifacts.blob.BlobStore;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.time.Instant;
import java.util.function.Consumer;

/// A real blob store that fails at a point chosen by the test.
final class FaultyBlobStore implements BlobStore {

  enum Point {
    NONE,
    BEFORE_COMMIT,
    AFTER_COMMIT,
    BEFORE_DELETE
  }

  private final BlobStore store;
  volatile Point point = Point.NONE;

  /// Runs after a blob is stored and before anything references it.
  volatile Runnable afterCommit = () -> {};

  FaultyBlobStore(BlobStore store) {
    this.store = store;
  }

  private void at(Point here) throws IOException {
    if (point == here) {
      throw new IOException("the machine stops " + here);
    }
  }

  @Override
  public BlobSink create(BlobId id) throws IOException {
    BlobSink sink = store.create(id);
    return new BlobSink() {
      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        sink.write(bytes, offset, length);
      }

      @Override
      public void commit() throws IOException {
        at(Point.BEFORE_COMMIT);
        sink.commit();
        at(Point.AFTER_COMMIT);
        afterCommit.run();
      }

      @Override
      public void close() throws IOException {
        sink.close();
      }
    };
  }

  @Override
  public SeekableByteChannel open(BlobId id) throws IOException {
    return store.open(id);
  }

  @Override
  public void delete(BlobId id) throws IOException {
    at(Point.BEFORE_DELETE);
    store.delete(id);
  }

  @Override
  public void writtenBefore(Instant time, Consumer<BlobId> each) throws IOException {
    store.writtenBefore(time, each);
  }
}

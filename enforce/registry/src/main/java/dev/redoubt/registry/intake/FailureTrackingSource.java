package dev.redoubt.registry.intake;

import dev.redoubt.scan.ByteSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Byte source that remembers read failures. A scanner reports a failed read as an unreadable file
/// of the model; here the store has failed, or the file was tampered with.
final class FailureTrackingSource implements ByteSource {

  private final ByteSource source;
  private @Nullable IOException failure;

  FailureTrackingSource(ByteSource source) {
    this.source = source;
  }

  @Override
  public long size() throws IOException {
    return source.size();
  }

  @Override
  public int read(long position, ByteBuffer target) throws IOException {
    try {
      return source.read(position, target);
    } catch (IOException failed) {
      failure = failed;
      throw failed;
    }
  }

  /// @throws IOException if a read has failed
  void rethrow() throws IOException {
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}

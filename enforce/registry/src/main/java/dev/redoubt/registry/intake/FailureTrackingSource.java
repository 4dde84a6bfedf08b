package dev.redoubt.registry.intake;

import dev.redoubt.scan.ByteSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Remembers that reading failed. A scanner takes that for a file which cannot be read, and says so
/// of the model; but here it is the store that fails, or somebody has changed it.
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

  /// @throws IOException if reading has failed
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

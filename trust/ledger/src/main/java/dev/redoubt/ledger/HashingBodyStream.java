package dev.redoubt.ledger;

import dev.redoubt.ledger.format.LedgerException;
import dev.redoubt.ledger.format.Sha256Digest;
import dev.redoubt.ledger.internal.LogSource;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/// Computes the digest of a body while it is read.
final class HashingBodyStream {

  /// In bytes. A body is a report or a manifest, not a model; a server that sends more than this
  /// keeps us busy for the sake of it.
  static final long MAX_LENGTH = 1L << 30;

  private static final int BUFFER = 64 << 10;

  private HashingBodyStream() {}

  /// The digest of a file; null where there is none.
  static @Nullable Sha256Digest digest(LogSource source, String path) throws IOException {
    return digest(source, path, MAX_LENGTH);
  }

  /// The same.
  ///
  /// @param limit in bytes; a longer file is refused
  static @Nullable Sha256Digest digest(LogSource source, String path, long limit)
      throws IOException {
    try (InputStream in = source.open(path)) {
      if (in == null) {
        return null;
      }
      MessageDigest sha256 = Sha256Digest.newSha256();
      byte[] buffer = new byte[BUFFER];
      long total = 0;
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        total += read;
        if (total > limit) {
          throw new LedgerException("longer than the limit of %d bytes".formatted(limit));
        }
        sha256.update(buffer, 0, read);
      }
      return Sha256Digest.of(sha256.digest());
    }
  }
}

package dev.redoubt.artifacts;

import dev.redoubt.access.ErrorCode;
import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.artifacts.blob.BlobId;
import dev.redoubt.artifacts.blob.BlobSink;
import dev.redoubt.artifacts.blob.BlobStore;
import dev.redoubt.keys.KeyEncryptionKey;
import dev.redoubt.keys.envelope.EncryptingStream;
import dev.redoubt.keys.envelope.EnvelopeEncryption;
import dev.redoubt.keys.envelope.EnvelopeHeader;
import dev.redoubt.ledger.format.Sha256Digest;
import dev.redoubt.store.RegistryDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Encrypts a stream into a new blob. The plaintext is only ever in memory, a few buffers at a
/// time.
record EncryptedBlobWriter(RegistryDatabase database, InstantSource clock, BlobStore store) {

  /// A durable blob that nothing references yet.
  record Sealed(BlobId blob, long size, Sha256Digest sha256, EnvelopeHeader header) {

    ArtifactPart part(int number) {
      return new ArtifactPart(number, blob, size, header);
    }

    /// @throws RequestRefusedException if the upload took so long that the blob was garbage
    ///   collected
    void refuseIfCollected(JdbcClient sql) {
      if (!BlobRows.exists(sql, blob)) {
        throw new RequestRefusedException(
            ErrorCode.INVALID_STATE,
            "the upload took too long and was removed by garbage collection; try again");
      }
    }
  }

  /// Encrypts a stream up to its end.
  ///
  /// @param key wraps the data key for the position that the blob is going to have
  Sealed seal(KeyEncryptionKey key, InputStream plaintext) throws IOException {
    BlobId id = BlobId.random();
    database.write(sql -> BlobRows.begin(sql, id, clock.instant()));
    try (EnvelopeEncryption.Sealing sealing =
            EnvelopeEncryption.seal(key, ArtifactPart.context(id));
        BlobSink sink = store.create(id);
        ParallelDigest digest = new ParallelDigest()) {
      EncryptingStream out = sealing.to(sink);
      long size = 0;
      int length;
      do {
        byte[] buffer = digest.buffer();
        length = plaintext.readNBytes(buffer, 0, buffer.length);
        digest.add(buffer, length);
        out.write(buffer, 0, length);
        size += length;
      } while (length == ParallelDigest.SIZE);
      out.finish();
      Sha256Digest sha256 = digest.finish();
      sink.commit();
      return new Sealed(id, size, sha256, sealing.header());
    }
  }
}

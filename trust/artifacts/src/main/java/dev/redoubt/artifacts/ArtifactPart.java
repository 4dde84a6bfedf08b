package dev.redoubt.artifacts;

import dev.redoubt.artifacts.blob.BlobId;
import dev.redoubt.keys.KeyContext;
import dev.redoubt.keys.envelope.EnvelopeHeader;
import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.ledger.format.Sha256Digest;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

/// A part of an artifact, stored as one blob.
///
/// @param number from 1
/// @param size in bytes, of the plaintext
/// @param header contains the data key, wrapped for the position of the part
record ArtifactPart(int number, BlobId blob, long size, EnvelopeHeader header) {

  static ArtifactPart of(ResultSet row) throws SQLException {
    try {
      return new ArtifactPart(
          row.getInt("number"),
          new BlobId(row.getString("blob")),
          row.getLong("size"),
          EnvelopeHeader.decode(row.getBytes("header")));
    } catch (KeyAccessException malformed) {
      throw new IllegalStateException(
          "corrupt envelope header in the database: " + malformed.getMessage(), malformed);
    }
  }

  /// Returns the context that is authenticated with the ciphertext of a blob.
  static KeyContext context(BlobId blob) {
    return KeyContext.of(Map.of("blob", blob.text()));
  }

  /// Returns the context that is authenticated with the wrapped data key of a part: a part of
  /// another file, or of a file with fewer or more parts, does not unwrap. It contains the digest
  /// of the path, since a path may be too long.
  static Map<String, String> keyContext(ArtifactRoot root, ArtifactPath path, int number, int of) {
    return Map.of(
        "home",
        root.text(),
        "path",
        Sha256Digest.sha256(path.text().getBytes(StandardCharsets.UTF_8)).hex(),
        "part",
        number + "/" + of);
  }

  /// Returns the context of an uploaded part that does not belong to an artifact yet.
  static Map<String, String> keyContext(String upload, int number) {
    return Map.of("upload", upload, "part", Integer.toString(number));
  }

  ArtifactPart with(EnvelopeHeader other) {
    return new ArtifactPart(number, blob, size, other);
  }
}

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

/// A piece of an artifact: one blob.
///
/// @param number from 1
/// @param size in bytes, of the plaintext
/// @param header wraps its data key for the place where the part stands
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
          "a header in the database is damaged: " + malformed.getMessage(), malformed);
    }
  }

  /// What the ciphertext of a blob says that it is.
  static KeyContext context(BlobId blob) {
    return KeyContext.of(Map.of("blob", blob.text()));
  }

  /// What the wrapped key of a part says where it stands: a part of another file, or one of fewer
  /// or more, does not unwrap. Of the path its digest, since a path may be too long.
  static Map<String, String> place(ArtifactRoot home, ArtifactPath path, int number, int of) {
    return Map.of(
        "home",
        home.text(),
        "path",
        Sha256Digest.sha256(path.text().getBytes(StandardCharsets.UTF_8)).hex(),
        "part",
        number + "/" + of);
  }

  /// The place of a part that is not yet of an artifact.
  static Map<String, String> place(String upload, int number) {
    return Map.of("upload", upload, "part", Integer.toString(number));
  }

  ArtifactPart with(EnvelopeHeader other) {
    return new ArtifactPart(number, blob, size, other);
  }
}

package dev.redoubt.artifacts;

import dev.redoubt.access.ErrorCode;
import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.keys.KeyContext;
import dev.redoubt.keys.WrappedKey;
import dev.redoubt.keys.material.KeyAccessException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Database row of an artifact key: the intermediate key that protects the artifacts of one owner.
///
/// @param keyName name of the provider's key that wraps it
/// @param wrappedKey encoded by [WrappedKey#encoded()]
/// @param erased when it was erased; null if it was not
@SuppressWarnings("ArrayRecordComponent") // Written to the database and read from it, no more.
record ArtifactKey(
    long id, KeyOwner owner, String keyName, byte[] wrappedKey, @Nullable Instant erased) {

  static final String COLUMNS =
      "v.id AS vault_id, v.experiment, v.registered_model, v.key_name, v.wrapped_key, v.erased";

  private static final String SELECT = "SELECT " + COLUMNS + " FROM vault v WHERE ";

  static ArtifactKey of(ResultSet row) throws SQLException {
    long experiment = row.getLong("experiment");
    boolean ofModel = row.wasNull();
    long erased = row.getLong("erased");
    boolean there = row.wasNull();
    return new ArtifactKey(
        row.getLong("vault_id"),
        ofModel
            ? new KeyOwner.OfRegisteredModel(row.getLong("registered_model"))
            : new KeyOwner.OfExperiment(experiment),
        row.getString("key_name"),
        row.getBytes("wrapped_key"),
        there ? null : Instant.ofEpochMilli(erased));
  }

  static Optional<ArtifactKey> find(JdbcClient sql, KeyOwner owner) {
    return switch (owner) {
      case KeyOwner.OfExperiment(long id) -> find(sql, "v.experiment = ?", id);
      case KeyOwner.OfRegisteredModel(long id) -> find(sql, "v.registered_model = ?", id);
    };
  }

  static ArtifactKey get(JdbcClient sql, long id) {
    return find(sql, "v.id = ?", id).orElseThrow();
  }

  private static Optional<ArtifactKey> find(JdbcClient sql, String condition, long id) {
    return sql.sql(SELECT + condition).param(id).query((row, _) -> ArtifactKey.of(row)).optional();
  }

  WrappedKey wrapped() throws KeyAccessException {
    return WrappedKey.decode(wrappedKey);
  }

  /// Returns the context that the provider authenticates with the artifact key.
  static KeyContext context(KeyOwner owner) {
    return KeyContext.of(Map.of("owner", owner.text()));
  }

  /// @throws RequestRefusedException with `INVALID_STATE` if the key is erased
  void refuseIfErased() {
    if (erased != null) {
      throw new RequestRefusedException(
          ErrorCode.INVALID_STATE,
          "the artifacts of `" + owner.text() + "` were permanently erased at " + erased);
    }
  }
}

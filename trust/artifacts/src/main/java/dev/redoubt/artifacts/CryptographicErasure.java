package dev.redoubt.artifacts;

import dev.redoubt.access.Caller;
import dev.redoubt.access.ErrorCode;
import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.store.RegistryDatabase;
import dev.redoubt.store.outbox.SecurityEventBody;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Makes all artifacts of an experiment or a registered model permanently unreadable, backups
/// included: the key that wraps the artifact key is destroyed at its provider. Snapshots that a
/// registered model took from there have their own keys and remain.
public final class CryptographicErasure {

  private static final String BLOBS =
      "UPDATE blob SET touched = ? WHERE id IN (SELECT p.blob FROM artifact_part p"
          + " JOIN artifact_home h ON h.id = p.home WHERE h.vault = ?)";

  private static final String UPLOADED =
      "UPDATE blob SET touched = ? WHERE id IN (SELECT p.blob FROM upload_part p"
          + " JOIN upload u ON u.id = p.upload JOIN artifact_home h ON h.id = u.home"
          + " WHERE h.vault = ?)";

  private static final String HOMES = "(SELECT id FROM artifact_home WHERE vault = ?)";

  private final RegistryDatabase database;
  private final InstantSource clock;
  private final ArtifactKeys artifactKeys;

  /// Creates the service.
  public CryptographicErasure(
      RegistryDatabase database, InstantSource clock, ArtifactKeys artifactKeys) {
    this.database = database;
    this.clock = clock;
    this.artifactKeys = artifactKeys;
  }

  /// Erases the artifacts of an owner. They are unreadable immediately; if the provider fails to
  /// destroy the key, [#finish] tries again.
  ///
  /// @param reason recorded in the event
  /// @throws RequestRefusedException if there are no artifacts, or any of them is under legal hold
  ///   or retention
  /// @throws KeyAccessException if the provider has not destroyed the key yet
  public void erase(Caller caller, KeyOwner owner, String reason) throws KeyAccessException {
    Instant now = clock.instant();
    RetentionValidation.reason(reason);
    ArtifactKey erased =
        database.write(
            sql -> {
              ArtifactKey artifactKey =
                  ArtifactKey.find(sql, owner)
                      .orElseThrow(
                          () ->
                              RequestRefusedException.missing(
                                  "no artifacts of `" + owner.text() + "`"));
              artifactKey.refuseIfErased();
              LegalHoldRows.refuseIfProtected(sql, artifactKey, now);
              erase(sql, artifactKey, now);
              SecurityEventBody body = new SecurityEventBody().with("reason", reason);
              ArtifactEvents.add(sql, caller, now, "artifact.erased", owner.text(), body);
              return artifactKey;
            });
    artifactKeys.destroy(caller, erased);
  }

  private static void erase(JdbcClient sql, ArtifactKey artifactKey, Instant now) {
    sql.sql(BLOBS).params(now.toEpochMilli(), artifactKey.id()).update();
    sql.sql(UPLOADED).params(now.toEpochMilli(), artifactKey.id()).update();
    for (String delete :
        List.of(
            "artifact_part WHERE home IN " + HOMES,
            "artifact WHERE home IN " + HOMES,
            "upload_part WHERE upload IN (SELECT id FROM upload WHERE home IN " + HOMES + ")",
            "upload WHERE home IN " + HOMES)) {
      sql.sql("DELETE FROM " + delete).param(artifactKey.id()).update();
    }
    sql.sql("UPDATE vault SET erased = ? WHERE id = ?")
        .params(now.toEpochMilli(), artifactKey.id())
        .update();
  }

  /// Destroys the keys of erased owners where the provider failed before.
  ///
  /// @return number of destroyed keys
  public int finish(Caller caller) throws KeyAccessException {
    List<Long> open =
        database.read(
            sql ->
                sql.sql("SELECT id FROM vault WHERE erased IS NOT NULL AND destroyed IS NULL")
                    .query(Long.class)
                    .list());
    for (Long id : open) {
      artifactKeys.destroy(caller, database.read(sql -> ArtifactKey.get(sql, id)));
    }
    return open.size();
  }

  /// Whether the key of an erased owner is destroyed at the provider.
  ///
  /// @throws RequestRefusedException with `INVALID_STATE` if the owner was never erased
  public boolean isDestroyed(KeyOwner owner) {
    return database.read(
        sql -> {
          ArtifactKey artifactKey =
              ArtifactKey.find(sql, owner)
                  .filter(each -> each.erased() != null)
                  .orElseThrow(
                      () ->
                          new RequestRefusedException(
                              ErrorCode.INVALID_STATE,
                              "`" + owner.text() + "` has not been erased"));
          return sql.sql("SELECT COUNT(*) FROM vault WHERE id = ? AND destroyed IS NOT NULL")
                  .param(artifactKey.id())
                  .query(Integer.class)
                  .single()
              == 1;
        });
  }
}

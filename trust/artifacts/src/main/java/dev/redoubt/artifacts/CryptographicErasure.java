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

/// Makes all artifacts of an experiment or a registered model unreadable for good, in every backup,
/// too: the key that everything hangs on is destroyed at its provider. What was frozen from there
/// for a registered model has keys of its own, and stays.
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
  private final ArtifactKeys vaults;

  /// Erases what is in a database.
  public CryptographicErasure(RegistryDatabase database, InstantSource clock, ArtifactKeys vaults) {
    this.database = database;
    this.clock = clock;
    this.vaults = vaults;
  }

  /// Erases. From the first moment nothing can be read; should the provider fail to destroy the
  /// key, [#finish] tries again.
  ///
  /// @param reason is written down
  /// @throws RequestRefusedException if there is nothing, or anything in it is held or retained
  /// @throws KeyAccessException if the provider did not destroy the key yet
  public void erase(Caller caller, KeyOwner owner, String reason) throws KeyAccessException {
    Instant now = clock.instant();
    RetentionValidation.reason(reason);
    ArtifactKey erased =
        database.write(
            sql -> {
              ArtifactKey vault =
                  ArtifactKey.find(sql, owner)
                      .orElseThrow(
                          () ->
                              RequestRefusedException.missing(
                                  "there are no artifacts of `" + owner.text() + "`"));
              vault.refuseIfErased();
              LegalHoldRows.refuseIfKept(sql, vault, now);
              erase(sql, vault, now);
              SecurityEventBody body = new SecurityEventBody().with("reason", reason);
              ArtifactEvents.add(sql, caller, now, "artifact.erased", owner.text(), body);
              return vault;
            });
    vaults.destroy(caller, erased);
  }

  private static void erase(JdbcClient sql, ArtifactKey vault, Instant now) {
    sql.sql(BLOBS).params(now.toEpochMilli(), vault.id()).update();
    sql.sql(UPLOADED).params(now.toEpochMilli(), vault.id()).update();
    for (String delete :
        List.of(
            "artifact_part WHERE home IN " + HOMES,
            "artifact WHERE home IN " + HOMES,
            "upload_part WHERE upload IN (SELECT id FROM upload WHERE home IN " + HOMES + ")",
            "upload WHERE home IN " + HOMES)) {
      sql.sql("DELETE FROM " + delete).param(vault.id()).update();
    }
    sql.sql("UPDATE vault SET erased = ? WHERE id = ?")
        .params(now.toEpochMilli(), vault.id())
        .update();
  }

  /// Destroys the keys of what was erased when the provider did not.
  ///
  /// @return how many
  public int finish(Caller caller) throws KeyAccessException {
    List<Long> open =
        database.read(
            sql ->
                sql.sql("SELECT id FROM vault WHERE erased IS NOT NULL AND destroyed IS NULL")
                    .query(Long.class)
                    .list());
    for (Long id : open) {
      vaults.destroy(caller, database.read(sql -> ArtifactKey.get(sql, id)));
    }
    return open.size();
  }

  /// Whether the key of what was erased is destroyed, too.
  ///
  /// @throws RequestRefusedException with `INVALID_STATE` if it was never erased
  public boolean isDestroyed(KeyOwner owner) {
    return database.read(
        sql -> {
          ArtifactKey vault =
              ArtifactKey.find(sql, owner)
                  .filter(each -> each.erased() != null)
                  .orElseThrow(
                      () ->
                          new RequestRefusedException(
                              ErrorCode.INVALID_STATE, "`" + owner.text() + "` is not erased"));
          return sql.sql("SELECT COUNT(*) FROM vault WHERE id = ? AND destroyed IS NOT NULL")
                  .param(vault.id())
                  .query(Integer.class)
                  .single()
              == 1;
        });
  }
}

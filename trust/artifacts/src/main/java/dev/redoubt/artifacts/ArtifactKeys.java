package dev.redoubt.artifacts;

import dev.redoubt.access.Caller;
import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.keys.DataKey;
import dev.redoubt.keys.KeyName;
import dev.redoubt.keys.KeyProvider;
import dev.redoubt.keys.NewKey;
import dev.redoubt.keys.WrappedKey;
import dev.redoubt.keys.envelope.IntermediateKey;
import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.material.KeyType;
import dev.redoubt.store.RegistryDatabase;
import dev.redoubt.store.outbox.SecurityEventBody;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Creates, unwraps, caches and destroys artifact keys.
///
/// Must not be called within a transaction: the key provider may be remote.
public final class ArtifactKeys implements AutoCloseable {

  private final RegistryDatabase database;
  private final InstantSource clock;
  private final KeyProvider provider;
  private final KeyType type;
  private final UnwrappedKeyCache keys = new UnwrappedKeyCache();

  /// Creates artifact keys that a provider wraps. The caller closes the provider.
  ///
  /// @param type of the provider's keys, one for each artifact key; must be able to wrap
  public ArtifactKeys(
      RegistryDatabase database, InstantSource clock, KeyProvider provider, KeyType type) {
    if (!type.wraps()) {
      throw new IllegalArgumentException("a key of type `" + type + "` cannot wrap other keys");
    }
    this.database = database;
    this.clock = clock;
    this.provider = provider;
    this.type = type;
  }

  /// Returns the artifact key of an owner, and creates it if absent.
  ///
  /// @throws RequestRefusedException if the owner does not exist
  ArtifactKey ensure(Caller caller, KeyOwner owner) throws KeyAccessException {
    Optional<ArtifactKey> existing = database.read(sql -> ArtifactKey.find(sql, owner));
    return existing.isPresent() ? existing.get() : make(caller, owner);
  }

  /// Synchronized: if two keys were created at the provider, one of them would be useless.
  private synchronized ArtifactKey make(Caller caller, KeyOwner owner) throws KeyAccessException {
    Optional<ArtifactKey> existing = database.read(sql -> findForOwner(sql, owner));
    if (existing.isPresent()) {
      return existing.get();
    }
    String name = "redoubt-vault-" + UUID.randomUUID().toString().replace("-", "");
    provider.create(NewKey.of(name, type));
    WrappedKey wrapped;
    try (DataKey key = DataKey.random()) {
      wrapped = provider.encryptionKey(KeyName.of(name)).wrap(key, ArtifactKey.context(owner));
    }
    Instant now = clock.instant();
    ArtifactKey made = database.write(sql -> insert(sql, caller, owner, name, wrapped, now));
    if (!made.keyName().equals(name)) {
      // Another process created the key first.
      provider.destroy(KeyName.of(name));
    }
    return made;
  }

  private static Optional<ArtifactKey> findForOwner(JdbcClient sql, KeyOwner owner) {
    String table =
        switch (owner) {
          case KeyOwner.OfExperiment _ -> "experiment";
          case KeyOwner.OfRegisteredModel _ -> "registered_model";
        };
    boolean existing =
        sql.sql("SELECT COUNT(*) FROM " + table + " WHERE id = ?")
                .param(id(owner))
                .query(Integer.class)
                .single()
            == 1;
    if (!existing) {
      throw RequestRefusedException.missing("there is no `" + owner.text() + "`");
    }
    return ArtifactKey.find(sql, owner);
  }

  private static long id(KeyOwner owner) {
    return switch (owner) {
      case KeyOwner.OfExperiment(long id) -> id;
      case KeyOwner.OfRegisteredModel(long id) -> id;
    };
  }

  private static ArtifactKey insert(
      JdbcClient sql, Caller caller, KeyOwner owner, String name, WrappedKey wrapped, Instant now) {
    Optional<ArtifactKey> existing = findForOwner(sql, owner);
    if (existing.isPresent()) {
      return existing.get();
    }
    sql.sql(
            """
            INSERT INTO vault (experiment, registered_model, key_name, wrapped_key, created)
            VALUES (?, ?, ?, ?, ?)
            """)
        .param(owner instanceof KeyOwner.OfExperiment(long id) ? id : null)
        .param(owner instanceof KeyOwner.OfRegisteredModel(long id) ? id : null)
        .params(name, wrapped.encoded(), now.toEpochMilli())
        .update();
    ArtifactEvents.add(sql, caller, now, "vault.created", owner.text(), key(name, wrapped));
    return ArtifactKey.find(sql, owner).orElseThrow();
  }

  private static SecurityEventBody key(String name, WrappedKey wrapped) {
    return new SecurityEventBody().with("key", wrapped.keyId()).with("name", name);
  }

  /// Returns a copy of the unwrapped key, which the caller closes. When the provider had to unwrap
  /// it, this is recorded before the key is returned.
  ///
  /// @throws RequestRefusedException if the artifact key is erased
  /// @throws KeyAccessException if the provider cannot unwrap the key
  IntermediateKey open(Caller caller, ArtifactKey artifactKey) throws KeyAccessException {
    artifactKey.refuseIfErased();
    Instant now = clock.instant();
    Optional<IntermediateKey> held = keys.get(artifactKey.id(), now);
    return held.isPresent() ? held.get() : unwrap(caller, artifactKey, now);
  }

  private IntermediateKey unwrap(Caller caller, ArtifactKey artifactKey, Instant now)
      throws KeyAccessException {
    WrappedKey wrapped = artifactKey.wrapped();
    IntermediateKey key =
        IntermediateKey.of(
            "vault:" + artifactKey.owner().text(),
            provider.unwrap(wrapped, ArtifactKey.context(artifactKey.owner())));
    try {
      database.write(
          sql -> {
            ArtifactKey.get(sql, artifactKey.id()).refuseIfErased();
            SecurityEventBody body =
                key(artifactKey.keyName(), wrapped).with("version", wrapped.version());
            return ArtifactEvents.add(
                sql, caller, now, "key.used", artifactKey.owner().text(), body);
          });
      keys.put(artifactKey.id(), key, now);
      return key;
    } catch (RuntimeException notWritten) {
      key.close();
      throw notWritten;
    }
  }

  /// Destroys the wrapping key of an erased artifact key at the provider, and removes the artifact
  /// key from the cache.
  void destroy(Caller caller, ArtifactKey artifactKey) throws KeyAccessException {
    keys.remove(artifactKey.id());
    try {
      provider.destroy(KeyName.of(artifactKey.keyName()));
    } catch (KeyAccessException.Destroyed | KeyAccessException.NotFound alreadyGone) {
      // Destroyed by an earlier attempt that did not finish.
    }
    Instant now = clock.instant();
    database.write(
        sql -> {
          int first =
              sql.sql("UPDATE vault SET destroyed = ? WHERE id = ? AND destroyed IS NULL")
                  .params(now.toEpochMilli(), artifactKey.id())
                  .update();
          SecurityEventBody body = new SecurityEventBody().with("name", artifactKey.keyName());
          return first == 0
              ? first
              : ArtifactEvents.add(
                  sql, caller, now, "key.destroyed", artifactKey.owner().text(), body);
        });
  }

  /// Overwrites expired keys in memory.
  void evictExpired() {
    keys.evictExpired(clock.instant());
  }

  /// Returns the number of cached keys.
  int inMemory() {
    return keys.size();
  }

  /// Overwrites all cached keys.
  @Override
  public void close() {
    keys.clear();
  }
}

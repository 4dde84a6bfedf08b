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

/// The keys of vaults: makes them, unwraps them for a while, and gives them up.
///
/// Nothing here may be called within a transaction: a provider may be far away.
public final class ArtifactKeys implements AutoCloseable {

  private final RegistryDatabase database;
  private final InstantSource clock;
  private final KeyProvider provider;
  private final KeyType type;
  private final UnwrappedKeyCache keys = new UnwrappedKeyCache();

  /// Vaults whose keys a provider wraps. It stays the caller's to close.
  ///
  /// @param type of the keys that are made at the provider, one for each vault; one that wraps
  public ArtifactKeys(
      RegistryDatabase database, InstantSource clock, KeyProvider provider, KeyType type) {
    if (!type.wraps()) {
      throw new IllegalArgumentException("a key of type `" + type + "` wraps nothing");
    }
    this.database = database;
    this.clock = clock;
    this.provider = provider;
    this.type = type;
  }

  /// The vault of an owner, which is made if there is none.
  ///
  /// @throws RequestRefusedException if there is no such owner
  ArtifactKey ensure(Caller caller, KeyOwner owner) throws KeyAccessException {
    Optional<ArtifactKey> there = database.read(sql -> ArtifactKey.find(sql, owner));
    return there.isPresent() ? there.get() : make(caller, owner);
  }

  /// One at a time: of two keys at the provider, one would be of no use.
  private synchronized ArtifactKey make(Caller caller, KeyOwner owner) throws KeyAccessException {
    Optional<ArtifactKey> there = database.read(sql -> found(sql, owner));
    if (there.isPresent()) {
      return there.get();
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
      // Another process was faster.
      provider.destroy(KeyName.of(name));
    }
    return made;
  }

  private static Optional<ArtifactKey> found(JdbcClient sql, KeyOwner owner) {
    String table =
        switch (owner) {
          case KeyOwner.OfExperiment _ -> "experiment";
          case KeyOwner.OfRegisteredModel _ -> "registered_model";
        };
    boolean there =
        sql.sql("SELECT COUNT(*) FROM " + table + " WHERE id = ?")
                .param(id(owner))
                .query(Integer.class)
                .single()
            == 1;
    if (!there) {
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
    Optional<ArtifactKey> there = found(sql, owner);
    if (there.isPresent()) {
      return there.get();
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

  /// The key of a vault; a copy, which whoever asked for it closes. When the provider had to unwrap
  /// it, that is written down before anybody gets it.
  ///
  /// @throws RequestRefusedException if the vault is erased
  /// @throws KeyAccessException if the provider does not unwrap it
  IntermediateKey open(Caller caller, ArtifactKey vault) throws KeyAccessException {
    vault.refuseIfErased();
    Instant now = clock.instant();
    Optional<IntermediateKey> held = keys.get(vault.id(), now);
    return held.isPresent() ? held.get() : unwrap(caller, vault, now);
  }

  private IntermediateKey unwrap(Caller caller, ArtifactKey vault, Instant now)
      throws KeyAccessException {
    WrappedKey wrapped = vault.wrapped();
    IntermediateKey key =
        IntermediateKey.of(
            "vault:" + vault.owner().text(),
            provider.unwrap(wrapped, ArtifactKey.context(vault.owner())));
    try {
      database.write(
          sql -> {
            ArtifactKey.get(sql, vault.id()).refuseIfErased();
            SecurityEventBody body =
                key(vault.keyName(), wrapped).with("version", wrapped.version());
            return ArtifactEvents.add(sql, caller, now, "key.used", vault.owner().text(), body);
          });
      keys.put(vault.id(), key, now);
      return key;
    } catch (RuntimeException notWritten) {
      key.close();
      throw notWritten;
    }
  }

  /// Destroys at the provider what was given up, and forgets it here.
  void destroy(Caller caller, ArtifactKey vault) throws KeyAccessException {
    keys.remove(vault.id());
    try {
      provider.destroy(KeyName.of(vault.keyName()));
    } catch (KeyAccessException.Destroyed | KeyAccessException.NotFound alreadyGone) {
      // By an attempt that did not come to the end.
    }
    Instant now = clock.instant();
    database.write(
        sql -> {
          int first =
              sql.sql("UPDATE vault SET destroyed = ? WHERE id = ? AND destroyed IS NULL")
                  .params(now.toEpochMilli(), vault.id())
                  .update();
          SecurityEventBody body = new SecurityEventBody().with("name", vault.keyName());
          return first == 0
              ? first
              : ArtifactEvents.add(sql, caller, now, "key.destroyed", vault.owner().text(), body);
        });
  }

  /// Overwrites keys in memory whose time is over.
  void forgetOld() {
    keys.forget(clock.instant());
  }

  /// How many keys are in memory.
  int inMemory() {
    return keys.size();
  }

  /// Overwrites all keys in memory.
  @Override
  public void close() {
    keys.clear();
  }
}

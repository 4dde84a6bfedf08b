package dev.redoubt.http.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.access.Principal;
import dev.redoubt.access.Situation;
import dev.redoubt.configuration.ConfigurationException;
import dev.redoubt.configuration.ConfigurationFile;
import dev.redoubt.http.route.Identity;
import dev.redoubt.store.Database;
import dev.redoubt.store.SqliteDatabase;
import dev.redoubt.store.outbox.EventLog;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Everything that finds out who somebody is, by a configuration as a file would have it, with a
/// clock that can be put forward.
final class Door implements AutoCloseable {

  static final String HERE = "127.0.0.1";

  private final Database database;
  private final Identities identities;
  private Instant now = Instant.parse("2026-11-25T12:00:00Z");

  private Door(Path folder, String yaml, @Nullable LocalIssuer local) {
    try {
      database = SqliteDatabase.open(folder.resolve("door.db"), IdentityTables.MIGRATIONS);
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
    InstantSource clock = () -> now;
    identities = Identities.of(trust(yaml, folder), local, new Revocations(database, clock), clock);
  }

  static Door of(Path folder, String yaml) {
    return new Door(folder, yaml, null);
  }

  static Door of(Path folder, LocalIssuer local) {
    return new Door(folder, "", local);
  }

  /// The trust that a text describes without a mistake.
  static TrustConfiguration trust(String yaml, Path folder) {
    try {
      return read(yaml, folder);
    } catch (ConfigurationException wrong) {
      throw new IllegalStateException(wrong);
    }
  }

  static TrustConfiguration read(String yaml, Path folder) throws ConfigurationException {
    ConfigurationFile file = ConfigurationFile.of("redoubt-server.yaml", yaml);
    TrustConfiguration trust = TrustConfiguration.read(file.top(), folder);
    file.end();
    return trust;
  }

  Instant now() {
    return now;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  EventLog log() {
    return new EventLog(database);
  }

  Revocations revocations() {
    return identities.revocations();
  }

  SignIns signIns() {
    return identities.signIns();
  }

  SecurityEvents.Receipt receive(String event) {
    return identities.events().receive(event);
  }

  Identity of(String token) {
    return of(token, HERE);
  }

  Identity of(String token, String peer) {
    return ((Tokens) identities.identification()).of(token, peer);
  }

  Principal known(String token) {
    return knownAt(token, HERE).who();
  }

  Situation situation(String token) {
    return knownAt(token, HERE).how();
  }

  Identity.Known knownAt(String token, String peer) {
    Identity identity = of(token, peer);
    assertThat(identity).isInstanceOf(Identity.Known.class);
    return (Identity.Known) identity;
  }

  /// Why a token does not count.
  String refusal(String token) {
    Identity identity = of(token);
    assertThat(identity).isInstanceOf(Identity.Rejected.class);
    return ((Identity.Rejected) identity).reason();
  }

  @Override
  public void close() {
    database.close();
  }
}

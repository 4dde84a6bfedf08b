package dev.redoubt.http.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.access.AuthorizationContext;
import dev.redoubt.access.Principal;
import dev.redoubt.configuration.ConfigurationException;
import dev.redoubt.configuration.ConfigurationFile;
import dev.redoubt.http.route.AuthenticationResult;
import dev.redoubt.store.RegistryDatabase;
import dev.redoubt.store.SqliteDatabase;
import dev.redoubt.store.outbox.EventHistory;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// The authentication services for a configuration file, with a clock that tests can advance.
final class AuthenticationFixture implements AutoCloseable {

  static final String HERE = "127.0.0.1";

  private final RegistryDatabase database;
  private final IdentityServices identities;
  private Instant now = Instant.parse("2026-11-25T12:00:00Z");

  private AuthenticationFixture(Path folder, String yaml, @Nullable LocalIssuer local) {
    try {
      database = SqliteDatabase.open(folder.resolve("door.db"), IdentityMigrations.MIGRATIONS);
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
    InstantSource clock = () -> now;
    identities =
        IdentityServices.of(
            trust(yaml, folder), local, new TokenRevocations(database, clock), clock);
  }

  static AuthenticationFixture of(Path folder, String yaml) {
    return new AuthenticationFixture(folder, yaml, null);
  }

  static AuthenticationFixture of(Path folder, LocalIssuer local) {
    return new AuthenticationFixture(folder, "", local);
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

  EventHistory log() {
    return new EventHistory(database);
  }

  TokenRevocations revocations() {
    return identities.revocations();
  }

  AuthenticationCounters signIns() {
    return identities.counters();
  }

  SecurityEventReceiver.Receipt receive(String event) {
    return identities.events().receive(event);
  }

  AuthenticationResult of(String token) {
    return of(token, HERE);
  }

  AuthenticationResult of(String token, String peer) {
    return ((BearerTokenAuthenticator) identities.authenticator()).of(token, peer);
  }

  Principal known(String token) {
    return knownAt(token, HERE).who();
  }

  AuthorizationContext situation(String token) {
    return knownAt(token, HERE).how();
  }

  AuthenticationResult.Known knownAt(String token, String peer) {
    AuthenticationResult identity = of(token, peer);
    assertThat(identity).isInstanceOf(AuthenticationResult.Known.class);
    return (AuthenticationResult.Known) identity;
  }

  /// Why a token does not count.
  String refusal(String token) {
    AuthenticationResult identity = of(token);
    assertThat(identity).isInstanceOf(AuthenticationResult.Rejected.class);
    return ((AuthenticationResult.Rejected) identity).reason();
  }

  @Override
  public void close() {
    database.close();
  }
}

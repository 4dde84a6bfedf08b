package dev.redoubt.http.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.store.RegistryDatabase;
import dev.redoubt.store.SqliteDatabase;
import dev.redoubt.store.outbox.EventHistory;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests from which issue time tokens are accepted again, with a fixed clock. Each test uses its
/// own principals in one database.
class TokenRevocationsTest {

  private static final String ADMIN = "https://issuer.example#admin";

  @TempDir private static Path folder = Path.of("");

  private static RegistryDatabase database;

  private Instant now = FixedIssuer.NOW;
  private TokenRevocations ours;

  @BeforeAll
  static void open() throws SQLException {
    database = SqliteDatabase.open(folder.resolve("revocations.db"), IdentityMigrations.MIGRATIONS);
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void read() {
    ours = new TokenRevocations(database, () -> now);
  }

  /// Tokens have whole seconds: one of the second in which it happened may be from before.
  @Test
  void acceptsTokensFromNextSecond() {
    Instant at = FixedIssuer.NOW.plusMillis(1);
    assertThat(ours.revoke("a", at, "left", ADMIN)).isEqualTo(FixedIssuer.NOW.plusSeconds(1));
    assertThat(ours.revoke("b", FixedIssuer.NOW, "left", ADMIN))
        .isEqualTo(FixedIssuer.NOW.plusSeconds(1));
    assertThat(ours.notBefore("a")).contains(FixedIssuer.NOW.plusSeconds(1));
    assertThat(ours.notBefore("c")).isEmpty();
  }

  @Test
  void laterRevocationWins() {
    Instant later = ours.revoke("later", now.plusSeconds(60), "left", ADMIN);
    assertThat(ours.revoke("later", now, "again", ADMIN)).isEqualTo(later);
    assertThat(ours.notBefore("later")).contains(later);
    assertThat(ours.revoke("later", now.plusSeconds(61), "again", ADMIN))
        .isEqualTo(later.plusSeconds(1));
  }

  @Test
  void recordsOnlyEffectiveRevocations() {
    ours.revoke("noted", now, "laptop was stolen", ADMIN);
    ours.revoke("noted", now, "again", ADMIN);
    var log = new EventHistory(database).of("principal/noted", 10);
    assertThat(log).hasSize(1);
    assertThat(log.getFirst().event().actor()).isEqualTo(ADMIN);
    assertThat(log.getFirst().event().time()).isEqualTo(now);
    assertThat(log.getFirst().event().body())
        .contains("laptop was stolen", FixedIssuer.NOW.plusSeconds(1).toString());
  }

  /// Another server on the same database, whose clock is five minutes behind at most.
  @Test
  void noticesRevocationOfOtherServerWithinOneSecond() {
    TokenRevocations theirs =
        new TokenRevocations(database, () -> FixedIssuer.NOW.minusSeconds(299));
    assertThat(ours.notBefore("other")).isEmpty();
    Instant counts = theirs.revoke("other", now, "left", ADMIN);
    now = FixedIssuer.NOW.plusSeconds(1).minusNanos(1);
    assertThat(ours.notBefore("other")).isEmpty();
    now = FixedIssuer.NOW.plusSeconds(1);
    assertThat(ours.notBefore("other")).contains(counts);
    assertThat(new TokenRevocations(database, () -> now).notBefore("other")).contains(counts);
  }

  @Test
  void queriesDatabaseOncePerSecond() {
    now = FixedIssuer.NOW.plusSeconds(10);
    assertThat(ours.notBefore("second")).isEmpty();
    Instant counts = new TokenRevocations(database, () -> now).revoke("second", now, "left", ADMIN);
    now = now.plus(Duration.ofMillis(999));
    assertThat(ours.notBefore("second")).isEmpty();
    now = now.plus(Duration.ofMillis(1));
    assertThat(ours.notBefore("second")).contains(counts);
  }

  /// What somebody else wrote meanwhile does not take back what we know.
  @Test
  void olderRowDoesNotReplaceRevocation() {
    Instant later = ours.revoke("known", now.plusSeconds(100), "left", ADMIN);
    now = now.plusSeconds(5);
    assertThat(ours.notBefore("known")).contains(later);
  }
}

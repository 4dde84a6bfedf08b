package dev.redoubt.store.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.store.Database;
import dev.redoubt.store.StoreTables;
import dev.redoubt.store.testing.Databases;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PolicyChangesTest {

  @ParameterizedTest
  @EnumSource
  void writesDown_onlyWhatIsNew(Databases databases, @TempDir Path folder) throws Exception {
    Instant now = Instant.parse("2026-11-25T08:00:00Z");
    try (Database database = databases.open(folder, StoreTables.MIGRATIONS)) {
      assertThat(PolicyChanges.note(database, "rules", "registry", "aa", now)).isTrue();
      assertThat(PolicyChanges.note(database, "rules", "registry", "aa", now)).isFalse();
      assertThat(PolicyChanges.note(database, "gates", "registry", "aa", now)).isTrue();
      assertThat(PolicyChanges.note(database, "rules", "registry", "bb", now)).isTrue();
      assertThat(PolicyChanges.note(database, "rules", "registry", "aa", now)).isTrue();
      assertThat(new EventLog(database).of("policy:/rules", 9))
          .extracting(each -> each.event().type() + " " + each.event().body())
          .containsExactly(
              "policy.changed {\"digest\":\"aa\"}",
              "policy.changed {\"digest\":\"bb\"}",
              "policy.changed {\"digest\":\"aa\"}");
    }
  }
}

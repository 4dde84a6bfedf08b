package dev.redoubt.store.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.store.RegistryDatabase;
import dev.redoubt.store.StoreTables;
import dev.redoubt.store.testing.TestDatabases;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PolicyChangeEventsTest {

  @ParameterizedTest
  @EnumSource
  void recordsEventOnlyWhenPoliciesChange(TestDatabases databases, @TempDir Path folder)
      throws Exception {
    Instant now = Instant.parse("2026-11-25T08:00:00Z");
    try (RegistryDatabase database = databases.open(folder, StoreTables.MIGRATIONS)) {
      assertThat(PolicyChangeEvents.note(database, "rules", "registry", "aa", now)).isTrue();
      assertThat(PolicyChangeEvents.note(database, "rules", "registry", "aa", now)).isFalse();
      assertThat(PolicyChangeEvents.note(database, "gates", "registry", "aa", now)).isTrue();
      assertThat(PolicyChangeEvents.note(database, "rules", "registry", "bb", now)).isTrue();
      assertThat(PolicyChangeEvents.note(database, "rules", "registry", "aa", now)).isTrue();
      assertThat(new EventHistory(database).of("policy:/rules", 9))
          .extracting(each -> each.event().type() + " " + each.event().body())
          .containsExactly(
              "policy.changed {\"digest\":\"aa\"}",
              "policy.changed {\"digest\":\"bb\"}",
              "policy.changed {\"digest\":\"aa\"}");
    }
  }
}

package dev.redoubt.gate;

import static dev.redoubt.gate.GateFixture.OPERATOR;
import static dev.redoubt.gate.GateFixture.as;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.registry.RegistryTables;
import dev.redoubt.store.testing.TestDatabases;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PolicyDriftCheckTest {

  @ParameterizedTest
  @EnumSource
  void findsVersionsThatNewPolicyWouldBlock(TestDatabases databases, @TempDir Path folder)
      throws Exception {
    try (GateFixture all = new GateFixture(databases.open(folder, RegistryTables.MIGRATIONS))) {
      all.model("scoring");
      all.version("scoring");
      all.complete("scoring", 1);
      all.aliases.set(as(OPERATOR), "scoring", "prod", 1);
      all.model("draft");
      all.version("draft", "mlflow-artifacts:/2");
      all.aliases.set(as(GateFixture.ALICE), "draft", "candidate", 1);
      assertThat(note(all, all.policy)).isEmpty();
      String text = GatePolicy.builtInText().replace("champion]", "champion, candidate]");
      GatePolicy wider =
          switch (GatePolicyReader.read(text)) {
            case GatePolicyReader.Result.Good(GatePolicy policy) -> policy;
            case GatePolicyReader.Result.Wrong(var problems) ->
                throw new AssertionError(problems.toString());
          };
      // Evidence about the files applies to both versions, which have the same file, but approvals
      // do not.
      assertThat(note(all, wider))
          .singleElement()
          .asString()
          .contains("version 1 of `draft` may not be in `production`", "missing  1 approval")
          .doesNotContain("missing  a scan");
      all.approved(GateFixture.BOB, "draft", 1);
      assertThat(note(all, wider)).isEmpty();
      assertThat(lapsed(all)).containsExactly("decision.made models:/draft/1");
    }
  }

  /// When a reviewer withdraws an approval, the alias stays, and the drift is reported.
  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void reportsDriftOfReleasedVersionWhenReviewerRejectsOrRevokes(
      TestDatabases databases, @TempDir Path folder) throws Exception {
    try (GateFixture all = new GateFixture(databases.open(folder, RegistryTables.MIGRATIONS))) {
      all.model("scoring");
      all.version("scoring");
      all.complete("scoring", 1);
      reject(all, "staging");
      reject(all, "production");
      assertThat(lapsed(all)).isEmpty();
      Evidence approval = all.approved(GateFixture.BOB, "scoring", 1);
      all.aliases.set(as(OPERATOR), "scoring", "prod", 1);
      reject(all, "staging");
      assertThat(lapsed(all)).isEmpty();
      all.approvals.revoke(
          as(GateFixture.BOB), GateFixture.BOB, "scoring", 1, approval.id(), "too early");
      assertThat(lapsed(all)).hasSize(1);
      reject(all, "production");
      assertThat(lapsed(all)).hasSize(2);
      assertThat(all.versions.get(as(OPERATOR), "scoring", 1).aliases()).containsExactly("prod");
    }
  }

  private static void reject(GateFixture all, String environment) {
    all.approvals.reject(
        as(GateFixture.BOB), GateFixture.BOB, "scoring", 1, environment, "not that one");
  }

  private static List<String> lapsed(GateFixture all) {
    return all.events().stream()
        .filter(each -> each.contains("\"decision\":\"lapsed\""))
        .map(each -> each.substring(0, each.indexOf(" {")))
        .toList();
  }

  private static List<String> note(GateFixture all, GatePolicy policy) {
    return PolicyDriftCheck.note(
        all.database, policy, "registry", GateFixture.START.plusSeconds(600));
  }
}

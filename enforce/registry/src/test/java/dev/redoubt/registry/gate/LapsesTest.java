package dev.redoubt.registry.gate;

import static dev.redoubt.registry.gate.GateFixture.OPERATOR;
import static dev.redoubt.registry.gate.GateFixture.as;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.registry.store.Databases;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LapsesTest {

  @ParameterizedTest
  @EnumSource
  void findsWhatAnotherPolicyWouldNotLetIn(Databases databases, @TempDir Path folder)
      throws Exception {
    try (GateFixture all = new GateFixture(databases.open(folder))) {
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
          switch (PolicyReader.read(text)) {
            case PolicyReader.Result.Good(GatePolicy policy) -> policy;
            case PolicyReader.Result.Wrong(var problems) ->
                throw new AssertionError(problems.toString());
          };
      // What is known of the one is known of the other, whose file is the same, but its approval.
      assertThat(note(all, wider)).isEmpty();
      all.approvals.reject(
          as(GateFixture.BOB), GateFixture.BOB, "draft", 1, "production", "not that one");
      assertThat(note(all, wider))
          .hasSize(2)
          .allSatisfy(each -> assertThat(each).contains("may not be in `production`"));
      assertThat(all.events())
          .filteredOn(each -> each.contains("\"decision\":\"lapsed\""))
          .hasSize(2)
          .anyMatch(each -> each.startsWith("decision.made models:/draft/1"));
    }
  }

  private static List<String> note(GateFixture all, GatePolicy policy) {
    return Lapses.note(all.database, policy, "registry", GateFixture.START.plusSeconds(600));
  }
}

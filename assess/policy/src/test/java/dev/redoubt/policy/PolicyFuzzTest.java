package dev.redoubt.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.redoubt.effective.EvaluationEstate;
import dev.redoubt.estate.JsonReader;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.Value;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Tag;

/// Checks that reading, binding and evaluating any input as a policy terminates with a result.
@Tag("fuzz")
class PolicyFuzzTest {

  private static final Resource STORAGE =
      PolicyTestData.resource(
          "Microsoft.Storage/storageAccounts",
          "st1",
          "{\"tags\": {\"a\": \"b\"}, \"properties\": {\"networkAcls\": {\"ipRules\": []}}}");

  @FuzzTest(maxDuration = "50s")
  void answersWhateverIsGiven(FuzzedDataProvider data) {
    Value json =
        new JsonReader(new SourceFiles(), new ArrayList<>())
            .read(data.consumeRemainingAsString(), "fuzz");
    if (json == null) {
      return;
    }
    PolicyDefinition definition = new PolicyReader(new ArrayList<>()).read(json, "fuzz");
    if (definition == null) {
      return;
    }
    BoundPolicy policy = PolicyBinder.bind(definition, Map.of());
    PolicyResult result =
        new PolicyEvaluator(EvaluationEstate.predicted(PolicyTestData.estate(STORAGE)))
            .evaluate(policy, STORAGE);
    assertThat(result.reason().tree()).isNotEmpty();
  }
}

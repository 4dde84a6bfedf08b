package dev.redoubt.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.effective.EvaluationEstate;
import dev.redoubt.estate.JsonReader;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.Value;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Reads, binds and evaluates all built-in policy definitions of Azure, if the corpus is available.
@Tag("corpus")
class BuiltInPoliciesTest {

  private static Path corpus() {
    String given = System.getProperty("redoubt.shared", System.getenv("REDOUBT_SHARED"));
    Path shared =
        given == null
            ? Path.of(System.getProperty("redoubt.root", "."), "..", "shared")
            : Path.of(given);
    Path file = shared.resolve("corpus/azure-policy-built-ins.jsonl.gz");
    Assumptions.assumeTrue(
        Files.exists(file), "skipped: the built-in policies are not at hand (redoubt.shared)");
    return file;
  }

  private static List<ObjectValue> definitions() throws IOException {
    List<ObjectValue> definitions = new ArrayList<>();
    JsonReader reader = new JsonReader(new SourceFiles(), new ArrayList<>());
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(corpus())), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Value row = reader.read(line, "corpus");
        ObjectValue definition =
            row instanceof ObjectValue object ? object.object("definition") : null;
        if (definition != null && definition.at("properties.policyRule") != null) {
          definitions.add(definition);
        }
      }
    }
    return definitions;
  }

  @Test
  void allBuiltInDefinitionsCanBeReadAndBound() throws IOException {
    List<ObjectValue> definitions = definitions();
    List<BoundPolicy> bound = new ArrayList<>();
    Map<String, Integer> why = new TreeMap<>();
    int unread = 0;
    int supported = 0;
    long start = System.nanoTime();
    for (ObjectValue definition : definitions) {
      List<Problem> problems = new ArrayList<>();
      PolicyDefinition read = new PolicyReader(problems).read(definition, "corpus");
      if (read == null) {
        unread++;
        problems.forEach(problem -> why.merge("unread: " + problem.message(), 1, Integer::sum));
        continue;
      }
      BoundPolicy policy = PolicyBinder.bind(read, Map.of());
      bound.add(policy);
      supported += policy.isSupported() ? 1 : 0;
      policy.problems().stream()
          .map(Problem::message)
          .distinct()
          .forEach(message -> why.merge(message, 1, Integer::sum));
    }
    long bind = System.nanoTime() - start;
    System.out.printf(
        "%d definitions, %d not read, %d supported, %d not; read and bound in %d ms%n",
        definitions.size(), unread, supported, bound.size() - supported, bind / 1_000_000);
    why.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .limit(80)
        .forEach(entry -> System.out.printf("%6d  %s%n", entry.getValue(), entry.getKey()));
    assertThat(definitions).hasSizeGreaterThan(5000);
    assertThat(unread).isZero();
    evaluateAll(bound);
  }

  private static void evaluateAll(List<BoundPolicy> policies) {
    Resource storage =
        PolicyTestData.resource(
            "Microsoft.Storage/storageAccounts",
            "st1",
            "{\"kind\": \"StorageV2\", \"location\": \"?location\", \"properties\": {}}");
    Resource vault =
        PolicyTestData.resource("Microsoft.KeyVault/vaults", "kv", "{\"properties\": {}}");
    Resource workspace =
        PolicyTestData.resource(
            "Microsoft.MachineLearningServices/workspaces",
            "ws",
            "{\"location\": \"eastus\", \"properties\": {\"publicNetworkAccess\": \"?pna\"}}");
    List<Resource> resources = List.of(storage, vault, workspace);
    PolicyEvaluator evaluator =
        new PolicyEvaluator(
            EvaluationEstate.predicted(PolicyTestData.estate(storage, vault, workspace)));
    for (int round = 0; round < 3; round++) {
      Map<ComplianceState, Integer> states = new EnumMap<>(ComplianceState.class);
      long start = System.nanoTime();
      for (Resource resource : resources) {
        for (BoundPolicy policy : policies) {
          states.merge(evaluator.evaluate(policy, resource).state(), 1, Integer::sum);
        }
      }
      long nanos = System.nanoTime() - start;
      System.out.printf(
          "evaluated %s, %d ns each%n",
          states, nanos / ((long) policies.size() * resources.size()));
    }
    for (Resource resource : resources) {
      for (BoundPolicy policy : policies) {
        PolicyResult result = evaluator.evaluate(policy, resource);
        assertThat(result.reason().text()).isNotEmpty();
        if (result.state() == ComplianceState.ERROR) {
          System.out.print(result.reason().tree());
        }
        if (result.state() == ComplianceState.UNKNOWN) {
          assertThat(result.causes()).as(result.reason().tree()).isNotEmpty();
        }
      }
    }
  }
}

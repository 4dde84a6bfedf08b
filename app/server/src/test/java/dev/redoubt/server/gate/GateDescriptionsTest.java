package dev.redoubt.server.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Checks that `action.yml` and `task.json` match `gate.js`.
class GateDescriptionsTest {

  private static final Pattern INPUT = Pattern.compile("\\b(?:input|required)\\('([^']+)'");
  private static final Pattern OUTPUT = Pattern.compile("\\boutput\\('([^']+)'");

  /// Where only one of the two has a use for it.
  private static final String GITHUB_ALONE = "audience";

  private static final String AZURE_ALONE = "serviceConnection";

  private String script = "";
  private Map<?, ?> action = Map.of();
  private JsonNode task = JsonMapper.shared().nullNode();

  @BeforeEach
  void read() throws IOException {
    script = Files.readString(GateIntegrationFiles.file("gate.js"));
    Object yaml =
        new Load(LoadSettings.builder().setAllowDuplicateKeys(false).build())
            .loadFromString(Files.readString(GateIntegrationFiles.file("action.yml")));
    action = (Map<?, ?>) yaml;
    task =
        JsonMapper.builder()
            .enable(tools.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build()
            .readTree(Files.readString(GateIntegrationFiles.file("task.json")));
  }

  private Set<String> inScript(Pattern pattern) {
    return pattern
        .matcher(script)
        .results()
        .map((MatchResult each) -> each.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> without(Set<String> names, String one) {
    Set<String> some = new TreeSet<>(names);
    assertThat(some.remove(one)).as(one).isTrue();
    return some;
  }

  private static Set<String> strings(Map<?, ?> map) {
    return map.keySet().stream()
        .map(String::valueOf)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Map<?, ?> ofAction(String section) {
    return (Map<?, ?>) Objects.requireNonNull(action.get(section));
  }

  /// Names in `task.json` have letters and digits alone.
  private static String ofTask(String name) {
    return Pattern.compile("-(.)")
        .matcher(name)
        .replaceAll(each -> each.group(1).toUpperCase(Locale.ROOT));
  }

  private Map<String, JsonNode> named(String list) {
    Map<String, JsonNode> all = new TreeMap<>();
    for (JsonNode each : task.get(list)) {
      assertThat(each.get("name").stringValue()).matches("[A-Za-z][A-Za-z0-9]*");
      assertThat(all.put(each.get("name").stringValue(), each)).isNull();
    }
    return all;
  }

  @Test
  void action_hasTheInputsAndOutputsOfTheScript() {
    assertThat(strings(ofAction("inputs"))).isEqualTo(without(inScript(INPUT), AZURE_ALONE));
    assertThat(strings(ofAction("outputs"))).isEqualTo(inScript(OUTPUT));
    assertThat(ofAction("runs").get("main")).isEqualTo("gate.js");
    assertThat(String.valueOf(ofAction("runs").get("using"))).matches("node2[0-9]");
  }

  @Test
  void task_hasTheInputsAndOutputsOfTheScript() {
    assertThat(named("inputs").keySet())
        .isEqualTo(
            without(inScript(INPUT), GITHUB_ALONE).stream()
                .map(GateDescriptionsTest::ofTask)
                .collect(Collectors.toSet()));
    assertThat(named("outputVariables").keySet()).isEqualTo(inScript(OUTPUT));
    JsonNode execution = task.get("execution");
    assertThat(execution.propertyNames()).isNotEmpty().allMatch(each -> each.startsWith("Node2"));
    execution.forEach(each -> assertThat(each.get("target").stringValue()).isEqualTo("gate.js"));
    assertThat(task.get("id").stringValue())
        .isEqualTo(UUID.fromString(task.get("id").stringValue()).toString());
    assertThat(task.get("friendlyName").stringValue()).hasSizeLessThanOrEqualTo(40);
  }

  @Test
  void both_haveTheSameDefaults() {
    Map<String, JsonNode> inputs = named("inputs");
    ofAction("inputs")
        .forEach(
            (name, about) -> {
              JsonNode input = inputs.get(ofTask(String.valueOf(name)));
              if (input != null && about instanceof Map<?, ?> fields) {
                assertThat(input.path("defaultValue").asString(""))
                    .as(String.valueOf(name))
                    .isEqualTo(
                        String.valueOf(fields.containsKey("default") ? fields.get("default") : ""));
                assertThat(input.get("required").booleanValue())
                    .isEqualTo(Boolean.TRUE.equals(fields.get("required")));
              }
            });
  }
}

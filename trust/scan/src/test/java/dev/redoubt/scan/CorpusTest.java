package dev.redoubt.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.redoubt.scan.engine.ModelScanner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Scans the public fixtures of other scanners: `./mvnw verify -pl trust/scan -am
/// -Dredoubt.tests=corpus -Dredoubt.corpus=DIR`, where DIR contains clones of their repositories,
/// in `picklescan` (github.com/mmaitre314/picklescan) and `modelaudit`
/// (github.com/promptfoo/modelaudit).
@Tag("corpus")
class CorpusTest {

  /// Harmless files of picklescan, and their expected verdicts.
  private static final Map<String, ScanVerdict> HARMLESS =
      Map.ofEntries(
          Map.entry("benign0_v0.pkl", ScanVerdict.CLEAN),
          Map.entry("benign0_v3.pkl", ScanVerdict.CLEAN),
          Map.entry("benign0_v4.pkl", ScanVerdict.CLEAN),
          Map.entry("new_pytorch_model.bin", ScanVerdict.CLEAN),
          Map.entry("pytorch_model.bin", ScanVerdict.CLEAN),
          Map.entry("int_array.npy", ScanVerdict.CLEAN),
          Map.entry("int_arrays.npz", ScanVerdict.CLEAN),
          Map.entry("int_arrays_compressed.npz", ScanVerdict.CLEAN),
          Map.entry("object_array.npy", ScanVerdict.CLEAN),
          Map.entry("object_arrays.npz", ScanVerdict.CLEAN),
          Map.entry("object_arrays_compressed.npz", ScanVerdict.CLEAN),
          // An image with the name of a model: the content decides.
          Map.entry("bad_pytorch.pt", ScanVerdict.CLEAN),
          // Encrypted with a password, so nobody can tell what it is.
          Map.entry("benign_password_protected.zip", ScanVerdict.UNREADABLE),
          // Random bytes.
          Map.entry("not_a_pickle.bin", ScanVerdict.UNREADABLE));

  /// Fixtures of modelaudit whose name does not imply the expected verdict, with the reason.
  private static final Map<String, ScanVerdict> OTHERWISE =
      Map.of(
          // An edge case of templates that is truncated.
          "samples/jinja2/edge_cases/malformed_template.json",
          ScanVerdict.UNREADABLE,
          // An edge case, too: one of its two templates calls `os.system`.
          "samples/jinja2/edge_cases/multiple_templates.json",
          ScanVerdict.MALICIOUS,
          // modelaudit flags it for a pickle in a value, which is that of a dictionary of two
          // words.
          "samples/pickles/simple_nested.pkl",
          ScanVerdict.CLEAN,
          // Tests its license, but contains a custom class.
          "scenarios/license_scenarios/agpl_component/agpl_model.pkl",
          ScanVerdict.SUSPICIOUS,
          // An ordinary skops pipeline, except for a custom class.
          "samples/pipeline.skops",
          ScanVerdict.SUSPICIOUS);

  private static ScanReport scan(String name, String folder) {
    String corpus = System.getProperty("redoubt.corpus", System.getenv("REDOUBT_CORPUS"));
    assumeTrue(corpus != null, "skipped: no -Dredoubt.corpus=DIR with clones of other scanners");
    Path path = Path.of(corpus, name, folder);
    assumeTrue(Files.isDirectory(path), "skipped: no clone of the repository in " + name);
    return ModelScanner.of(ScanOptions.withDefaults(Path.of(System.getProperty("java.io.tmpdir"))))
        .scan(List.of(path));
  }

  private static Map<String, ScanVerdict> verdicts(ScanReport report, String folder) {
    Map<String, ScanVerdict> verdicts = new TreeMap<>();
    for (ScannedFile file : report.files()) {
      String name = file.name();
      verdicts.put(name.substring(name.indexOf(folder) + folder.length() + 1), file.verdict());
    }
    return verdicts;
  }

  @Test
  void agreesWithPicklescan_aboutEveryFixture() {
    Map<String, ScanVerdict> verdicts = new TreeMap<>();
    for (String folder : List.of("tests/data", "tests/data2")) {
      verdicts.putAll(verdicts(scan("picklescan", folder), folder));
    }

    assertThat(verdicts).hasSizeGreaterThanOrEqualTo(109).containsKeys(keys(HARMLESS));
    verdicts.forEach(
        (name, verdict) ->
            assertThat(verdict)
                .as(name)
                .isEqualTo(HARMLESS.getOrDefault(name, ScanVerdict.MALICIOUS)));
  }

  @Test
  void agreesWithModelaudit_aboutEveryFixture() {
    String folder = "tests/assets";
    Map<String, ScanVerdict> verdicts = verdicts(scan("modelaudit", folder), folder);

    // Programs that create fixtures.
    verdicts.keySet().removeIf(name -> name.endsWith(".py") && !name.startsWith("scenarios/"));
    assertThat(verdicts).hasSizeGreaterThanOrEqualTo(106).containsKeys(keys(OTHERWISE));
    verdicts.forEach(
        (name, verdict) -> {
          if (OTHERWISE.containsKey(name)) {
            assertThat(verdict).as(name).isEqualTo(OTHERWISE.get(name));
          } else if (isHarmless(name)) {
            assertThat(verdict).as(name).isEqualTo(ScanVerdict.CLEAN);
          } else {
            assertThat(verdict).as(name).isIn(ScanVerdict.SUSPICIOUS, ScanVerdict.MALICIOUS);
          }
        });
  }

  private static String[] keys(Map<String, ScanVerdict> expected) {
    return expected.keySet().toArray(String[]::new);
  }

  private static boolean isHarmless(String name) {
    return name.contains("/safe_")
        || name.contains("benign")
        || name.contains("/edge_cases/")
        || name.startsWith("scenarios/license_scenarios/")
        || name.equals("samples/jinja2/yaml/model_config.yaml");
  }
}

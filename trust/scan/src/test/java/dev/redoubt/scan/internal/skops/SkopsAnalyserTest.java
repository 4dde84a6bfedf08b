package dev.redoubt.scan.internal.skops;

import static dev.redoubt.scan.InMemoryScans.bytes;
import static dev.redoubt.scan.InMemoryScans.rules;
import static dev.redoubt.scan.InMemoryScans.scan;
import static dev.redoubt.scan.ZipBuilder.stored;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.scan.ScanVerdict;
import dev.redoubt.scan.ScannedFile;
import dev.redoubt.scan.ZipBuilder;
import org.junit.jupiter.api.Test;

class SkopsAnalyserTest {

  private static ScannedFile model(String module, String name, String loader) {
    String node =
        """
        {"__class__": "dict", "__module__": "builtins", "__loader__": "DictNode", "content":
          {"a": {"__class__": "%s", "__module__": "%s", "__loader__": "%s"}}, "_skops_version": "0.11"}
        """
            .formatted(name, module, loader);
    return scan("m.skops", ZipBuilder.of(stored("schema.json", bytes(node))));
  }

  @Test
  void isClean_whenItsTypesAreThoseOfModels() {
    assertThat(
            model("sklearn.linear_model._logistic", "LogisticRegression", "ObjectNode")
                .detections())
        .isEmpty();
  }

  @Test
  void isMalicious_whenATypeRunsCommands() {
    ScannedFile file = model("os", "system", "FunctionNode");

    assertThat(rules(file)).containsExactly("skops-unsafe-type");
    assertThat(file.verdict()).isEqualTo(ScanVerdict.MALICIOUS);
  }

  @Test
  void isSuspicious_whenATypeIsNotKnown() {
    ScannedFile file = model("mine", "Estimator", "ObjectNode");

    assertThat(rules(file)).containsExactly("skops-unknown-type");
    assertThat(file.verdict()).isEqualTo(ScanVerdict.SUSPICIOUS);
  }

  @Test
  void isSuspicious_whenAnAttributeIsLookedUpByName() {
    assertThat(rules(model("sklearn.linear_model._logistic", "LogisticRegression", "MethodNode")))
        .containsExactly("skops-method");
  }

  @Test
  void isUnreadable_whenTheSchemaIsTruncated() {
    byte[] schema = bytes("{\"__class__\": \"dict\", \"__loader__\": \"DictNode\", \"content\": {");

    assertThat(rules(scan(ZipBuilder.of(stored("schema.json", schema))))).contains("skops-damaged");
  }
}

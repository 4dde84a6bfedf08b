package dev.redoubt.scan.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.scan.Detection;
import dev.redoubt.scan.DetectionSeverity;
import dev.redoubt.scan.InMemoryScans;
import dev.redoubt.scan.ScanReport;
import dev.redoubt.scan.ScannedFile;
import dev.redoubt.scan.ZipBuilder;
import dev.redoubt.scan.engine.ModelScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteCodeTest {

  private static final String OWN =
      "{\"auto_map\": {\"AutoConfig\": \"configuration_own.OwnConfig\", \"AutoTokenizer\":"
          + " [\"tokenization_own.OwnTokenizer\", null]}}";

  @TempDir private Path folder = Path.of("");

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private List<String> messages(String name) {
    ScanReport report = ModelScanner.of(InMemoryScans.options()).scan(List.of(folder));
    return report.files().stream()
        .filter(file -> file.name().endsWith(name))
        .flatMap(file -> file.detections().stream())
        .filter(detection -> detection.rule().id().equals("config-remote-code"))
        .map(Detection::message)
        .toList();
  }

  private static ScannedFile alone(String text) {
    return InMemoryScans.scan("config.json", InMemoryScans.bytes(text));
  }

  @Test
  void namesEachModule_andWhetherItsSourceIsBesideIt() throws IOException {
    write("config.json", OWN);
    write("configuration_own.py", "class OwnConfig:\n    pass\n");

    assertThat(messages("config.json"))
        .containsExactlyInAnyOrder(
            "`auto_map` loads `OwnConfig` from the module `configuration_own`; its source"
                + " `configuration_own.py` is beside the configuration",
            "`auto_map` loads `OwnTokenizer` from the module `tokenization_own`; its source"
                + " `tokenization_own.py` is not beside the configuration");
  }

  @Test
  void doesNotNameTheSource_whenTheFolderIsUnknown() {
    assertThat(alone(OWN).detections())
        .extracting(Detection::message)
        .containsExactlyInAnyOrder(
            "`auto_map` loads `OwnConfig` from the module `configuration_own`; its source is"
                + " `configuration_own.py`",
            "`auto_map` loads `OwnTokenizer` from the module `tokenization_own`; its source is"
                + " `tokenization_own.py`");
  }

  @Test
  void findsNeighborsInTheSameArchive() {
    byte[] zip =
        ZipBuilder.of(
            ZipBuilder.stored("m/config.json", InMemoryScans.bytes(OWN)),
            ZipBuilder.stored(
                "m/configuration_own.py", InMemoryScans.bytes("class OwnConfig:\n    pass\n")));
    assertThat(InMemoryScans.scan("m.zip", zip).detections())
        .extracting(Detection::message)
        .contains(
            "`auto_map` loads `OwnConfig` from the module `configuration_own`; its source"
                + " `configuration_own.py` is beside the configuration",
            "`auto_map` loads `OwnTokenizer` from the module `tokenization_own`; its source"
                + " `tokenization_own.py` is not beside the configuration");
  }

  @Test
  void isMoreSevere_whenAnotherRepositoryHasTheCode() {
    ScannedFile file =
        alone("{\"a\": {\"auto_map\": {\"AutoModel\": \"owner/name--modeling_x.XModel\"}}}");

    assertThat(file.detections()).hasSize(1);
    assertThat(file.detections().getFirst().severity()).isEqualTo(DetectionSeverity.CRITICAL);
    assertThat(file.detections().getFirst().message())
        .isEqualTo(
            "`auto_map` loads `XModel` from the module `modeling_x`, in the repository"
                + " `owner/name`");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"trust_remote_code\": true}",
        "{\"a\": [{\"trust_remote_code\": \"True\"}]}",
        "model:\n  trust_remote_code: true\n",
        "{\"custom_pipelines\": {\"pair\": {\"impl\": \"pair.Pair\", \"pt\": [\"AutoModel\"]}}}",
        "{\"custom_pipeline\": \"owner/name\"}",
        "{\"custom_pipeline\": \"./pipeline.py\"}",
        "{\"auto_map\": {\"AutoModel\": \"../x/modeling.Model\"}}",
        "{\"_class_name\": [\"pipeline_own\", \"Own\"], \"_diffusers_version\": \"0.3\"}"
      })
  void flagsOtherWaysToLoadCode(String text) {
    assertThat(InMemoryScans.rules(alone(text))).containsExactly("config-remote-code");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"model_type\": \"bert\", \"architectures\": [\"BertModel\"], \"auto_map\": {}}",
        "{\"auto_map\": null, \"custom_pipelines\": {}, \"trust_remote_code\": false}",
        "{\"_class_name\": \"X\", \"_diffusers_version\": \"0.3\", \"unet\": [\"diffusers\","
            + " \"UNet2D\"], \"safety_checker\": [null, null]}",
        "{\"description\": \"never pass trust_remote_code\"}"
      })
  void passesConfigurations_thatLoadNoCode(String text) {
    assertThat(alone(text).detections()).isEmpty();
  }

  /// A part of a pipeline, whose lists of two words are not components.
  @ParameterizedTest
  @CsvSource({"unet/own.py, 1", "own.py, 0"})
  void flagsAComponent_onlyWhenItsModuleExists(String name, int count) throws IOException {
    write(
        "config.json",
        "{\"_class_name\": \"X\", \"_diffusers_version\": \"0.3\", \"unet\": [\"own\","
            + " \"OwnNet\"]}");
    write(name, "class OwnNet:\n    pass\n");

    assertThat(messages("config.json")).hasSize(count);
  }
}

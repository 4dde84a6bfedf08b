package dev.redoubt.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArmTemplatesTest {

  private final TestTemplateReader reading = new TestTemplateReader();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'$schema':"
            + " 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#'}"
            + " | true | false",
        "{'$schema':"
            + " 'http://schema.management.azure.com/schemas/2018-05-01/subscriptionDeploymentTemplate.json'}"
            + " | true | false",
        "{'$schema':"
            + " 'https://schema.management.azure.com/schemas/2015-01-01/deploymentParameters.json#'}"
            + " | false | true",
        "{'$schema':"
            + " 'https://schema.management.azure.com/schemas/2018-05-01/subscriptionDeploymentParameters.json#'}"
            + " | false | true",
        "{'$schema':"
            + " 'https://schema.management.azure.com/schemas/2018-05-01/Microsoft.Resources.json',"
            + " 'contentVersion': '1', 'resources': []} | true | false",
        "{'$schema': 'https://json-schema.org/draft/2020-12/schema', 'resources': [],"
            + " 'contentVersion': '1'} | false | false",
        "{'contentVersion': '1.0.0.0', 'resources': []}     | true  | false",
        "{'resources': []}                                  | false | false",
        "{'parameters': {'a': {'value': 1}}}                | false | true",
        "{'a': {'value': 1}, 'b': {'reference': {}}}        | false | true",
        "{'a': {'value': 1}, 'b': 2}                        | false | false",
        "{'parameters': {}}                                 | false | false",
        "{}                                                 | false | false",
        "[]                                                 | false | false",
        "'x'                                                | false | false",
      })
  void distinguishesFiles_byContent(String json, boolean template, boolean parameters) {
    var value = reading.json(json.replace('\'', '"'));
    assertThat(ArmTemplates.isTemplate(value)).isEqualTo(template);
    assertThat(ArmTemplates.isParameters(value)).isEqualTo(parameters);
  }

  @Test
  void findsParameterFiles_byTheTemplatesName(@TempDir Path folder) throws IOException {
    for (String name :
        List.of(
            "main.json",
            "main.parameters.json",
            "main.parameters.prod.json",
            "main.dev.parameters.json",
            "Other.json",
            "other.Parameters.json",
            "mainframe.parameters.json")) {
      Files.writeString(folder.resolve(name), "{}");
    }
    assertThat(ArmTemplates.parameterFilesOf(folder.resolve("main.json")))
        .extracting(path -> String.valueOf(path.getFileName()))
        .containsExactly(
            "main.parameters.json", "main.dev.parameters.json", "main.parameters.prod.json");
    assertThat(ArmTemplates.parameterFilesOf(folder.resolve("Other.json")))
        .extracting(path -> String.valueOf(path.getFileName()))
        .containsExactly("other.Parameters.json");
    assertThat(ArmTemplates.parameterFilesOf(folder.resolve("none/main.json"))).isEmpty();
  }

  @Test
  void readsTemplate_orReportsWhyNot(@TempDir Path folder) throws IOException {
    List<Problem> problems = new ArrayList<>();
    SourceFiles files = new SourceFiles();
    Files.writeString(folder.resolve("other.json"), "{\"a\": 1}");
    assertThat(
            ArmTemplates.readTemplate(folder.resolve("other.json"), "other.json", files, problems))
        .isNull();
    assertThat(ArmTemplates.readTemplate(folder.resolve("none.json"), "none.json", files, problems))
        .isNull();
    assertThat(problems)
        .extracting(Problem::message)
        .containsExactly("the file is not a deployment template", "cannot be read: no such file");
    assertThat(
            ArmTemplates.readParameters(folder.resolve("none.json"), "none.json", files, problems))
        .isEmpty();
    assertThat(problems).hasSize(3);
  }
}

package dev.redoubt.fixes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.JsonReader;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Fix;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How fixes look in ARM templates: with their places, as parts of JSON.
class ArmFixTest {

  private static final String REGISTRY =
      """
      {
        "type": "Microsoft.ContainerRegistry/registries",
        "apiVersion": "2023-07-01",
        "name": "[parameters('name')]",
        "location": "westeurope",
        "sku": { "name": "Basic" },
        "properties": { "publicNetworkAccess": "[parameters('access')]" }
      }
      """;

  @TempDir private Path folder;
  private FixedFolder template;

  @BeforeEach
  void makeFolder() {
    template = new FixedFolder(folder);
  }

  private void resources(String open, String resources, String close) throws IOException {
    template.file(
        "main.json",
        """
        {
          "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
          "contentVersion": "1.0.0.0",
          "languageVersion": "2.0",
          "parameters": {
            "name": { "type": "string", "defaultValue": "cr1" },
            "access": { "type": "string", "defaultValue": "Enabled" }
          },
          "resources": %s%s%s,
          "outputs": { "access": { "type": "string", "value": "[parameters('access')]" } }
        }
        """
            .formatted(open, resources, close));
  }

  @Test
  void havePlaces() throws IOException {
    resources("[", REGISTRY, "]");
    Fix fix = template.fix("container-registry-public-network-access");
    assertThat(fix.text())
        .contains("// in sku of the resource [parameters('name')]\n\"name\": \"Premium\"")
        .contains(
            "// in properties of the resource [parameters('name')]\n"
                + "\"publicNetworkAccess\": \"Disabled\"");
    assertThat(fix.title()).contains("the value came from `access` (also used at main.json:");
    assertThat(template.fix("container-registry-private-endpoint").text())
        .contains("// in parameters of the template\n\"privateEndpointSubnetId\": {")
        .contains("// in resources of the template\n{\n");
  }

  @Test
  void arePartsOfJson() throws IOException {
    resources("[", REGISTRY, "]");
    for (var finding : template.assess().findings()) {
      Fix fix = finding.annotations().fix();
      if (fix != null) {
        for (String part : fix.text().split("(?m)^// in .*$", -1)) {
          assertReads(part.strip());
        }
      }
    }
  }

  private static void assertReads(String part) {
    boolean isMember = part.startsWith("\"") || part.startsWith("//");
    String json = isMember ? "{" + part + "}" : "[" + part + "]";
    List<Problem> problems = new ArrayList<>();
    new JsonReader(new SourceFiles(), problems).read(json.getBytes(StandardCharsets.UTF_8), "part");
    assertThat(problems).as(part).isEmpty();
  }

  @Test
  void removePropertiesBesideEachOther() throws IOException {
    String server =
        """
        {
          "type": "Microsoft.Sql/servers",
          "apiVersion": "2023-08-01-preview",
          "name": "sql",
          "location": "westeurope",
          "properties": { %s"administratorLogin": "sa", "administratorLoginPassword": "x"%s }
        }
        """;
    for (String text :
        List.of(
            server.formatted("", ""),
            server.formatted("\"version\": \"12.0\", ", ""),
            server.formatted("", ", \"version\": \"12.0\""))) {
      resources("[", text, "]");
      assertThat(template.fixed("sql-entra-only", "main.json"))
          .doesNotContain("administratorLogin")
          .contains("azureADOnlyAuthentication");
    }
  }

  @Test
  void setParametersOnlyToValuesThatTheyAccept() throws IOException {
    resources("[", REGISTRY.replace("\"Basic\"", "\"[parameters('tier')]\""), "]");
    String text = FixedFolder.read(folder.resolve("main.json").toString());
    String tier =
        "\"tier\": { \"type\": \"string\", \"defaultValue\": \"Basic\"%s },\n    \"name\"";
    template.file(
        "main.json", text.replace("\"name\": { \"type\"", tier.formatted("") + ": { \"type\""));
    assertThat(template.fixed("container-registry-private-endpoint", "main.json"))
        .contains("\"defaultValue\": \"Premium\"");
    String allowed = ", \"allowedValues\": [\"Basic\", \"Standard\"]";
    template.file(
        "main.json",
        text.replace("\"name\": { \"type\"", tier.formatted(allowed) + ": { \"type\""));
    assertThat(template.fixed("container-registry-private-endpoint", "main.json"))
        .contains("\"defaultValue\": \"Basic\"", "\"name\": \"Premium\"");
  }

  @Test
  void giveAddedResourcesFreeSymbolicNames() throws IOException {
    resources(
        "{",
        "\"one\": "
            + REGISTRY
            + ", \"two\": "
            + REGISTRY.replace("[parameters('name')]", "cr2")
            + ", \"onePrivateEndpoint\": { \"existing\": true, \"type\":"
            + " \"Microsoft.Network/virtualNetworks\", \"apiVersion\": \"2024-01-01\", \"name\":"
            + " \"n\" }",
        "}");
    Assessment before = template.assess();
    template.apply(before);
    Assessment after = template.assess();
    assertThat(FixedFolder.errors(after)).isEmpty();
    assertThat(FixedFolder.violations(after)).isEmpty();
    assertThat(folder.resolve("main.json"))
        .content()
        .contains("\"onePrivateEndpoint2\": {", "\"twoPrivateEndpoint\": {");
  }
}

package dev.redoubt.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.result.FailureThreshold;
import dev.redoubt.findings.testing.ExampleAssessments;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SarifReporterTest {

  private static final Path ROOT = Path.of("checkout").toAbsolutePath();

  private static String report(Assessment assessment) throws IOException {
    StringBuilder out = new StringBuilder();
    new SarifReporter(ReportTools.EXAMPLE, true, FailureThreshold.DEFAULT, ROOT)
        .write(assessment, out);
    return out.toString();
  }

  private static JsonNode run(Assessment assessment) throws IOException {
    return new JsonMapper().readTree(report(assessment)).at("/runs/0");
  }

  private static JsonNode resultOf(JsonNode run, String rule, String kind) {
    return run.get("results")
        .valueStream()
        .filter(each -> each.get("ruleId").asString().equals(rule))
        .filter(each -> each.get("kind").asString().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  private static Schema officialSchema() throws IOException {
    try (InputStream text =
        Objects.requireNonNull(
            SarifReporterTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json"))) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
          .getSchema(new String(text.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
    }
  }

  @Test
  void reportConformsToTheOfficialSchema() throws IOException {
    for (Assessment each :
        List.of(
            ExampleAssessments.clean(),
            ExampleAssessments.weak(),
            ExampleAssessments.broken(),
            ExampleAssessments.empty(),
            ExampleAssessments.missingModule(),
            ExampleAssessments.many(3),
            FormatOutcomesTest.lowered(),
            ExampleAssessments.annotated())) {
      assertThat(officialSchema().validate(report(each), InputFormat.JSON)).isEmpty();
    }
  }

  @Test
  void resultsOfSeveralDeploymentsNameThemAndTheirCondition() throws IOException {
    JsonNode shared =
        resultOf(run(ExampleAssessments.many(3)), "storage-public-network-access", "fail");
    assertThat(shared.at("/properties/deployments").size()).isEqualTo(3);
    assertThat(shared.at("/message/text").asString()).contains("when `parameters('debug')`");
    assertThat(resultOf(run(ExampleAssessments.weak()), "storage-tls", "fail").has("properties"))
        .isFalse();
  }

  private static List<String> fingerprints(Assessment assessment, String kind) throws IOException {
    return run(assessment)
        .get("results")
        .valueStream()
        .map(each -> each.get("partialFingerprints").get(kind).asString())
        .toList();
  }

  @Test
  void fingerprintOfADeclarationDoesNotDependOnNames() throws IOException {
    Assessment first = ExampleAssessments.inRegistryModule("stdev1", "stdev2");
    Assessment second = ExampleAssessments.inRegistryModule("stprod1", "stprod2");
    assertThat(fingerprints(first, "redoubtDeclaration/v1"))
        .hasSize(2)
        .doesNotHaveDuplicates()
        .isEqualTo(fingerprints(second, "redoubtDeclaration/v1"));
    assertThat(fingerprints(first, "redoubtFinding/v1"))
        .doesNotContainAnyElementsOf(fingerprints(second, "redoubtFinding/v1"));
  }

  @Test
  void fingerprintsOfDeclarationsAreUnique() throws IOException {
    assertThat(fingerprints(ExampleAssessments.weak(), "redoubtDeclaration/v1"))
        .doesNotHaveDuplicates()
        .doesNotContain("");
  }

  @Test
  void findingInARegistryModuleIsWhereTheUserCallsIt() throws IOException {
    JsonNode result = run(ExampleAssessments.inRegistryModule("st")).at("/results/0");
    assertThat(result.at("/locations/0/physicalLocation/artifactLocation/uri").asString())
        .isEqualTo("infra/main.bicep");
    assertThat(result.at("/locations/0/physicalLocation/region/startLine").asInt()).isEqualTo(20);
    assertThat(result.at("/relatedLocations/0/physicalLocation/region/startLine").asInt())
        .isEqualTo(945);
    assertThat(
            officialSchema()
                .validate(report(ExampleAssessments.inRegistryModule("st")), InputFormat.JSON))
        .isEmpty();
  }

  @Test
  void officialSchemaRejectsAnUnknownKind() throws IOException {
    String wrong =
        report(ExampleAssessments.weak()).replace("\"kind\": \"review\"", "\"kind\": \"shrug\"");
    assertThat(officialSchema().validate(wrong, InputFormat.JSON)).isNotEmpty();
  }

  @Test
  void everyResultHasAFileAndALine() throws IOException {
    assertThat(run(ExampleAssessments.weak()).get("results").valueStream())
        .hasSize(18)
        .allSatisfy(
            result -> {
              JsonNode place = result.at("/locations/0/physicalLocation");
              assertThat(place.at("/artifactLocation/uri").asString())
                  .isEqualTo("infra/landing%20zone/modules/storage/main.json");
              assertThat(place.at("/region/startLine").asInt()).isPositive();
            });
  }

  @Test
  void verdictsHaveDifferentKinds() throws IOException {
    JsonNode run = run(ExampleAssessments.weak());
    assertThat(level(run, "storage-public-network-access", "fail")).isEqualTo("error");
    assertThat(level(run, "key-vault-purge-protection", "review")).isEqualTo("none");
    assertThat(level(run, "key-vault-purge-protection", "pass")).isEqualTo("none");
    assertThat(resultOf(run, "required-tags", "fail").at("/suppressions/0/status").asString())
        .isEqualTo("accepted");
  }

  private static String level(JsonNode run, String rule, String kind) {
    return resultOf(run, rule, kind).get("level").asString();
  }

  @Test
  void reportsProblemsAsNotifications() throws IOException {
    JsonNode invocation = run(ExampleAssessments.broken()).at("/invocations/0");
    assertThat(invocation.get("executionSuccessful").asBoolean()).isFalse();
    assertThat(invocation.get("exitCode").asInt()).isEqualTo(2);
    assertThat(invocation.get("toolExecutionNotifications").valueStream())
        .hasSize(3)
        .allMatch(each -> each.get("level").asString().equals("error"));
  }

  @Test
  void filesOutsideOfTheRootAreAbsolute() throws IOException {
    assertThat(uri(ROOT.resolve("a/b.json").toString())).isEqualTo("a/b.json");
    assertThat(uri("./a/../ü:c.json")).isEqualTo("./%C3%BC:c.json");
    assertThat(uri("../other/b.json")).startsWith("file:/").endsWith("other/b.json");
  }

  private static String uri(String file) throws IOException {
    return run(ExampleAssessments.problemIn(file))
        .at(
            "/invocations/0/toolExecutionNotifications/2/locations/0"
                + "/physicalLocation/artifactLocation/uri")
        .asString();
  }

  @Test
  void rulesLinkToTheirPages() throws IOException {
    assertThat(run(ExampleAssessments.weak()).at("/tool/driver/rules/0/helpUri").asString())
        .isEqualTo("https://example.org/docs/controls/key-vault-purge-protection.md");
  }

  @Test
  void withoutAnAddressOfTheDocumentsNoLinkIsWritten() throws IOException {
    for (String documentation : List.of("", "${redoubt.documentation}", "docs/")) {
      StringBuilder out = new StringBuilder();
      ReportingTool tool = new ReportingTool("redoubt", "0.1.0", documentation);
      new SarifReporter(tool, true, FailureThreshold.DEFAULT, ROOT)
          .write(ExampleAssessments.weak(), out);
      JsonNode driver = new JsonMapper().readTree(out.toString()).at("/runs/0/tool/driver");
      assertThat(driver.has("informationUri")).isFalse();
      JsonNode rule = driver.at("/rules/0");
      assertThat(rule.has("helpUri")).isFalse();
      assertThat(rule.at("/help/markdown").asString())
          .contains("`docs/controls/key-vault-purge-protection.md`", "redoubt controls show");
      assertThat(officialSchema().validate(out.toString(), InputFormat.JSON)).isEmpty();
    }
  }

  @Test
  void runHasACategoryThatIsTheSameInEveryRun() throws IOException {
    assertThat(run(ExampleAssessments.weak()).at("/automationDetails/id").asString())
        .isEqualTo("redoubt-assess/contoso-credit/");
  }

  @Test
  void messageNamesTheResourceByItsSymbol() throws IOException {
    assertThat(
            run(ExampleAssessments.inRegistryModule("st")).at("/results/0/message/text").asString())
        .startsWith(
            "Storage account allows TLS versions below 1.2: storageAccounts 'account' (st): it is"
                + " old");
  }

  @Test
  void exemptionBaselineAndFixAreParts() throws IOException {
    JsonNode run = run(ExampleAssessments.annotated());
    JsonNode exempt = resultOf(run, "required-tags", "fail").at("/suppressions/0");
    assertThat(exempt.at("/kind").asString()).isEqualTo("external");
    assertThat(exempt.at("/justification").asString())
        .isEqualTo("until 2027-01-31 by ciso, SEC-7: tags come with the move");
    assertThat(exempt.at("/location/physicalLocation/artifactLocation/uri").asString())
        .isEqualTo("redoubt.yaml");
    JsonNode fixed = resultOf(run, "storage-public-network-access", "fail");
    assertThat(fixed.at("/baselineState").asString()).isEqualTo("new");
    assertThat(resultOf(run, "storage-tls", "fail").at("/baselineState").asString())
        .isEqualTo("unchanged");
    JsonNode replacement = fixed.at("/fixes/0/artifactChanges/0/replacements/0");
    assertThat(replacement.at("/deletedRegion/startLine").asInt()).isEqualTo(40);
    assertThat(replacement.at("/deletedRegion/endColumn").asInt()).isEqualTo(14);
    assertThat(replacement.at("/insertedContent/text").asString()).isEqualTo("'Disabled'");
    assertThat(resultOf(run, "key-vault-purge-protection", "pass").at("/message/text").asString())
        .contains("conditional on policies: purge protection by policy");
  }

  @Test
  void regionEndsWithTheToken(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("main.bicep"), "\ufeffvar a = 1\nresource st 'x'\n  {\n'open\n");
    SourceTokens tokens = new SourceTokens(folder);
    assertThat(tokens.end("main.bicep", 2, 1)).isEqualTo(9);
    assertThat(tokens.end("main.bicep", 2, 13)).isEqualTo(16);
    assertThat(tokens.end("main.bicep", 3, 3)).isEqualTo(4);
    assertThat(tokens.end("main.bicep", 4, 1)).isEqualTo(6);
    assertThat(tokens.end("main.bicep", 4, 99)).isZero();
    assertThat(tokens.end("main.bicep", 99, 1)).isZero();
    assertThat(tokens.end("gone.bicep", 1, 1)).isZero();
    assertThat(tokens.end("stdin\u0000", 1, 1)).isZero();
    assertThat(tokens.end(".", 1, 1)).isZero();
  }

  @Test
  void escapedQuoteDoesNotEndAString(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("a.json"), "{ \"it\\\"s\": 1 }\n");
    assertThat(new SourceTokens(folder).end("a.json", 1, 3)).isEqualTo(10);
  }

  @Test
  void fileThatIsNotTextHasNoEnds(@TempDir Path folder) throws IOException {
    Files.write(folder.resolve("bad.bicep"), new byte[] {(byte) 0xff, (byte) 0xfe, 1});
    assertThat(new SourceTokens(folder).end("bad.bicep", 1, 1)).isZero();
  }
}

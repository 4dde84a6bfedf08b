package dev.redoubt.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.bom.CycloneDxVersion;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.result.FailureThreshold;
import dev.redoubt.findings.testing.ExampleAssessments;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Tests the formats for other tools: OSCAL, CycloneDX, JUnit, GitHub and Markdown.
class FormatsTest {

  static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

  /// Assessments with everything that a report can contain.
  static List<Assessment> examples() {
    return List.of(
        ExampleAssessments.clean(),
        ExampleAssessments.weak(),
        ExampleAssessments.broken(),
        ExampleAssessments.empty(),
        ExampleAssessments.many(3),
        ExampleAssessments.annotated(),
        FormatOutcomesTest.lowered(),
        ExampleAssessments.missingModule(),
        ExampleAssessments.inventory());
  }

  static String report(AssessmentReporter reporter, Assessment assessment) throws IOException {
    StringBuilder out = new StringBuilder();
    reporter.write(assessment, out);
    return out.toString();
  }

  private static AssessmentReporter oscal() {
    return new OscalReporter(ReportTools.EXAMPLE, FailureThreshold.DEFAULT, NOW);
  }

  private static AssessmentReporter cycloneDx() {
    return new CycloneDxReporter(ReportTools.EXAMPLE, CycloneDxVersion.V1_6, NOW);
  }

  private static String components() throws IOException {
    StringBuilder out = new StringBuilder();
    new OscalComponents(ReportTools.EXAMPLE, NOW).write(ExampleAssessments.weak().controls(), out);
    return out.toString();
  }

  private static JsonNode json(String text) {
    return new JsonMapper().readTree(text);
  }

  @Test
  void oscalConformsToTheSchemaOfNist() throws IOException {
    for (Assessment each : examples()) {
      assertThat(OfficialSchemas.errors(OfficialSchemas.oscal("ar"), report(oscal(), each)))
          .isEmpty();
    }
    assertThat(OfficialSchemas.errors(OfficialSchemas.oscal("component-definition"), components()))
        .isEmpty();
  }

  @Test
  void schemaOfNistRejectsAnUnknownState() throws IOException {
    String wrong =
        report(oscal(), ExampleAssessments.weak()).replace("\"not-satisfied\"", "\"perhaps\"");
    assertThat(OfficialSchemas.errors(OfficialSchemas.oscal("ar"), wrong)).isNotEmpty();
  }

  @Test
  void controlIsSatisfiedOnlyIfItPassesEverywhere() throws IOException {
    JsonNode findings =
        json(report(oscal(), ExampleAssessments.weak()))
            .at("/assessment-results/results/0/findings");
    assertThat(findings.valueStream().map(each -> each.at("/target/status/state").asString()))
        .hasSize(4)
        .containsOnly("not-satisfied");
    assertThat(findings.valueStream().map(each -> each.at("/target/status/reason").asString()))
        .containsExactly("other", "other", "fail", "fail");
    JsonNode clean =
        json(report(oscal(), ExampleAssessments.clean()))
            .at("/assessment-results/results/0/findings/0/target/status");
    assertThat(clean.at("/state").asString()).isEqualTo("satisfied");
  }

  @Test
  void oscalSaysThatAnAssessmentIsIncomplete() throws IOException {
    assertThat(report(oscal(), ExampleAssessments.missingModule()))
        .contains("The assessment is incomplete", "module `net` is not available");
    assertThat(report(oscal(), ExampleAssessments.broken())).contains("permission denied");
  }

  @Test
  void componentDefinitionHasAllControlsAndProvisions() throws IOException {
    JsonNode implementations =
        json(components()).at("/component-definition/components/0/control-implementations");
    assertThat(implementations.at("/0/implemented-requirements").size()).isEqualTo(4);
    assertThat(
            implementations
                .at("/1/implemented-requirements")
                .valueStream()
                .map(each -> each.at("/control-id").asString()))
        .containsExactly("p-15-5");
  }

  @Test
  void inventoryConformsToTheSchemaOfCycloneDx() throws IOException {
    for (Assessment each : examples()) {
      assertThat(OfficialSchemas.errors(OfficialSchemas.cycloneDx(), report(cycloneDx(), each)))
          .isEmpty();
    }
  }

  @Test
  void schemaOfCycloneDxRejectsAnUnknownType() throws IOException {
    String wrong =
        report(cycloneDx(), ExampleAssessments.inventory())
            .replace("\"machine-learning-model\"", "\"brain\"");
    assertThat(OfficialSchemas.errors(OfficialSchemas.cycloneDx(), wrong)).isNotEmpty();
  }

  @Test
  void inventoryHasModelsDataSetsServicesAndAgents() throws IOException {
    JsonNode bill = json(report(cycloneDx(), ExampleAssessments.inventory()));
    assertThat(bill.get("components").valueStream().map(each -> each.get("type").asString()))
        .containsExactly("machine-learning-model", "data", "application");
    assertThat(bill.at("/components/0/name").asString()).isEqualTo("gpt-4o");
    assertThat(bill.at("/components/0/version").asString()).isEqualTo("2024-11-20");
    assertThat(bill.at("/components/0/publisher").asString()).isEqualTo("OpenAI");
    assertThat(bill.at("/services/0/name").asString()).isEqualTo("ai");
    assertThat(bill.get("dependencies").valueStream().map(each -> each.get("dependsOn").size()))
        .containsExactly(4, 1, 1);
  }

  @Test
  void inventorySaysThatAPartWasNotRead() throws IOException {
    assertThat(report(cycloneDx(), ExampleAssessments.missingModule()))
        .contains("redoubt:incomplete", "module `net` is not available");
  }

  @Test
  void reportsWithATimeAreReproducible() throws IOException {
    assertThat(report(cycloneDx(), ExampleAssessments.inventory()))
        .isEqualTo(report(cycloneDx(), ExampleAssessments.inventory()));
    assertThat(report(oscal(), ExampleAssessments.weak()))
        .isEqualTo(report(oscal(), ExampleAssessments.weak()));
  }

  private static Element suites(Assessment assessment) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    return factory
        .newDocumentBuilder()
        .parse(
            new InputSource(
                new StringReader(report(new JUnitReporter(FailureThreshold.DEFAULT), assessment))))
        .getDocumentElement();
  }

  @Test
  void junitCountsAgreeWithItsTestCases() throws Exception {
    for (Assessment each : examples()) {
      Element suites = suites(each);
      assertThat(suites.getAttribute("tests"))
          .isEqualTo("" + suites.getElementsByTagName("testcase").getLength());
      assertThat(suites.getAttribute("failures"))
          .isEqualTo("" + suites.getElementsByTagName("failure").getLength());
      assertThat(suites.getAttribute("errors"))
          .isEqualTo("" + suites.getElementsByTagName("error").getLength());
    }
  }

  @Test
  void junitNeverShowsAnIncompleteAssessmentAsGreen() throws Exception {
    for (Assessment each :
        List.of(
            ExampleAssessments.broken(),
            ExampleAssessments.empty(),
            ExampleAssessments.missingModule())) {
      assertThat(Integer.parseInt(suites(each).getAttribute("errors"))).isPositive();
    }
  }

  @Test
  void junitSkipsWhatIsExemptOrInTheBaseline() throws Exception {
    Element suites = suites(ExampleAssessments.annotated());
    assertThat(suites.getElementsByTagName("skipped").getLength()).isEqualTo(2);
    assertThat(suites.getAttribute("failures")).isEqualTo("1");
    assertThat(suites.getElementsByTagName("system-out").item(0).getTextContent())
        .startsWith("conditional on policies: purge protection by policy");
  }

  @Test
  void githubCommandsAreOneLineEachAndEscaped() throws IOException {
    String commands =
        report(new GitHubReporter(FailureThreshold.DEFAULT), ExampleAssessments.weak());
    assertThat(commands.lines()).allMatch(line -> line.matches("::(error|warning|notice) .*"));
    assertThat(commands)
        .contains(
            "::error title=storage-public-network-access (critical),"
                + "file=infra/landing zone/modules/storage/main.json,line=40,col=5::")
        .contains("%0AFix: ");
    assertThat(report(new GitHubReporter(FailureThreshold.DEFAULT), ExampleAssessments.annotated()))
        .contains("stdata")
        .doesNotContain("stlogs", "kv-main");
  }

  @Test
  void textOfATemplateIsNoCommand() throws IOException {
    assertThat(
            report(
                new GitHubReporter(FailureThreshold.DEFAULT),
                ExampleAssessments.withProblems(
                    List.of(Problem.error("bad\n::stop-commands::x", Origin.NONE)))))
        .doesNotContain("\n::stop-commands");
  }
}

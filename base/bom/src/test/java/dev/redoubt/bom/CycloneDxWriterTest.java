package dev.redoubt.bom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.redoubt.bom.BillOfMaterials.Component;
import dev.redoubt.bom.BillOfMaterials.Dependency;
import dev.redoubt.bom.BillOfMaterials.ModelCard;
import dev.redoubt.bom.BillOfMaterials.Service;
import dev.redoubt.bom.BillOfMaterials.Tool;
import dev.redoubt.testing.GoldenFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CycloneDxWriterTest {

  private static final String SCHEMAS = "http://cyclonedx.org/schema/";

  private static Component component(String reference, Component.Kind kind) {
    boolean isModel = kind == Component.Kind.MODEL;
    return new Component(
        reference,
        kind,
        "name of " + reference,
        isModel ? "OpenAI" : null,
        isModel ? "2024-11-20" : null,
        "a \"quoted\" text\nof two lines",
        isModel ? new ModelCard("chat", "gpt-4o", List.of("data")) : null,
        new TreeMap<>(Map.of("redoubt:b", "2", "redoubt:a", "1")));
  }

  private static BillOfMaterials bill() {
    return new BillOfMaterials(
        Instant.parse("2026-11-27T12:00:00.123Z"),
        new Tool("redoubt", "0.1.0"),
        component("workload", Component.Kind.APPLICATION),
        List.of(
            component("model", Component.Kind.MODEL), component("data", Component.Kind.DATA_SET)),
        List.of(
            new Service(
                "service",
                "ai",
                "Microsoft Azure",
                null,
                null,
                List.of("https://ai.example.com/"),
                true,
                new TreeMap<>())),
        List.of(
            new Dependency("workload", List.of("model", "service", "model")),
            new Dependency("model", List.of())));
  }

  private static @Nullable String official(String id) {
    if (!id.startsWith(SCHEMAS)) {
      return null;
    }
    try (InputStream text =
        Objects.requireNonNull(
            CycloneDxWriterTest.class.getResourceAsStream("/" + id.substring(SCHEMAS.length())))) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Schema schema() {
    return SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_7, builder -> builder.schemas(CycloneDxWriterTest::official))
        .getSchema(
            Objects.requireNonNull(official(SCHEMAS + "bom-1.6.schema.json")), InputFormat.JSON);
  }

  @Test
  void documentConformsToTheOfficialSchema() {
    String document = new CycloneDxWriter(CycloneDxVersion.V1_6).write(bill());
    assertThat(schema().validate(document, InputFormat.JSON)).isEmpty();
    assertThat(schema().validate(document.replace("\"dataset\"", "\"thing\""), InputFormat.JSON))
        .isNotEmpty();
  }

  @Test
  void writesAllFields() throws IOException {
    GoldenFile.check("bill-1.6.json", new CycloneDxWriter(CycloneDxVersion.V1_6).write(bill()));
  }

  @Test
  void versionsDifferInTheirNumberOnly() {
    String newer = new CycloneDxWriter(CycloneDxVersion.V1_7).write(bill());
    assertThat(newer).contains("\"specVersion\" : \"1.7\"", "bom-1.7.schema.json");
  }

  @Test
  void serialNumberDependsOnTheContent() {
    BillOfMaterials bill = bill();
    BillOfMaterials other =
        new BillOfMaterials(
            bill.created(), bill.tool(), bill.subject(), List.of(), List.of(), List.of());
    CycloneDxWriter writer = new CycloneDxWriter(CycloneDxVersion.V1_6);
    assertThat(writer.write(bill)).isEqualTo(writer.write(bill()));
    assertThat(serial(writer.write(bill))).isNotEqualTo(serial(writer.write(other)));
  }

  private static String serial(String document) {
    int start = document.indexOf("urn:uuid:");
    return document.substring(start, start + 45);
  }

  @Test
  void referenceToNothingIsRefused() {
    BillOfMaterials bill = bill();
    assertThatThrownBy(
            () ->
                new BillOfMaterials(
                    bill.created(),
                    bill.tool(),
                    bill.subject(),
                    List.of(),
                    List.of(),
                    List.of(new Dependency("workload", List.of("gone")))))
        .hasMessageContaining("`workload`");
  }

  @Test
  void equalReferencesAreRefused() {
    BillOfMaterials bill = bill();
    Component twice = component("workload", Component.Kind.DATA_SET);
    assertThatThrownBy(
            () ->
                new BillOfMaterials(
                    bill.created(),
                    bill.tool(),
                    bill.subject(),
                    List.of(twice),
                    List.of(),
                    List.of()))
        .hasMessageContaining("same reference");
  }
}

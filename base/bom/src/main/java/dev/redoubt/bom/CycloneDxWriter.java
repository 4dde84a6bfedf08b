package dev.redoubt.bom;

import dev.redoubt.bom.BillOfMaterials.Component;
import dev.redoubt.bom.BillOfMaterials.Dependency;
import dev.redoubt.bom.BillOfMaterials.ModelCard;
import dev.redoubt.bom.BillOfMaterials.Service;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/// Writes a bill of materials as CycloneDX JSON. Equal bills give equal texts: the serial number is
/// derived from the content.
public final class CycloneDxWriter {

  private final CycloneDxVersion version;

  public CycloneDxWriter(CycloneDxVersion version) {
    this.version = version;
  }

  /// The whole document, ending with a line break.
  public String write(BillOfMaterials bill) {
    String unnumbered = document(bill, "");
    UUID serial = UUID.nameUUIDFromBytes(unnumbered.getBytes(StandardCharsets.UTF_8));
    return document(bill, "urn:uuid:" + serial) + "\n";
  }

  private String document(BillOfMaterials bill, String serial) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json =
        JsonFactory.builder()
            .build()
            .createGenerator(
                new ObjectWriteContext.Base() {
                  @Override
                  public tools.jackson.core.PrettyPrinter getPrettyPrinter() {
                    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
                    return new DefaultPrettyPrinter()
                        .withObjectIndenter(indenter)
                        .withArrayIndenter(indenter);
                  }
                },
                out)) {
      json.writeStartObject();
      json.writeStringProperty(
          "$schema", "http://cyclonedx.org/schema/bom-" + version.number() + ".schema.json");
      json.writeStringProperty("bomFormat", "CycloneDX");
      json.writeStringProperty("specVersion", version.number());
      if (!serial.isEmpty()) {
        json.writeStringProperty("serialNumber", serial);
      }
      json.writeNumberProperty("version", 1);
      metadata(json, bill);
      json.writeArrayPropertyStart("components");
      bill.components().forEach(each -> component(json, each));
      json.writeEndArray();
      json.writeArrayPropertyStart("services");
      bill.services().forEach(each -> service(json, each));
      json.writeEndArray();
      json.writeArrayPropertyStart("dependencies");
      bill.dependencies().forEach(each -> dependency(json, each));
      json.writeEndArray();
      json.writeEndObject();
    }
    return out.toString();
  }

  private static void metadata(JsonGenerator json, BillOfMaterials bill) {
    json.writeObjectPropertyStart("metadata");
    json.writeStringProperty(
        "timestamp", bill.created().truncatedTo(ChronoUnit.SECONDS).toString());
    json.writeObjectPropertyStart("tools");
    json.writeArrayPropertyStart("components");
    json.writeStartObject();
    json.writeStringProperty("type", "application");
    json.writeStringProperty("name", bill.tool().name());
    json.writeStringProperty("version", bill.tool().version());
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
    json.writeName("component");
    component(json, bill.subject());
    json.writeEndObject();
  }

  private static void component(JsonGenerator json, Component component) {
    json.writeStartObject();
    json.writeStringProperty(
        "type",
        switch (component.kind()) {
          case MODEL -> "machine-learning-model";
          case DATA_SET -> "data";
          case APPLICATION -> "application";
        });
    json.writeStringProperty("bom-ref", component.reference());
    text(json, "publisher", component.publisher());
    json.writeStringProperty("name", component.name());
    text(json, "version", component.version());
    text(json, "description", component.description());
    ModelCard model = component.model();
    if (model != null) {
      modelCard(json, model);
    }
    if (component.kind() == Component.Kind.DATA_SET) {
      json.writeArrayPropertyStart("data");
      json.writeStartObject();
      json.writeStringProperty("type", "dataset");
      json.writeStringProperty("name", component.name());
      json.writeEndObject();
      json.writeEndArray();
    }
    properties(json, component.properties());
    json.writeEndObject();
  }

  private static void modelCard(JsonGenerator json, ModelCard model) {
    json.writeObjectPropertyStart("modelCard");
    json.writeObjectPropertyStart("modelParameters");
    text(json, "task", model.task());
    text(json, "modelArchitecture", model.architecture());
    if (!model.dataSets().isEmpty()) {
      json.writeArrayPropertyStart("datasets");
      for (String reference : model.dataSets()) {
        json.writeStartObject();
        json.writeStringProperty("ref", reference);
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void service(JsonGenerator json, Service service) {
    json.writeStartObject();
    json.writeStringProperty("bom-ref", service.reference());
    if (service.provider() != null) {
      json.writeObjectPropertyStart("provider");
      json.writeStringProperty("name", service.provider());
      json.writeEndObject();
    }
    json.writeStringProperty("name", service.name());
    text(json, "version", service.version());
    text(json, "description", service.description());
    texts(json, "endpoints", service.endpoints());
    if (service.isAuthenticated() != null) {
      json.writeBooleanProperty("authenticated", service.isAuthenticated());
    }
    properties(json, service.properties());
    json.writeEndObject();
  }

  private static void dependency(JsonGenerator json, Dependency dependency) {
    json.writeStartObject();
    json.writeStringProperty("ref", dependency.reference());
    texts(json, "dependsOn", dependency.uses().stream().distinct().toList());
    json.writeEndObject();
  }

  private static void properties(JsonGenerator json, SortedMap<String, String> properties) {
    if (properties.isEmpty()) {
      return;
    }
    json.writeArrayPropertyStart("properties");
    for (Map.Entry<String, String> each : properties.entrySet()) {
      json.writeStartObject();
      json.writeStringProperty("name", each.getKey());
      json.writeStringProperty("value", each.getValue());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void texts(JsonGenerator json, String name, List<String> texts) {
    if (!texts.isEmpty()) {
      json.writeArrayPropertyStart(name);
      texts.forEach(json::writeString);
      json.writeEndArray();
    }
  }

  private static void text(JsonGenerator json, String name, @Nullable String text) {
    if (text != null) {
      json.writeStringProperty(name, text);
    }
  }
}

package dev.redoubt.controls;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.JsonReader;
import dev.redoubt.estate.JsonWriter;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import dev.redoubt.findings.ControlDescription;
import dev.redoubt.findings.ControlDescription.Remediation;
import dev.redoubt.findings.DefenceLayer;
import dev.redoubt.findings.Severity;
import dev.redoubt.policy.BoundPolicy;
import dev.redoubt.policy.PolicyBinder;
import dev.redoubt.policy.PolicyDefinition;
import dev.redoubt.policy.PolicyReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the folder of a control. An incomplete folder is a bug of Redoubt and throws an exception.
final class ControlReader {

  private final CatalogResources files;
  private final ComplianceFrameworks frameworks;
  private final List<Problem> problems = new ArrayList<>();
  private final JsonReader json = new JsonReader(new SourceFiles(), problems);

  ControlReader(CatalogResources files) {
    this.files = files;
    this.frameworks = ComplianceFrameworks.load(files);
  }

  Control read(String id) {
    ObjectValue control = object(id, "control.json");
    ObjectValue definition = object(id, "policy.json");
    Control read =
        new Control(
            info(id, control, definition),
            definition,
            bind(id, definition),
            scope(id, definition, control.get("appliesWhen")),
            true,
            fix(id, control));
    if (!problems.isEmpty()) {
      throw new IllegalStateException(id + ": " + problems.getFirst().message());
    }
    return read;
  }

  private ControlDescription info(String id, ObjectValue control, ObjectValue definition) {
    ObjectValue remediation = control.object("remediation");
    List<String> capabilities = strings(control.array("capabilities"));
    return new ControlDescription(
        id,
        text(id, control, "title"),
        text(id, definition.object("properties"), "description"),
        Severity.valueOf(text(id, control, "severity").toUpperCase(Locale.ROOT)),
        DefenceLayer.valueOf(text(id, control, "layer").toUpperCase(Locale.ROOT)),
        numbers(control.array("practices")),
        new Remediation(
            text(id, remediation, "summary"),
            files.text(id + "/fix.bicep"),
            files.text(id + "/fix.tf")),
        text(id, control, "cost"),
        capabilities,
        frameworks.provisions(capabilities));
  }

  private static ObjectValue fix(String id, ObjectValue control) {
    ObjectValue fix = control.object("fix");
    if (fix == null) {
      throw new IllegalStateException(id + ": `fix` is missing");
    }
    return fix;
  }

  private BoundPolicy bind(String id, ObjectValue definition) {
    PolicyDefinition read = new PolicyReader(problems).read(definition, id);
    if (read == null) {
      throw new IllegalStateException(id + "/policy.json: " + problems);
    }
    return PolicyBinder.bind(read, Map.of());
  }

  /// The scope is a condition in the policy language. As a policy of its own, the resources in
  /// scope are those that it reports as non-compliant.
  private @Nullable BoundPolicy scope(
      String id, ObjectValue definition, @Nullable Value appliesWhen) {
    ObjectValue properties = definition.object("properties");
    if (appliesWhen == null || properties == null) {
      return null;
    }
    ObjectValue rule =
        ObjectValue.builder()
            .put("if", appliesWhen)
            .put("then", ObjectValue.builder().put("effect", "audit").build())
            .build();
    return bind(id, definition.with("properties", properties.with("policyRule", rule)));
  }

  private ObjectValue object(String id, String file) {
    String name = id + "/" + file;
    if (json.read(files.bytes(name), name) instanceof ObjectValue object) {
      return object;
    }
    throw new IllegalStateException(name + " is not a JSON object: " + problems);
  }

  private static String text(String id, @Nullable ObjectValue object, String name) {
    String text = object == null ? null : object.text(name);
    if (text == null) {
      throw new IllegalStateException(id + ": `" + name + "` is missing");
    }
    return text;
  }

  private static List<String> strings(@Nullable ArrayValue array) {
    List<String> strings = new ArrayList<>();
    for (Value element : array == null ? List.<Value>of() : array.elements()) {
      if (element instanceof StringValue(var text, _)) {
        strings.add(text);
      }
    }
    return strings;
  }

  private static List<Integer> numbers(@Nullable ArrayValue array) {
    List<Integer> numbers = new ArrayList<>();
    for (Value element : array == null ? List.<Value>of() : array.elements()) {
      if (element instanceof NumberValue) {
        numbers.add(Integer.valueOf(JsonWriter.asText(element)));
      }
    }
    return numbers;
  }
}

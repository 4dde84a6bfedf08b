package dev.redoubt.engine;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.ExpressionText;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.ResourceExistence;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import dev.redoubt.template.ExpandedTemplate;
import dev.redoubt.template.deployment.ExtensionResource;
import java.util.ArrayList;
import java.util.List;

/// Converts expanded templates to the format of `bicep snapshot`: id, type, name and API version
/// first, then the rest of the payload. Unknown values are ARM expression strings.
public final class SnapshotWriter {

  private SnapshotWriter() {}

  public static ObjectValue of(List<ExpandedTemplate> expansions) {
    List<Value> resources = new ArrayList<>();
    ObjectValue.Builder outputs = ObjectValue.builder();
    for (ExpandedTemplate expansion : expansions) {
      expansion.resources().stream()
          .filter(Resource::managed)
          .forEach(resource -> resources.add(resource(resource)));
      expansion.extensionResources().forEach(resource -> resources.add(resource(resource)));
      expansion.outputs().forEach((name, value) -> outputs.put(name, output(value)));
    }
    return ObjectValue.builder()
        .put("predictedResources", ArrayValue.of(resources))
        .put("diagnostics", ArrayValue.EMPTY)
        .put("outputs", outputs.build())
        .build();
  }

  private static ObjectValue resource(Resource resource) {
    ObjectValue.Builder node =
        ObjectValue.builder()
            .put("id", resource.key().idValue())
            .put("type", resource.type().toString())
            .put("name", resource.key().nameValue());
    if (!resource.apiVersion().isEmpty()) {
      node.put("apiVersion", resource.apiVersion());
    }
    existence(resource.existence(), node);
    ObjectValue body = resource.body();
    for (int i = 0; i < body.size(); i++) {
      if (!isHead(body.nameAt(i))) {
        node.put(body.nameAt(i), body.valueAt(i));
      }
    }
    return node.build();
  }

  private static ObjectValue resource(ExtensionResource resource) {
    ObjectValue.Builder node =
        ObjectValue.builder().put("type", resource.type()).put("properties", resource.properties());
    existence(resource.existence(), node);
    return node.build();
  }

  private static void existence(ResourceExistence existence, ObjectValue.Builder node) {
    switch (existence) {
      case ResourceExistence.Certain _ -> {}
      case ResourceExistence.Conditional(var condition) -> node.put("condition", condition);
      case ResourceExistence.Repeated(var count) ->
          node.put("copy", ObjectValue.builder().put("count", count).build());
    }
  }

  private static boolean isHead(String name) {
    return List.of("id", "type", "name", "apiVersion").stream()
        .anyMatch(head -> PropertyName.same(head, name));
  }

  /// An output that contains an unknown value is one expression as a whole.
  private static Value output(Value value) {
    return value.isFullyKnown() ? value : StringValue.of(ExpressionText.bracketed(value));
  }
}

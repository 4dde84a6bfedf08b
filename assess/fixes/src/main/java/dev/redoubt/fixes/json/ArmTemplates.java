package dev.redoubt.fixes.json;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The structure of an ARM template with nested templates. `around` are the objects around a
/// resource, outermost first.
record ArmTemplates(JsonSource file) {

  static boolean isResource(JsonSource.Node node) {
    return node.get("type") != null && node.get("name") != null && node.get("apiVersion") != null;
  }

  /// The resources of a template, which are a list or have symbolic names.
  static List<JsonSource.Node> resources(JsonSource.Node template) {
    JsonSource.Node resources = template.get("resources");
    if (resources == null) {
      return List.of();
    }
    return resources.isArray()
        ? resources.elements()
        : resources.members().stream().map(JsonSource.Member::value).toList();
  }

  /// The innermost template that evaluates the expressions of a resource.
  JsonSource.Node evaluating(List<JsonSource.Node> around) {
    for (int i = around.size() - 1; i > 0; i--) {
      if (isTemplate(around, i) && isInner(around.get(i - 1))) {
        return around.get(i);
      }
    }
    return around.getFirst();
  }

  /// The innermost template that declares a resource.
  static JsonSource.Node declaring(List<JsonSource.Node> around) {
    for (int i = around.size() - 1; i > 0; i--) {
      if (isTemplate(around, i)) {
        return around.get(i);
      }
    }
    return around.getFirst();
  }

  /// Whether an object is the template of the deployment around it.
  private static boolean isTemplate(List<JsonSource.Node> around, int index) {
    JsonSource.Node node = around.get(index);
    return node.get("resources") != null && node.equals(around.get(index - 1).get("template"));
  }

  /// Whether the `properties` of a nested deployment evaluate its template on its own.
  private boolean isInner(JsonSource.Node properties) {
    JsonSource.Node options = properties.get("expressionEvaluationOptions");
    String scope = options == null ? null : file.string(options.get("scope"));
    return "inner".equalsIgnoreCase(scope);
  }

  /// The resource of the same template whose name is the start of a name: `a` for `a/b`,
  /// `[parameters('a')]` for `[concat(parameters('a'), '/b')]` and the like.
  JsonSource.@Nullable Node parent(List<JsonSource.Node> around, String name) {
    for (JsonSource.Node each : resources(evaluating(around))) {
      String own = each.isObject() && isResource(each) ? file.string(each.get("name")) : null;
      if (own != null
          && !own.equals(name)
          && (name.startsWith(own + "/")
              || (JsonSource.isExpression(own)
                  && name.contains(own.substring(1, own.length() - 1))))) {
        return each;
      }
    }
    return null;
  }

  /// The symbolic name of a resource; empty if it has none.
  static String symbol(JsonSource.Node resource, List<JsonSource.Node> around) {
    JsonSource.Node resources = declaring(around).get("resources");
    if (resources == null) {
      return "";
    }
    return resources.members().stream()
        .filter(each -> each.value().equals(resource))
        .map(JsonSource.Member::name)
        .findFirst()
        .orElse("");
  }

  /// A resource for a person.
  String name(JsonSource.Node resource) {
    String name = file.string(resource.get("name"));
    return name == null ? "the resource" : "the resource " + name;
  }

  /// A template for a person.
  String templateName(JsonSource.Node template) {
    return template.equals(file.root()) ? "the template" : "the nested template";
  }
}

package dev.redoubt.arm;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.ResourceType;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import dev.redoubt.template.syntax.ExtensionDeclaration;
import dev.redoubt.template.syntax.ResourceDeclaration;
import dev.redoubt.template.syntax.ResourceDeclaration.Copy;
import dev.redoubt.template.syntax.ResourceDeclaration.NestedDeployment;
import dev.redoubt.template.syntax.TemplateExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the resources of one template: an array, or an object with symbolic names, including
/// nested children.
final class ResourceReader {

  /// The properties that the deployment engine uses itself, as folded names; all others are sent to
  /// the resource provider.
  private static final Set<String> ENGINE_PROPERTIES =
      Set.of(
          "type",
          "apiversion",
          "name",
          "existing",
          "condition",
          "copy",
          "scope",
          "subscriptionid",
          "resourcegroup",
          "dependson",
          "resources",
          "comments",
          "metadata",
          "import",
          "extension",
          "@options");

  private final JsonExpressionReader values;
  private final JsonShapeReader shapes;
  private final DeploymentReader deployments;
  private final Extensions extensions;
  private final boolean hasApiProfile;

  /// @param hasApiProfile whether an API profile supplies the API versions
  ResourceReader(
      JsonExpressionReader values,
      JsonShapeReader shapes,
      DeploymentReader deployments,
      Extensions extensions,
      boolean hasApiProfile) {
    this.values = values;
    this.shapes = shapes;
    this.deployments = deployments;
    this.extensions = extensions;
    this.hasApiProfile = hasApiProfile;
  }

  /// Reads the `resources` of a template or of a resource.
  ///
  /// @param what the template or resource, for messages
  /// @param nested whether the resources are children of a resource
  List<ResourceDeclaration> resources(ObjectValue holder, String what, boolean nested) {
    List<ResourceDeclaration> resources = new ArrayList<>();
    Value written = JsonShapeReader.present(holder, "resources");
    switch (written) {
      case null -> {}
      case ArrayValue array -> {
        for (Value element : array) {
          add(null, element, nested, resources);
        }
      }
      case ObjectValue object -> {
        for (int i = 0; i < object.size(); i++) {
          add(object.nameAt(i), object.valueAt(i), nested, resources);
        }
      }
      default ->
          shapes.error(
              "`resources` of %s must be an array or an object, not %s"
                  .formatted(what, JsonShapeReader.article(written)),
              written.origin());
    }
    return resources;
  }

  private void add(
      @Nullable String symbol, Value written, boolean nested, List<ResourceDeclaration> resources) {
    String what = symbol == null ? "the resource" : "resource `" + symbol + "`";
    ObjectValue object = shapes.object(written, symbol == null ? "a resource" : what);
    ResourceDeclaration resource = object == null ? null : resource(symbol, object, what, nested);
    if (resource != null) {
      resources.add(resource);
    }
  }

  private @Nullable ResourceDeclaration resource(
      @Nullable String symbol, ObjectValue written, String called, boolean nested) {
    String what =
        symbol == null && written.text("name") != null
            ? "resource `" + written.text("name") + "`"
            : called;
    TemplateExpression type = type(written, what, nested);
    if (type == null) {
      return null;
    }
    if (extensions.isForeign(written, what, shapes)) {
      extensions.found().add(extensionDeclaration(symbol, written, type, what));
      return null;
    }
    boolean isDeployment = isDeployment(type);
    NestedDeployment deployment = isDeployment ? deployments.read(written, what) : null;
    return new ResourceDeclaration(
        symbol,
        type,
        apiVersion(written, what),
        name(written, what),
        shapes.flag(written, "existing", what),
        optional(written, "condition"),
        copy(written, what),
        optional(written, "scope"),
        optional(written, "subscriptionId"),
        optional(written, "resourceGroup"),
        dependsOn(written, what),
        values.withLoops(body(written, isDeployment)),
        resources(written, what, true),
        deployment,
        written.origin());
  }

  private ExtensionDeclaration extensionDeclaration(
      @Nullable String symbol, ObjectValue written, TemplateExpression type, String what) {
    Value properties = JsonShapeReader.present(written, "properties");
    return new ExtensionDeclaration(
        symbol,
        String.valueOf(type.literalText()),
        shapes.flag(written, "existing", what),
        optional(written, "condition"),
        copy(written, what),
        values.withLoops(properties == null ? ObjectValue.EMPTY : properties),
        written.origin());
  }

  private @Nullable TemplateExpression type(ObjectValue written, String what, boolean nested) {
    Value value = JsonShapeReader.present(written, "type");
    if (value == null) {
      shapes.error(what + " has no `type`; it is ignored", written.origin());
      return null;
    }
    if (!(value instanceof StringValue string)) {
      shapes.error(
          "`type` of %s must be a string, not %s; the resource is ignored"
              .formatted(what, JsonShapeReader.article(value)),
          value.origin());
      return null;
    }
    TemplateExpression type = values.plain(string);
    String text = type.literalText();
    boolean wellFormed =
        text == null || (nested ? !text.isBlank() : ResourceType.of(text).isWellFormed());
    if (!wellFormed) {
      shapes.error(
          "`%s` is not a resource type, such as `Microsoft.Storage/storageAccounts`; %s is ignored"
              .formatted(text, what),
          value.origin());
      return null;
    }
    return type;
  }

  private static boolean isDeployment(TemplateExpression type) {
    String text = type.literalText();
    return text != null && ResourceType.DEPLOYMENT.is(text);
  }

  private @Nullable TemplateExpression apiVersion(ObjectValue written, String what) {
    Value version = JsonShapeReader.present(written, "apiVersion");
    if (version == null) {
      if (!hasApiProfile && written.get("extension") == null) {
        shapes.error(what + " has no `apiVersion`", written.origin());
      }
      return null;
    }
    if (!(version instanceof StringValue)) {
      shapes.error(
          "`apiVersion` of %s must be a string, not %s"
              .formatted(what, JsonShapeReader.article(version)),
          version.origin());
      return null;
    }
    return values.plain(version);
  }

  private TemplateExpression name(ObjectValue written, String what) {
    Value name = JsonShapeReader.present(written, "name");
    if (name instanceof StringValue string && !string.text().isBlank()) {
      return values.plain(name);
    }
    String wrong =
        name == null || name instanceof StringValue
            ? what + " has no `name`"
            : "`name` of %s must be a string, not %s"
                .formatted(what, JsonShapeReader.article(name));
    shapes.error(wrong, name == null ? written.origin() : name.origin());
    return new TemplateExpression.Literal(InvalidValue.value("name", wrong, written.origin()));
  }

  private @Nullable TemplateExpression optional(ObjectValue written, String member) {
    Value value = JsonShapeReader.present(written, member);
    return value == null ? null : values.plain(value);
  }

  private @Nullable Copy copy(ObjectValue written, String what) {
    ObjectValue copy = shapes.object(written, "copy", what);
    if (copy == null) {
      return null;
    }
    String loop = "`copy` of " + what;
    String name = shapes.text(copy, "name", loop);
    if (name == null) {
      shapes.error(loop + " has no `name`", copy.origin());
      name = "";
    } else if (ExpressionParser.isExpression(name)) {
      shapes.warning(
          "the `name` of "
              + loop
              + " is an expression; dependencies on the loop by name are not detected",
          copy.origin());
    }
    String mode = shapes.text(copy, "mode", loop);
    boolean serial = mode != null && PropertyName.same(mode, "serial");
    if (mode != null && !serial && !PropertyName.same(mode, "parallel")) {
      shapes.warning(
          "`mode` of " + loop + " must be `serial` or `parallel`, not `" + mode + "`",
          copy.origin());
    }
    return new Copy(name, values.count(copy, loop), serial, copy.origin());
  }

  private List<TemplateExpression> dependsOn(ObjectValue written, String what) {
    ArrayValue array = shapes.array(written, "dependsOn", what);
    List<TemplateExpression> dependencies = new ArrayList<>();
    for (int i = 0; array != null && i < array.size(); i++) {
      Value element = array.get(i);
      if (element instanceof StringValue) {
        dependencies.add(values.plain(element));
      } else if (!(element instanceof NullValue)) {
        shapes.error(
            "`dependsOn` of %s must contain strings, not %s"
                .formatted(what, JsonShapeReader.article(element)),
            element.origin());
      }
    }
    return dependencies;
  }

  /// Returns the payload; for a nested deployment, without its template and parameters.
  private static ObjectValue body(ObjectValue written, boolean isDeployment) {
    ObjectValue.Builder body = ObjectValue.builder().origin(written.origin());
    for (int i = 0; i < written.size(); i++) {
      if (!ENGINE_PROPERTIES.contains(PropertyName.folded(written.nameAt(i)))) {
        Value member = written.valueAt(i);
        boolean trimmed = isDeployment && PropertyName.same(written.nameAt(i), "properties");
        body.put(
            written.nameAt(i),
            trimmed && member instanceof ObjectValue properties
                ? properties.toBuilder().remove("template").remove("parameters").build()
                : member);
      }
    }
    return body.build();
  }

  /// Distinguishes Azure resources from the resources of other extensions.
  ///
  /// @param declared `imports` or `extensions` of the template, or null
  /// @param found receives the resources of other extensions
  record Extensions(@Nullable ObjectValue declared, List<ExtensionDeclaration> found) {

    /// Whether a resource belongs to an extension other than Azure, which is reported. Such a
    /// resource has no Azure id, and controls for Azure resources do not apply to it.
    boolean isForeign(ObjectValue resource, String what, JsonShapeReader shapes) {
      Value alias =
          resource.get("extension") != null ? resource.get("extension") : resource.get("import");
      if (!(alias instanceof StringValue(var text, _)) || isAzure(text)) {
        return false;
      }
      shapes
          .problems()
          .add(
              Problem.info(
                  "%s belongs to the extension `%s`: it is not an Azure resource and is not assessed"
                      .formatted(what, text),
                  resource.origin()));
      return true;
    }

    private boolean isAzure(String alias) {
      ObjectValue extension = declared == null ? null : declared.object(alias);
      String name = extension == null ? null : extension.text("name");
      return name != null && PropertyName.same(name, "AzureResourceManager");
    }
  }
}

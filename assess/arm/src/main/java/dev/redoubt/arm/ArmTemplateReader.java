package dev.redoubt.arm;

import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.Value;
import dev.redoubt.template.syntax.ExtensionDeclaration;
import dev.redoubt.template.syntax.ResourceDeclaration;
import dev.redoubt.template.syntax.Template;
import dev.redoubt.template.syntax.Template.TargetScope;
import dev.redoubt.template.syntax.TemplateExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the JSON of an ARM template into the template model.
///
/// Never throws because of the content. A missing or malformed part is reported with its location,
/// and the rest is read. Recurses as deep as the JSON is nested, which
/// [dev.redoubt.estate.JsonReader] limits.
public final class ArmTemplateReader {

  /// The properties that the schema defines, as folded names.
  private static final Set<String> MEMBERS =
      Set.of(
          "$schema",
          "contentversion",
          "languageversion",
          "apiprofile",
          "metadata",
          "definitions",
          "parameters",
          "variables",
          "functions",
          "resources",
          "outputs",
          "imports",
          "extensions",
          "asserts");

  /// `2.0`, `2.1-experimental`, `1.10-experimental`: the language versions with symbolic resource
  /// names.
  private static final Pattern SYMBOLIC_VERSION =
      Pattern.compile("2\\.\\d+(-\\w+)?|1\\.\\d+-experimental", Pattern.CASE_INSENSITIVE);

  private final String file;
  private final JsonShapeReader shapes;
  private final JsonExpressionReader values;

  private ArmTemplateReader(String file, List<Problem> problems) {
    this.file = file;
    this.shapes = new JsonShapeReader(problems);
    this.values = new JsonExpressionReader(new ExpressionParser(problems), shapes);
  }

  /// Returns the template of a JSON value, or null (with a problem) if the value is not an object.
  ///
  /// @param file the name of the file, against which linked templates are resolved
  /// @param problems receives the errors and warnings
  public static @Nullable Template read(Value json, String file, List<Problem> problems) {
    ArmTemplateReader reader = new ArmTemplateReader(file, problems);
    ObjectValue object = reader.shapes.object(json, "a template");
    return object == null ? null : reader.template(object);
  }

  private Template template(ObjectValue written) {
    shapes.warnOfOthers(written, MEMBERS, "a template");
    boolean symbolic = written.get("resources") instanceof ObjectValue;
    checkLanguage(written, symbolic);
    TypeReader types = new TypeReader(values, shapes, symbolic);
    DeclarationReader declarations = new DeclarationReader(values, types, shapes);
    Map<String, TemplateExpression> variables = declarations.variables(written);
    String version = shapes.text(written, "contentVersion", "the template");
    List<ExtensionDeclaration> extensionResources = new ArrayList<>();
    return new Template(
        target(written),
        symbolic,
        version == null ? "1.0.0.0" : version,
        types.types(written, "definitions", "the template"),
        declarations.parameters(written),
        variables,
        declarations.functions(written),
        resources(written, variables, extensionResources),
        extensionResources,
        declarations.outputs(written),
        file,
        written.origin());
  }

  private List<ResourceDeclaration> resources(
      ObjectValue written,
      Map<String, TemplateExpression> variables,
      List<ExtensionDeclaration> extensionResources) {
    if (JsonShapeReader.present(written, "resources") == null) {
      shapes.error("the template has no `resources`", written.origin());
    }
    ObjectValue extensions = shapes.object(written, "extensions", "the template");
    DeploymentReader deployments =
        new DeploymentReader(
            values,
            shapes,
            variables,
            written.get("resources") instanceof ObjectValue,
            this::template);
    return new ResourceReader(
            values,
            shapes,
            deployments,
            new ResourceReader.Extensions(extensions, extensionResources),
            JsonShapeReader.present(written, "apiProfile") != null)
        .resources(written, "the template", false);
  }

  private void checkLanguage(ObjectValue written, boolean symbolic) {
    String version = shapes.text(written, "languageVersion", "the template");
    if (version != null && !SYMBOLIC_VERSION.matcher(version).matches() && !version.equals("1.0")) {
      Value at = written.get("languageVersion");
      shapes.warning(
          "`languageVersion` `" + version + "` is not supported; supported versions: `1.0`, `2.0`",
          at == null ? written.origin() : at.origin());
    }
    boolean named = version != null && SYMBOLIC_VERSION.matcher(version).matches();
    if (symbolic && !named) {
      shapes.warning(
          "`resources` is an object, which requires `languageVersion` `2.0`", written.origin());
    }
  }

  private TargetScope target(ObjectValue written) {
    String schema = shapes.text(written, "$schema", "the template");
    TemplateSchema known = schema == null ? null : TemplateSchema.of(schema);
    if (known != null && known.kind() == TemplateSchema.Kind.TEMPLATE) {
      return known.target();
    }
    shapes.warning(
        (schema == null
                ? "the template has no `$schema`"
                : "`$schema` `" + schema + "` is not the schema of a deployment template")
            + "; assuming a deployment to a resource group",
        written.origin());
    return TargetScope.RESOURCE_GROUP;
  }
}

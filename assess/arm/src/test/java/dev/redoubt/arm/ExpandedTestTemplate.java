package dev.redoubt.arm;

import dev.redoubt.estate.JsonReader;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import dev.redoubt.template.ExpandedTemplate;
import dev.redoubt.template.TemplateExpander;
import dev.redoubt.template.deployment.DeploymentSettings;
import dev.redoubt.template.deployment.DeploymentSettings.Cloud;
import dev.redoubt.template.syntax.Template;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// An inline template of a test, expanded. The members that every template has (`$schema`,
/// `contentVersion`, `resources`) may be omitted.
record ExpandedTestTemplate(ExpandedTemplate expansion, List<Problem> problems) {

  private static final DeploymentSettings NAMED =
      new DeploymentSettings(Cloud.PUBLIC, "t1", null, "s1", "rg", "westeurope", "main", true);

  /// Deployed to the resource group `rg` of the subscription `s1`.
  static ExpandedTestTemplate of(String template) {
    return expand(template, Map.of(), NAMED);
  }

  static ExpandedTestTemplate with(String template, Map<String, Value> parameters) {
    return expand(template, parameters, NAMED);
  }

  /// Deployed to an unspecified scope.
  static ExpandedTestTemplate unnamed(String template) {
    return expand(template, Map.of(), DeploymentSettings.UNNAMED);
  }

  private static ExpandedTestTemplate expand(
      String text, Map<String, Value> parameters, DeploymentSettings settings) {
    SourceFiles files = new SourceFiles();
    List<Problem> problems = new ArrayList<>();
    ObjectValue json =
        (ObjectValue) Objects.requireNonNull(new JsonReader(files, problems).read(text, "t.json"));
    ObjectValue.Builder whole = json.toBuilder();
    if (json.get("$schema") == null) {
      whole.put(
          "$schema",
          "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#");
      whole.put("contentVersion", StringValue.of("1.0.0.0"));
    }
    if (json.get("resources") == null) {
      whole.put("resources", dev.redoubt.estate.ArrayValue.EMPTY);
    }
    Template template =
        Objects.requireNonNull(
            ArmTemplates.parseTemplate(whole.build(), "t.json", problems), problems::toString);
    ExpandedTemplate expansion =
        TemplateExpander.expand(
            template,
            parameters,
            settings,
            new LocalTemplateLoader(Path.of("."), template, Path.of("t.json"), files, problems));
    problems.addAll(expansion.problems());
    return new ExpandedTestTemplate(expansion, problems);
  }

  List<Resource> resources() {
    return expansion.resources();
  }

  List<String> ids() {
    return resources().stream().map(resource -> resource.key().id()).toList();
  }

  Resource resource(String name) {
    return resources().stream()
        .filter(resource -> resource.key().lastName().toString().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no resource `" + name + "` among " + ids()));
  }

  Value output(String name) {
    return Objects.requireNonNull(expansion.outputs().get(name), () -> "no output " + name);
  }

  /// The messages of all problems. Each problem has a line.
  List<String> messages() {
    for (Problem problem : problems) {
      if (!problem.origin().isWritten() || problem.origin().line() == 0) {
        throw new AssertionError("without a line: " + problem);
      }
    }
    return problems.stream().map(Problem::message).toList();
  }
}

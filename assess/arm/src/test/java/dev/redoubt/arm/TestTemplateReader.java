package dev.redoubt.arm;

import dev.redoubt.estate.JsonReader;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.Value;
import dev.redoubt.template.syntax.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Reads templates for a test, and collects the problems as `line:column severity message`.
final class TestTemplateReader {

  final List<Problem> problems = new ArrayList<>();

  Value json(String text) {
    return Objects.requireNonNull(
        new JsonReader(new SourceFiles(), problems).read(text, "t.json"), problems::toString);
  }

  Template template(String text) {
    return Objects.requireNonNull(ArmTemplateReader.read(json(text), "t.json", problems));
  }

  /// Reads a template for a resource group with additional members.
  Template withMembers(String members) {
    return template(
        "{\"$schema\":"
            + " \"https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#\","
            + " \"contentVersion\": \"1.0.0.0\",\n"
            + members
            + "}");
  }

  /// Reads a template with these resources, from line 2 on.
  Template withResources(String resources) {
    return withMembers("\"resources\": [" + resources + "]");
  }

  /// Reads a template with one deployment of these properties.
  Template withDeployment(String properties) {
    return withResources(
        "{\"type\": \"Microsoft.Resources/deployments\", \"apiVersion\": \"2022-09-01\", \"name\":"
            + " \"d\", \"properties\": {"
            + properties
            + "}}");
  }

  List<String> messages() {
    return problems.stream()
        .map(
            problem ->
                "%d:%d %s %s"
                    .formatted(
                        problem.origin().line(),
                        problem.origin().column(),
                        problem.severity().name().toLowerCase(java.util.Locale.ROOT),
                        problem.message()))
        .toList();
  }
}

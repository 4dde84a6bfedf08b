package dev.redoubt.controls;

import static java.util.Objects.requireNonNull;

import dev.redoubt.arm.ArmTemplates;
import dev.redoubt.estate.Estate;
import dev.redoubt.estate.EstateBuilder;
import dev.redoubt.estate.JsonReader;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import dev.redoubt.template.ExpandedTemplate;
import dev.redoubt.template.TemplateExpander;
import dev.redoubt.template.deployment.DeploymentSettings;
import dev.redoubt.template.deployment.TemplateLoader.Loaded.Missing;
import dev.redoubt.template.syntax.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Assesses templates like `redoubt assess`, for tests.
final class AssessedDeployments {

  private static final UnknownCause NO_FILES =
      new UnknownCause(UnknownCause.Kind.MISSING_TEMPLATE, "examples link to no files", "");

  private AssessedDeployments() {}

  static Estate estate(String name, String text) {
    return estate(name, text, new SourceFiles());
  }

  static Estate estate(String name, String text, SourceFiles files) {
    List<Problem> problems = new ArrayList<>();
    Value json = new JsonReader(files, problems).read(text, name);
    Template template =
        requireNonNull(
            ArmTemplates.template(requireNonNull(json, problems::toString), name, problems),
            problems::toString);
    ExpandedTemplate expansion =
        TemplateExpander.expand(
            template, Map.of(), DeploymentSettings.UNNAMED, (_, _, _, _) -> new Missing(NO_FILES));
    return new EstateBuilder(files)
        .addAll(expansion.resources())
        .addProblems(problems)
        .addProblems(expansion.problems())
        .build();
  }
}

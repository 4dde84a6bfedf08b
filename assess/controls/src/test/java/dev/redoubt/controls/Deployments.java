package dev.redoubt.controls;

import static java.util.Objects.requireNonNull;

import dev.redoubt.arm.Arm;
import dev.redoubt.estate.Cause;
import dev.redoubt.estate.Estate;
import dev.redoubt.estate.EstateBuilder;
import dev.redoubt.estate.JsonReader;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.Value;
import dev.redoubt.template.Expander;
import dev.redoubt.template.Expansion;
import dev.redoubt.template.deployment.DeploymentSettings;
import dev.redoubt.template.deployment.TemplateLoader.Loaded.Missing;
import dev.redoubt.template.syntax.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Takes templates the whole way that `redoubt assess` takes them.
final class Deployments {

  private static final Cause NO_FILES =
      new Cause(Cause.Kind.MISSING_TEMPLATE, "examples link to no files", "");

  private Deployments() {}

  static Estate estate(String name, String text) {
    return estate(name, text, new SourceFiles());
  }

  static Estate estate(String name, String text, SourceFiles files) {
    List<Problem> problems = new ArrayList<>();
    Value json = new JsonReader(files, problems).read(text, name);
    Template template =
        requireNonNull(
            Arm.template(requireNonNull(json, problems::toString), name, problems),
            problems::toString);
    Expansion expansion =
        Expander.expand(
            template, Map.of(), DeploymentSettings.UNNAMED, (_, _, _, _) -> new Missing(NO_FILES));
    return new EstateBuilder(files)
        .addAll(expansion.resources())
        .addProblems(problems)
        .addProblems(expansion.problems())
        .build();
  }
}

package dev.redoubt.bicep;

import dev.redoubt.bicep.module.ArtifactStore;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import dev.redoubt.template.ExpandedTemplate;
import dev.redoubt.template.TemplateExpander;
import dev.redoubt.template.deployment.DeploymentSettings;
import dev.redoubt.template.deployment.DeploymentSettings.Cloud;
import dev.redoubt.template.deployment.TemplateLoader;
import dev.redoubt.template.syntax.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A project folder with the files of one test.
final class TestBicepProject {

  private static final DeploymentSettings NAMED =
      new DeploymentSettings(Cloud.PUBLIC, "t1", "mg1", "s1", "rg", "westeurope", "main", false);

  private final Path root;
  private final List<Problem> problems = new ArrayList<>();
  private final SourceFiles files = new SourceFiles();
  private final Map<String, String> environment = new HashMap<>();
  private ArtifactStore artifacts = ArtifactStore.NONE;

  TestBicepProject(Path root) {
    this.root = root;
  }

  TestBicepProject file(String name, String text) {
    try {
      Path file = root.resolve(name);
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.writeString(file, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  TestBicepProject artifacts(ArtifactStore store) {
    artifacts = store;
    return this;
  }

  TestBicepProject environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  BicepProject project() {
    return new BicepProject(
        root,
        path -> root.relativize(path.toAbsolutePath().normalize()).toString(),
        files,
        artifacts,
        environment::get,
        problems);
  }

  /// The file deployed to the resource group `rg` of the subscription `s1`, or the level that it
  /// names.
  ExpandedTemplate expand(String name) {
    return expand(name, Map.of());
  }

  ExpandedTemplate expand(String name, Map<String, Value> parameters) {
    Template template =
        Objects.requireNonNull(project().template(root.resolve(name)), problems::toString);
    ExpandedTemplate expansion =
        TemplateExpander.expand(template, parameters, NAMED, TestBicepProject::nothingLinked);
    problems.addAll(expansion.problems());
    return expansion;
  }

  private static TemplateLoader.Loaded nothingLinked(
      Value location, boolean relative, Template from, dev.redoubt.estate.Origin origin) {
    return new TemplateLoader.Loaded.Missing(
        new UnknownCause(UnknownCause.Kind.MISSING_TEMPLATE, "not linked", ""));
  }

  /// An output as text.
  String output(String file, String name) {
    return String.valueOf(expand(file).outputs().get(name));
  }

  /// The only resource that is deployed.
  Resource only(String file) {
    List<Resource> managed = managed(file);
    if (managed.size() != 1) {
      throw new AssertionError(managed + " " + problemTexts());
    }
    return managed.getFirst();
  }

  /// The deployed resources, without `existing` ones.
  List<Resource> managed(String file) {
    return expand(file).resources().stream().filter(Resource::managed).toList();
  }

  List<String> ids(String file) {
    return managed(file).stream().map(resource -> resource.key().id()).toList();
  }

  /// The problems so far: `main.bicep:3:7 error: ...`. Each has a line.
  List<String> problemTexts() {
    for (Problem problem : problems) {
      if (problem.origin().line() == 0) {
        throw new AssertionError("without a line: " + problem);
      }
    }
    return problems.stream()
        .map(
            problem -> {
              var at = files.locate(problem.origin());
              return "%s:%d:%d %s: %s"
                  .formatted(
                      at.file(),
                      at.line(),
                      at.column(),
                      problem.severity().name().toLowerCase(java.util.Locale.ROOT),
                      problem.message());
            })
        .toList();
  }
}

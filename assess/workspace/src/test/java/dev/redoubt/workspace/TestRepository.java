package dev.redoubt.workspace;

import dev.redoubt.estate.Problem;
import dev.redoubt.template.ExpandedTemplate;
import dev.redoubt.template.deployment.DeploymentSettings;
import dev.redoubt.testing.FileTree;
import dev.redoubt.workspace.WorkspaceSources.Deployment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A folder of files and the deployments found in it.
public record TestRepository(Path folder) {

  /// A template with a parameter `name`.
  static final String TEMPLATE =
      """
      param name string = 'st'
      resource s 'Microsoft.Storage/storageAccounts@2024-01-01' = {
        name: name
      }
      """;

  public TestRepository file(String name, String text) {
    new FileTree(folder).file(name, text);
    return this;
  }

  TestRepository templates(String... names) {
    for (String name : names) {
      file(name, TEMPLATE);
    }
    return this;
  }

  SourceRequest request() {
    return SourceRequest.of(folder);
  }

  Path path(String name) {
    return folder.resolve(name);
  }

  /// The deployments with their parameter files.
  static Map<String, List<String>> deployed(WorkspaceSources sources, Path folder) {
    Map<String, List<String>> found = new TreeMap<>();
    for (Deployment deployment : sources.deployments()) {
      found
          .computeIfAbsent(relative(folder, deployment.template()), _ -> new ArrayList<>())
          .addAll(deployment.parameters().stream().map(file -> relative(folder, file)).toList());
    }
    return found;
  }

  Map<String, List<String>> deployed() {
    return deployed(WorkspaceSources.find(request()), folder);
  }

  private static String relative(Path folder, SourceFile file) {
    return folder.relativize(file.real()).toString().replace('\\', '/');
  }

  /// The result of expanding all deployments.
  ///
  /// @param resources the names of the resources of all deployments
  /// @param problems all problems, including those of the evaluation
  record Outcome(List<String> resources, List<Problem> problems) {
    /// The messages; each problem is in a file or on the command line.
    List<String> said() {
      for (Problem problem : problems) {
        if (problem.origin().equals(dev.redoubt.estate.Origin.NONE)) {
          throw new AssertionError("without a location: " + problem);
        }
      }
      return problems.stream().map(Problem::message).toList();
    }
  }

  /// Expands all deployments.
  static Outcome outcome(WorkspaceSources sources) {
    DeploymentExpansion expansions = new DeploymentExpansion(DeploymentSettings.UNNAMED, sources);
    List<String> resources = new ArrayList<>();
    List<Problem> problems = new ArrayList<>(sources.problems());
    for (Deployment deployment : sources.deployments()) {
      ExpandedTemplate expansion = expansions.expand(deployment);
      expansion
          .resources()
          .forEach(resource -> resources.add(resource.key().nameValue().toString()));
      problems.addAll(expansion.problems());
    }
    return new Outcome(resources, problems);
  }

  static Outcome outcome(SourceRequest request) {
    return outcome(WorkspaceSources.find(request));
  }

  List<String> said() {
    return outcome(request()).said();
  }
}

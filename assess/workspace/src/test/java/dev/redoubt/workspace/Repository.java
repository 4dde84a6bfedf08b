package dev.redoubt.workspace;

import dev.redoubt.estate.Problem;
import dev.redoubt.template.Expansion;
import dev.redoubt.template.deployment.DeploymentSettings;
import dev.redoubt.testing.FileTree;
import dev.redoubt.workspace.Sources.Deployment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A folder of files, and what is found in it.
public record Repository(Path folder) {

  /// Something to deploy, with a parameter `name`.
  static final String TEMPLATE =
      """
      param name string = 'st'
      resource s 'Microsoft.Storage/storageAccounts@2024-01-01' = {
        name: name
      }
      """;

  public Repository file(String name, String text) {
    new FileTree(folder).file(name, text);
    return this;
  }

  Repository templates(String... names) {
    for (String name : names) {
      file(name, TEMPLATE);
    }
    return this;
  }

  Request request() {
    return Request.of(folder);
  }

  Path path(String name) {
    return folder.resolve(name);
  }

  /// What is deployed, each with its parameter files.
  static Map<String, List<String>> deployed(Sources sources, Path folder) {
    Map<String, List<String>> found = new TreeMap<>();
    for (Deployment deployment : sources.deployments()) {
      found
          .computeIfAbsent(relative(folder, deployment.template()), _ -> new ArrayList<>())
          .addAll(deployment.parameters().stream().map(file -> relative(folder, file)).toList());
    }
    return found;
  }

  Map<String, List<String>> deployed() {
    return deployed(Sources.find(request()), folder);
  }

  private static String relative(Path folder, SourceFile file) {
    return folder.relativize(file.real()).toString().replace('\\', '/');
  }

  /// What comes of a run.
  ///
  /// @param resources the names of the resources of all deployments
  /// @param problems all that is said, evaluation included
  record Outcome(List<String> resources, List<Problem> problems) {
    List<String> said() {
      return problems.stream().map(Problem::message).toList();
    }
  }

  /// Evaluates all deployments.
  static Outcome outcome(Sources sources) {
    Expansions expansions = new Expansions(DeploymentSettings.UNNAMED, sources);
    List<String> resources = new ArrayList<>();
    List<Problem> problems = new ArrayList<>(sources.problems());
    for (Deployment deployment : sources.deployments()) {
      Expansion expansion = expansions.expand(deployment);
      expansion
          .resources()
          .forEach(resource -> resources.add(resource.key().nameValue().toString()));
      problems.addAll(expansion.problems());
    }
    return new Outcome(resources, problems);
  }

  static Outcome outcome(Request request) {
    return outcome(Sources.find(request));
  }

  List<String> said() {
    return outcome(request()).said();
  }
}

package dev.redoubt.workspace;

import dev.redoubt.workspace.WorkspaceSources.Deployment;
import dev.redoubt.workspace.WorkspaceSources.DeploymentGroup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Decides which deployments form one estate: each one alone, except the layers of a project of the
/// Azure Developer CLI, which `azd provision` always deploys together. The rules and their reasons
/// are in docs/adr/0028-one-estate-per-deployment.md.
final class DeploymentGroups {

  private final List<AzdProject> projects;

  DeploymentGroups(List<AzdProject> projects) {
    this.projects = projects;
  }

  /// The groups in the order of their first deployments, after those that a configuration lists.
  List<DeploymentGroup> of(List<Deployment> deployments, List<DeploymentGroup> listed) {
    Map<AzdProject, List<Deployment>> layers = new LinkedHashMap<>();
    for (Deployment deployment : deployments) {
      AzdProject project = projectOf(deployment);
      if (project != null) {
        layers.computeIfAbsent(project, _ -> new ArrayList<>()).add(deployment);
      }
    }
    Set<AzdProject> done = new HashSet<>();
    List<DeploymentGroup> groups = new ArrayList<>(listed);
    for (Deployment deployment : deployments) {
      AzdProject project = projectOf(deployment);
      List<Deployment> together =
          project == null ? List.of() : layers.getOrDefault(project, List.of());
      if (project == null || !areDistinct(together)) {
        groups.add(new DeploymentGroup(id(deployment, deployments), List.of(deployment), null));
      } else if (done.add(project)) {
        String why = "layers of `" + project.name() + "`";
        groups.add(new DeploymentGroup(project.name(), together, why));
      }
    }
    return unique(groups);
  }

  /// The project that deploys a template as one of several layers; null if there is none.
  private @Nullable AzdProject projectOf(Deployment deployment) {
    Path template = deployment.template().real();
    return projects.stream()
        .filter(project -> project.modules().size() > 1)
        .filter(
            project ->
                project.modules().stream()
                    .map(module -> module.resolveSibling(module.getFileName() + ".bicep"))
                    .anyMatch(template::equals))
        .findFirst()
        .orElse(null);
  }

  /// Whether each layer is deployed once: one template with two parameter files is two deployments.
  private static boolean areDistinct(List<Deployment> layers) {
    long templates = layers.stream().map(each -> each.template().real()).distinct().count();
    return layers.size() > 1 && templates == layers.size();
  }

  private static String id(Deployment deployment, List<Deployment> all) {
    String name = deployment.template().name();
    boolean isShared = all.stream().filter(each -> each.template().name().equals(name)).count() > 1;
    return isShared && !deployment.parameters().isEmpty()
        ? name
            + deployment.parameters().stream()
                .map(SourceFile::name)
                .collect(Collectors.joining(", ", " with ", ""))
        : name;
  }

  /// Numbers groups with equal ids.
  private static List<DeploymentGroup> unique(List<DeploymentGroup> groups) {
    Set<String> ids = new HashSet<>();
    List<DeploymentGroup> unique = new ArrayList<>();
    for (DeploymentGroup group : groups) {
      String id = group.id();
      for (int i = 2; !ids.add(id); i++) {
        id = group.id() + " (" + i + ")";
      }
      unique.add(new DeploymentGroup(id, group.deployments(), group.joined()));
    }
    return unique;
  }
}

package dev.redoubt.engine;

import dev.redoubt.estate.Estate;
import dev.redoubt.estate.EstateBuilder;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.template.ExpandedTemplate;
import dev.redoubt.workspace.DeploymentExpansion;
import dev.redoubt.workspace.DeploymentExpansion.ExpandedDeployment;
import dev.redoubt.workspace.WorkspaceSources.Deployment;
import dev.redoubt.workspace.WorkspaceSources.DeploymentGroup;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The estate of one deployment, or of several that are deployed together.
///
/// @param files the names of the files of its templates and modules
/// @param notDeployed the declarations whose condition is false
/// @param unknownDeployments the causes of nested deployments with unknown resources
record ExpandedGroup(
    DeploymentGroup group,
    Estate estate,
    Set<String> files,
    Set<String> notDeployed,
    List<UnknownCause> unknownDeployments) {

  ExpandedGroup {
    files = Set.copyOf(files);
    notDeployed = Collections.unmodifiableSet(new LinkedHashSet<>(notDeployed));
    unknownDeployments = List.copyOf(unknownDeployments);
  }

  /// @param secrets receives the parts of the templates that may contain secrets
  static ExpandedGroup of(
      DeploymentGroup group,
      DeploymentExpansion expansions,
      SourceFiles files,
      UnjudgedSecrets secrets) {
    EstateBuilder builder = new EstateBuilder(files);
    List<UnknownCause> unknown = new ArrayList<>();
    Set<String> names = new HashSet<>(group.entryPoints());
    Set<String> notDeployed = new LinkedHashSet<>();
    for (Deployment deployment : group.deployments()) {
      ExpandedDeployment read = expansions.read(deployment);
      ExpandedTemplate expansion = read.expansion();
      builder.addResources(expansion.resources()).addProblems(expansion.problems());
      unknown.addAll(expansion.unknownDeployments());
      notDeployed.addAll(expansion.notDeployed());
      if (read.template() != null) {
        secrets.addTemplate(read.template());
        TemplateFiles.visit(read.template(), template -> names.add(template.file()));
      }
    }
    return new ExpandedGroup(group, builder.build(), names, notDeployed, unknown);
  }

  /// This deployment; its estate is marked as unread in part if a nested deployment has unknown
  /// resources or a file has an error.
  ///
  /// @param errors the errors of all deployments: one in a module is reported for the first
  ///   deployment that uses the module
  ExpandedGroup marked(List<Problem> errors) {
    UnknownCause cause =
        unknownDeployments.isEmpty() ? unreadable(errors) : unknownDeployments.getFirst();
    return cause == null
        ? this
        : new ExpandedGroup(
            group, estate.withUnread(cause), files, notDeployed, unknownDeployments);
  }

  private @Nullable UnknownCause unreadable(List<Problem> errors) {
    return errors.stream()
        .filter(
            error ->
                estate.problems().contains(error)
                    || files.contains(estate.files().locate(error.origin()).file()))
        .findFirst()
        .map(
            error ->
                new UnknownCause(
                    UnknownCause.Kind.UNREADABLE_PART,
                    "a part of `%s` could not be read"
                        .formatted(estate.files().locate(error.origin()).file()),
                    "correct the error that PROBLEMS reports"))
        .orElse(null);
  }
}

package dev.redoubt.workspace;

import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.findings.Assessment.Input;
import dev.redoubt.workspace.configuration.WorkspaceConfiguration;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The sources of an assessment: the entry points, each with its parameter files.
///
/// @param groups the deployments in the order in which they were named or found; each group is one
///   estate
/// @param environment the environment that selects parameter files; null if not given
/// @param parts files that the deployments import
/// @param skipped files that are not assessed, with the reason
/// @param unassessed the files among them that may declare resources of the workload
/// @param problems files that could not be read, and ambiguous choices
/// @param bicep reads Bicep files
/// @param modules the modules of registries, which are known after the deployments are expanded
/// @param values evaluates the parameter values
/// @param configuration the settings of `redoubt.yaml`; empty without such a file
public record WorkspaceSources(
    List<DeploymentGroup> groups,
    @Nullable String environment,
    List<Part> parts,
    List<Skipped> skipped,
    List<Unassessed> unassessed,
    List<Problem> problems,
    SourceFiles files,
    BicepProjectCache bicep,
    RegistryModules modules,
    DeploymentParameterValues values,
    WorkspaceConfiguration configuration) {

  public WorkspaceSources {
    groups = List.copyOf(groups);
    parts = List.copyOf(parts);
    skipped = List.copyOf(skipped);
    unassessed = List.copyOf(unassessed);
    problems = List.copyOf(problems);
  }

  /// An entry point and its parameter files; a later value of a parameter overrides an earlier one.
  ///
  /// @param template a template, or a Bicep parameter file whose template is not a local file
  /// @param why the reason that it is an entry point, as a remark
  public record Deployment(SourceFile template, List<SourceFile> parameters, String why) {
    public Deployment {
      parameters = List.copyOf(parameters);
    }
  }

  /// The deployments that form one estate: one, unless it is certain that several are deployed
  /// together. The rules are in docs/adr/0028-one-estate-per-deployment.md.
  ///
  /// @param id unique among the groups, see [dev.redoubt.findings.Assessment.Deployment]
  /// @param joined why several deployments are one estate; null for one deployment
  public record DeploymentGroup(String id, List<Deployment> deployments, @Nullable String joined) {
    public DeploymentGroup {
      deployments = List.copyOf(deployments);
    }

    /// The paths of the templates, each once.
    public List<String> entryPoints() {
      return deployments.stream().map(each -> each.template().name()).distinct().toList();
    }

    /// The paths of the parameter files, each once.
    public List<String> parameters() {
      return deployments.stream()
          .flatMap(each -> each.parameters().stream())
          .map(SourceFile::name)
          .distinct()
          .toList();
    }
  }

  /// A file that a deployment imports.
  ///
  /// @param user the display name of the file that imports it
  record Part(String name, ContentKind kind, String user) {}

  /// A file that is not assessed.
  public record Skipped(String name, String why) {}

  /// A file that may declare resources of the workload and is not assessed.
  ///
  /// @param kind as in [dev.redoubt.findings.Assessment.Input]
  /// @param isUnreached whether it is a template with resources that no entry point reaches;
  ///   otherwise a file that cannot be read
  public record Unassessed(String name, String kind, String why, boolean isUnreached) {}

  /// Finds and reads the sources of a request. A named file must be a template or a parameter file;
  /// other files in folders are skipped.
  public static WorkspaceSources find(SourceRequest request) {
    return new SourceSearch(request).search();
  }

  /// All deployments, each an entry point with its parameters.
  public List<Deployment> deployments() {
    return groups.stream().flatMap(group -> group.deployments().stream()).toList();
  }

  /// The input files: each entry point with its parameter files, then the imported files, then the
  /// files that are not assessed, then the modules of registries. These are known after the
  /// deployments are expanded.
  public List<Input> inputs() {
    Map<String, Input> inputs = new LinkedHashMap<>();
    ownInputs().forEach(input -> inputs.put(input.path(), input));
    modules.inputs().forEach(input -> inputs.putIfAbsent(input.path(), input));
    return List.copyOf(inputs.values());
  }

  /// The files whose content templates load as values, absolute and sorted. They are known after
  /// the deployments are expanded.
  public Set<Path> loadedFiles() {
    return bicep.loadedFiles();
  }

  /// What is assumed about modules of registries, one sentence each.
  public List<String> moduleAssumptions() {
    return modules.assumptions();
  }

  /// The input files that are files of the workload.
  List<Input> ownInputs() {
    Map<String, Input> inputs = new LinkedHashMap<>();
    for (Deployment deployment : deployments()) {
      SourceFile template = deployment.template();
      put(inputs, template.name(), template.kind(), Input.Role.ENTRY, deployment.why());
      for (SourceFile file : deployment.parameters()) {
        String why = "parameters of `" + template.name() + "`";
        put(inputs, file.name(), file.kind(), Input.Role.PARAMETERS, why);
      }
    }
    for (Part part : parts) {
      put(inputs, part.name(), part.kind(), Input.Role.PART, "imported by `" + part.user() + "`");
    }
    for (Unassessed file : unassessed) {
      inputs.putIfAbsent(
          file.name(), new Input(file.name(), file.kind(), Input.Role.NOT_ASSESSED, file.why()));
    }
    return List.copyOf(inputs.values());
  }

  private static void put(
      Map<String, Input> inputs, String name, ContentKind kind, Input.Role role, String why) {
    inputs.putIfAbsent(name, new Input(name, kind.word(), role, why));
  }
}

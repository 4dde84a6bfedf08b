package dev.redoubt.workspace;

import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.findings.Assessment.Input;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The sources of an assessment: the entry points, each with its parameter files.
///
/// @param deployments in the order in which they were named or found
/// @param parts files that the deployments import
/// @param skipped files that are not assessed, with the reason
/// @param problems files that could not be read, and ambiguous choices
/// @param bicep reads Bicep files
/// @param values evaluates the parameter values
public record WorkspaceSources(
    List<Deployment> deployments,
    List<Part> parts,
    List<Skipped> skipped,
    List<Problem> problems,
    SourceFiles files,
    BicepProjectCache bicep,
    DeploymentParameterValues values) {

  public WorkspaceSources {
    deployments = List.copyOf(deployments);
    parts = List.copyOf(parts);
    skipped = List.copyOf(skipped);
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

  /// A file that a deployment imports.
  ///
  /// @param user the display name of the file that imports it
  record Part(String name, ContentKind kind, String user) {}

  /// A file that is not assessed.
  public record Skipped(String name, String why) {}

  /// Finds and reads the sources of a request. A named file must be a template or a parameter file;
  /// other files in folders are skipped.
  public static WorkspaceSources find(SourceRequest request) {
    return new SourceSearch(request).search();
  }

  /// The input files: each entry point with its parameter files, then the imported files.
  public List<Input> inputs() {
    Map<String, Input> inputs = new LinkedHashMap<>();
    for (Deployment deployment : deployments) {
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
    return List.copyOf(inputs.values());
  }

  private static void put(
      Map<String, Input> inputs, String name, ContentKind kind, Input.Role role, String why) {
    inputs.putIfAbsent(name, new Input(name, kind.word(), role, why));
  }
}

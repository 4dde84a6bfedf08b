package dev.redoubt.workspace;

import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.findings.Assessment.Input;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What there is to assess: templates that are deployed on their own, each with its parameter
/// files.
///
/// @param deployments in the order in which they were named or found
/// @param parts what the deployments are made of besides their own files
/// @param skipped what was looked at and not taken, with why
/// @param problems what could not be read, or could be read in several ways
/// @param bicep reads the Bicep of the run
/// @param values what evaluates the parameters
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

  /// A template and the parameter files that it is deployed with; of values for one parameter, the
  /// last one counts.
  ///
  /// @param template a template, or a Bicep parameter file that names a template which is no local
  ///   file
  /// @param why it is taken, as a remark
  public record Deployment(SourceFile template, List<SourceFile> parameters, String why) {
    public Deployment {
      parameters = List.copyOf(parameters);
    }
  }

  /// A file that a deployment uses.
  ///
  /// @param user what the file is called that names it
  record Part(String name, ContentKind kind, String user) {}

  /// A file that was not taken.
  public record Skipped(String name, String why) {}

  /// Reads what the request names. A file must be of use; in a folder, what is something else is
  /// skipped.
  public static WorkspaceSources find(SourceRequest request) {
    return new SourceSearch(request).search();
  }

  /// The files that were taken: each deployment with its parameters, then the parts.
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
      put(inputs, part.name(), part.kind(), Input.Role.PART, "`" + part.user() + "` uses it");
    }
    return List.copyOf(inputs.values());
  }

  private static void put(
      Map<String, Input> inputs, String name, ContentKind kind, Input.Role role, String why) {
    inputs.putIfAbsent(name, new Input(name, kind.word(), role, why));
  }
}

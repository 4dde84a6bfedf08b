package dev.redoubt.findings;

import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.UnknownCause;
import java.util.List;

/// The result of one run: everything that a report shows.
///
/// @param name the name of the workload: its folder or file
/// @param inputs the files that were read, in that order
/// @param resourceCount number of resources that would be deployed
/// @param controls all controls that were evaluated
/// @param findings all findings, including passes; worst first
/// @param practices the best practices of the article and their states
/// @param unknowns unknown findings grouped by root cause
/// @param assumptions the assumptions of the assessment, one sentence each
/// @param problems errors and warnings about inputs
/// @param files resolves origins
public record Assessment(
    String name,
    List<Input> inputs,
    int resourceCount,
    List<ControlDescription> controls,
    List<Finding> findings,
    List<Practice> practices,
    List<UnknownGroup> unknowns,
    List<String> assumptions,
    List<Problem> problems,
    SourceFiles files) {

  public Assessment {
    inputs = List.copyOf(inputs);
    controls = List.copyOf(controls);
    findings = List.copyOf(findings);
    practices = List.copyOf(practices);
    unknowns = List.copyOf(unknowns);
    assumptions = List.copyOf(assumptions);
    problems = List.copyOf(problems);
  }

  /// A file that was read.
  ///
  /// @param kind `arm-template`, `arm-parameters`, `bicep`, `bicep-parameters`
  /// @param why the reason that the file is an input, as a remark
  public record Input(String path, String kind, Role role, String why) {

    /// The role of a file in a deployment.
    public enum Role {
      /// An entry point: a template that is deployed on its own.
      ENTRY,
      /// A parameter file of an entry point.
      PARAMETERS,
      /// A module or another file that an input imports.
      PART
    }
  }

  /// One best practice of the article.
  ///
  /// @param number 1 to 15, in the order of the article
  /// @param title a few words
  /// @param state whether it holds
  /// @param note the basis of the state, one line
  public record Practice(int number, String title, PracticeState state, String note) {}

  /// Whether a best practice holds, according to the templates that were read.
  public enum PracticeState {
    HOLDS,
    VIOLATED,
    UNKNOWN,
    /// Not assessed: no control covers it, or none applies to the resources.
    NOT_SHOWN
  }

  /// Unknown findings with one root cause.
  ///
  /// @param findings empty if the cause is an unknown deployment on which no finding depends
  public record UnknownGroup(UnknownCause cause, List<Finding> findings) {
    public UnknownGroup {
      findings = List.copyOf(findings);
    }

    /// Whether the cause is a deployment with unknown resources, whose verdicts cannot be counted.
    public boolean isOfDeployment() {
      return cause.kind() == UnknownCause.Kind.MISSING_TEMPLATE;
    }
  }
}

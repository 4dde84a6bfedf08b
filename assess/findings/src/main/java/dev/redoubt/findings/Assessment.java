package dev.redoubt.findings;

import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.UnknownCause;
import java.util.List;

/// The answer to one run: everything a report shows.
///
/// @param name what the assessed thing is called: its folder or file
/// @param inputs the files that were read, in the order they were taken
/// @param resourceCount how many resources would be deployed
/// @param controls all controls that were evaluated
/// @param findings every answer, passes included; worst first
/// @param practices the article's best practices and whether they hold
/// @param unknowns unknown findings grouped by root cause
/// @param assumptions what the answer takes for granted, a sentence each
/// @param problems what could not be read or evaluated
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
  /// @param why it was taken, as a remark
  public record Input(String path, String kind, Role role, String why) {

    /// What a file is to the deployment.
    public enum Role {
      /// It is deployed.
      ENTRY,
      /// It gives values to the parameters of one that is deployed.
      PARAMETERS,
      /// Another one uses it.
      PART
    }
  }

  /// One best practice of the article.
  ///
  /// @param number 1 to 15, in the order of the article
  /// @param title a few words
  /// @param state whether it holds
  /// @param note what the state rests on, one line
  public record Practice(int number, String title, PracticeState state, String note) {}

  /// Whether a best practice holds, as far as what was read can show it.
  public enum PracticeState {
    HOLDS,
    VIOLATED,
    UNKNOWN,
    /// Nothing that was read can show it either way.
    NOT_SHOWN
  }

  /// Unknown findings with one root cause.
  ///
  /// @param findings empty where the cause is that a whole deployment is not known and nothing else
  ///   depends on it
  public record UnknownGroup(UnknownCause cause, List<Finding> findings) {
    public UnknownGroup {
      findings = List.copyOf(findings);
    }

    /// Whether what a whole deployment deploys is not known: its verdicts cannot even be counted.
    public boolean isOfDeployment() {
      return cause.kind() == UnknownCause.Kind.MISSING_TEMPLATE;
    }
  }
}

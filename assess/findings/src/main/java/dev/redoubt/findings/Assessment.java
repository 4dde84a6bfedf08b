package dev.redoubt.findings;

import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.findings.inventory.InventoryItem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The result of one run: everything that a report shows.
///
/// @param name the name of the workload: its folder or file
/// @param inputs the files that were read, in that order, then those that are not assessed
/// @param deployments what was assessed, each on its own
/// @param resourceCount number of resources that would be deployed, over all deployments
/// @param controls all controls that were evaluated
/// @param findings all findings, including passes; worst first
/// @param practices the best practices of the article and their states
/// @param unknowns unknown findings grouped by root cause
/// @param assumptions the assumptions of the assessment, one sentence each
/// @param problems errors and warnings about inputs
/// @param files resolves origins
/// @param settings what `redoubt.yaml` and options add to the assessment
/// @param inventory models, data sets, services and agents of the workload
public record Assessment(
    String name,
    List<Input> inputs,
    List<Deployment> deployments,
    int resourceCount,
    List<ControlDescription> controls,
    List<Finding> findings,
    List<Practice> practices,
    List<UnknownGroup> unknowns,
    List<String> assumptions,
    List<Problem> problems,
    SourceFiles files,
    Settings settings,
    List<InventoryItem> inventory) {

  public Assessment {
    inputs = List.copyOf(inputs);
    deployments = List.copyOf(deployments);
    controls = List.copyOf(controls);
    findings = List.copyOf(findings);
    practices = List.copyOf(practices);
    unknowns = List.copyOf(unknowns);
    assumptions = List.copyOf(assumptions);
    problems = List.copyOf(problems);
    inventory = List.copyOf(inventory);
  }

  /// What `redoubt.yaml` and options add to the assessment.
  ///
  /// @param platform the facts about the platform that have not expired
  /// @param severities the severities that differ from the catalog and have not expired
  /// @param baseline null without a baseline
  public record Settings(
      List<PlatformFact> platform, List<SeverityChange> severities, @Nullable Baseline baseline) {

    /// Nothing is added.
    public static final Settings NONE = new Settings(List.of(), List.of(), null);

    public Settings {
      platform = List.copyOf(platform);
      severities = List.copyOf(severities);
    }

    /// A copy with a baseline.
    public Settings withBaseline(Baseline other) {
      return new Settings(platform, severities, other);
    }
  }

  /// A copy with other settings.
  public Assessment withSettings(Settings others) {
    return new Assessment(
        name,
        inputs,
        deployments,
        resourceCount,
        controls,
        findings,
        practices,
        unknowns,
        assumptions,
        problems,
        files,
        others,
        inventory);
  }

  /// A copy with further problems, each once.
  public Assessment withProblems(List<Problem> more) {
    List<Problem> all = Stream.concat(problems.stream(), more.stream()).distinct().toList();
    return new Assessment(
        name,
        inputs,
        deployments,
        resourceCount,
        controls,
        findings,
        practices,
        unknowns,
        assumptions,
        all,
        files,
        settings,
        inventory);
  }

  /// A copy with the same findings after something was added to them.
  ///
  /// @param annotated the findings, with the same ids
  public Assessment withFindings(List<Finding> annotated) {
    Map<String, Finding> byId = new HashMap<>();
    annotated.forEach(finding -> byId.put(finding.id(), finding));
    List<UnknownGroup> groups =
        unknowns.stream()
            .map(
                group ->
                    new UnknownGroup(
                        group.cause(),
                        group.findings().stream()
                            .map(finding -> byId.getOrDefault(finding.id(), finding))
                            .toList()))
            .toList();
    return new Assessment(
        name,
        inputs,
        deployments,
        resourceCount,
        controls,
        annotated,
        practices,
        groups,
        assumptions,
        problems,
        files,
        settings,
        inventory);
  }

  /// The comparison with the findings of an earlier assessment.
  ///
  /// @param file the path of the baseline
  /// @param unchanged findings that it has
  /// @param absent findings of it that this assessment does not have
  public record Baseline(String file, int unchanged, int absent) {}

  /// A file that was read, or that is not assessed although it may declare resources.
  ///
  /// @param kind `arm-template`, `arm-parameters`, `bicep`, `bicep-parameters`, `terraform`,
  ///   `registry-module` (whose path is its reference), `other`
  /// @param reason the reason that the file is an input or is not assessed, as a remark
  public record Input(String path, String kind, Role role, String reason) {

    /// The role of a file in a deployment.
    public enum Role {
      /// An entry point: a template that is deployed on its own.
      ENTRY,
      /// A parameter file of an entry point.
      PARAMETERS,
      /// A module or another file that an input imports.
      PART,
      /// Not assessed; it may declare resources.
      NOT_ASSESSED;

      /// The word used in reports: `entry`, `parameters`, `part`, `not-assessed`.
      public String word() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
      }
    }
  }

  /// A deployment: one estate, assessed on its own.
  ///
  /// @param id unique in the assessment: the path of the entry point, followed by its parameter
  ///   files if other deployments have the same entry point; or a name that the configuration gives
  /// @param entryPoints the paths of the entry points; several only if they are joined
  /// @param parameters the paths of the parameter files
  /// @param environment the environment that selected the parameter files; null if not given
  /// @param joined why several entry points are one deployment; null for one entry point
  /// @param resources number of resources that it would create or change
  /// @param context the `existing` resources that another deployment declares
  public record Deployment(
      String id,
      List<String> entryPoints,
      List<String> parameters,
      @Nullable String environment,
      @Nullable String joined,
      int resources,
      List<Context> context) {

    public Deployment {
      entryPoints = List.copyOf(entryPoints);
      parameters = List.copyOf(parameters);
      context = List.copyOf(context);
    }

    /// An `existing` resource whose properties are known from another deployment.
    ///
    /// @param resource the id of the resource
    /// @param declaredBy the id of the deployment that declares it
    public record Context(String resource, String declaredBy) {}
  }

  /// One best practice of the article.
  ///
  /// @param number 1 to 15, in the order of the article
  /// @param title a few words
  /// @param state whether it holds
  /// @param note the basis of the state, one line
  /// @param judged what the state is based on
  /// @param notJudged what the state says nothing about, although the practice may concern it
  public record Practice(
      int number,
      String title,
      PracticeState state,
      String note,
      List<Judged> judged,
      List<NotJudged> notJudged) {

    public Practice {
      judged = List.copyOf(judged);
      notJudged = List.copyOf(notJudged);
    }

    /// Resources of one type that controls of the practice apply to.
    ///
    /// @param type the resource type
    /// @param resources how many
    /// @param controls the ids of the controls
    public record Judged(String type, int resources, List<String> controls) {
      public Judged {
        controls = List.copyOf(controls);
      }
    }

    /// A part of the workload that no control of the practice judges.
    ///
    /// @param what one phrase: "2 resources of the type `Microsoft.Web/sites`"
    /// @param reason why not, one phrase
    /// @param items the parts: ids of resources, names of outputs, paths of files; may be empty
    public record NotJudged(String what, String reason, List<String> items) {
      public NotJudged {
        items = List.copyOf(items);
      }
    }
  }

  /// Whether a best practice holds, according to the templates that were read.
  public enum PracticeState {
    HOLDS,
    /// Everything that was judged passes, but a part of the workload was not judged.
    HOLDS_PARTLY,
    VIOLATED,
    UNKNOWN,
    /// Not assessed: no control covers it, or none applies to the resources.
    NOT_ASSESSED
  }

  /// Unknown findings with one root cause.
  ///
  /// @param findings empty if the cause is an unknown deployment or a file that is not assessed, on
  ///   which no finding depends
  public record UnknownGroup(UnknownCause cause, List<Finding> findings) {
    public UnknownGroup {
      findings = List.copyOf(findings);
    }

    /// Whether the cause is a deployment with unknown resources, whose verdicts cannot be counted.
    public boolean isOfDeployment() {
      return cause.kind() == UnknownCause.Kind.MISSING_TEMPLATE;
    }

    /// Whether the cause is a file that no entry point reaches: of low severity, because such a
    /// file is rarely deployed.
    public boolean isOfUnreachedFile() {
      return cause.kind() == UnknownCause.Kind.UNREACHED_FILE;
    }
  }

  /// Whether no control applies to anything that was read. Such a result says nothing, so it is
  /// never a success.
  public boolean isEmpty() {
    return findings.stream().allMatch(Finding::isOnCondition);
  }
}

package dev.redoubt.cli;

import dev.redoubt.cli.console.ConsoleMessages;
import dev.redoubt.cli.console.StepProgress;
import dev.redoubt.engine.AssessmentProgress;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.SourceLocation;
import dev.redoubt.findings.Assessment.Input;
import dev.redoubt.text.SpellingSuggestions;
import dev.redoubt.workspace.WorkspaceSources;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Messages about templates and controls, for standard error.
final class AssessMessages {

  private AssessMessages() {}

  /// Shows the progress of an assessment.
  static AssessmentProgress progress(StepProgress line) {
    return (phase, number, total, deployment) ->
        line.step(
            "%s %s of %s: %s"
                .formatted(phase.name().toLowerCase(Locale.ROOT), number, total, deployment));
  }

  /// `FILE:LINE: severity: message`, as compilers print it.
  static String ofProblem(Problem problem, SourceFiles files) {
    String word = problem.severity().name().toLowerCase(Locale.ROOT);
    String text = word + ": " + problem.message();
    SourceLocation location = files.locate(problem.origin());
    String place =
        problem.severity() == Problem.Severity.ERROR ? location.withColumn() : location.toString();
    return ConsoleMessages.printable(
        problem.origin().isWritten() ? place + ": " + text : "redoubt: " + text);
  }

  static void sources(WorkspaceSources sources, PrintWriter err) {
    for (Input input : sources.inputs()) {
      if (input.role() == Input.Role.NOT_ASSESSED) {
        continue;
      }
      err.println(
          ConsoleMessages.printable(
              "assessed: " + input.path() + " (" + input.kind() + "; " + input.reason() + ")"));
    }
    Map<String, String> reasons = new LinkedHashMap<>();
    sources.skipped().forEach(file -> reasons.put(file.name(), file.why()));
    sources.unassessed().forEach(file -> reasons.putIfAbsent(file.name(), file.why()));
    reasons.forEach(
        (name, why) ->
            err.println(ConsoleMessages.printable("not assessed: " + name + " (" + why + ")")));
  }

  /// Says why there is nothing to assess.
  ///
  /// @param paths what the user asked for
  static void nothingRead(WorkspaceSources sources, List<Path> paths, PrintWriter err) {
    boolean reported = false;
    for (Problem problem : sources.problems()) {
      reported |= problem.severity() == Problem.Severity.ERROR;
      err.println(ofProblem(problem, sources.files()));
    }
    if (!reported) {
      err.println(
          "redoubt: no template found in "
              + paths.stream().map(ConsoleMessages::quoted).collect(Collectors.joining(", "))
              + "; a template is a `.bicep` file that deploys something, or a JSON file with a"
              + " `$schema` of `deploymentTemplate.json`");
    }
  }

  static String unknownControl(String id, Collection<String> known) {
    String near = SpellingSuggestions.ending(id, known);
    return "unknown control `"
        + id
        + "`"
        + (near.isEmpty() ? ";" : near)
        + " `redoubt controls list` lists all controls";
  }
}

package dev.redoubt.cli;

import dev.redoubt.cli.console.Terminal;
import dev.redoubt.controls.ControlCatalog;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Fix;
import dev.redoubt.fixes.AssessedFiles;
import dev.redoubt.fixes.FixApplication;
import dev.redoubt.fixes.Fixes;
import dev.redoubt.fixes.RemainingFixes;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The option that applies fixes. Fixes are part of every report, with or without it.
final class FixOptions {

  @Option(
      names = "--fix",
      description =
          "Apply the fixes that need one line and no decision to the Bicep files, assess again,"
              + " and print the other fixes as a diff. Default: change no file.")
  private boolean apply;

  /// Assesses the same paths; null if nothing can be read.
  interface Assessor extends Supplier<@Nullable Assessment> {}

  /// The assessment with fixes, after applying the safe ones if the user asked for it.
  Assessment fixed(
      Assessment assessment,
      ControlCatalog catalog,
      List<Path> paths,
      PrintWriter err,
      Assessor again) {
    AssessedFiles files = new AssessedFiles(paths);
    Fixes fixes = new Fixes(catalog, files::read);
    Assessment annotated = fixes.annotate(assessment);
    if (!apply) {
      return annotated;
    }
    boolean hasErrors =
        annotated.problems().stream()
            .anyMatch(problem -> problem.severity() == Problem.Severity.ERROR);
    if (hasErrors) {
      err.println("redoubt: --fix changes no file, because the input has errors");
      err.flush();
      return annotated;
    }
    FixApplication.Result result =
        new FixApplication(files, () -> annotated(fixes, again.get())).apply(annotated);
    Set<String> applied = new LinkedHashSet<>();
    for (Finding finding : result.applied()) {
      applied.add(
          "fixed `%s` at %s".formatted(finding.control().id(), changed(annotated, finding)));
    }
    applied.forEach(line -> err.println("redoubt: " + line));
    result.refused().forEach(reason -> err.println("redoubt: not fixed: " + reason));
    err.println("redoubt: applied " + count(applied.size()));
    err.flush();
    return result.assessment();
  }

  /// Where the fix of a finding changed a file.
  private static String changed(Assessment assessment, Finding finding) {
    Fix fix = finding.annotations().fix();
    Origin place = fix == null ? finding.origin() : fix.edits().getFirst().start();
    return assessment.files().locate(place).withColumn();
  }

  private static @Nullable Assessment annotated(Fixes fixes, @Nullable Assessment assessment) {
    return assessment == null ? null : fixes.annotate(assessment);
  }

  private static String count(int fixes) {
    return fixes == 1 ? "1 fix" : fixes + " fixes";
  }

  /// Prints the fixes that are left as a diff, and what the diff does not fix, if the user asked
  /// for fixes.
  void printRest(Assessment assessment, List<Path> paths, Terminal terminal) {
    if (!apply) {
      return;
    }
    RemainingFixes.Rest rest = new RemainingFixes(new AssessedFiles(paths)).of(assessment);
    terminal.out().print(rest.diff());
    terminal.out().flush();
    PrintWriter err = terminal.err();
    if (!rest.decisions().isEmpty()) {
      err.println("redoubt: before you deploy with the diff:");
      rest.decisions().forEach(line -> err.println("  " + line));
    }
    if (!rest.missing().isEmpty()) {
      err.println("redoubt: the diff does not have " + count(rest.missing().size()) + ":");
      rest.missing().forEach(line -> err.println("  " + line));
    }
    err.flush();
  }
}

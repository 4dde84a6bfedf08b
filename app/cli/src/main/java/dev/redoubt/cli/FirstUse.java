package dev.redoubt.cli;

import dev.redoubt.bicep.module.ArtifactStore;
import dev.redoubt.cli.console.ConsoleMessages;
import dev.redoubt.cli.console.Terminal;
import dev.redoubt.estate.Problem;
import dev.redoubt.findings.Assessment.Input;
import dev.redoubt.workspace.EnvironmentVariables;
import dev.redoubt.workspace.SourceRequest;
import dev.redoubt.workspace.WorkspaceSources;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What `redoubt` without arguments prints on standard error: in a repository, what `redoubt
/// assess` would assess, and the next commands. It evaluates nothing and contacts no other machine.
/// Other folders, such as a home folder, are not searched, because that can take long.
final class FirstUse {

  /// Of more, the rest is counted.
  private static final int LISTED = 10;

  private FirstUse() {}

  /// @param folder where it is called
  static void print(Terminal terminal, Path folder) {
    if (!isProject(folder.toAbsolutePath())) {
      terminal.err().println("redoubt: missing command, for example `assess`");
      terminal.err().println("see: redoubt --help");
      return;
    }
    WorkspaceSources sources =
        WorkspaceSources.find(
            new SourceRequest(
                List.of(folder),
                null,
                null,
                List.of(),
                List.of(),
                null,
                List.of(),
                _ -> ArtifactStore.NONE,
                new EnvironmentVariables(terminal.environment())));
    PrintWriter err = terminal.err();
    if (sources.problems().stream()
        .anyMatch(problem -> problem.severity() == Problem.Severity.ERROR)) {
      err.println("redoubt: some files cannot be read; `redoubt assess` says which, and why");
    }
    List<Input> entries = entries(sources);
    if (entries.isEmpty()) {
      err.println(
          "redoubt: no Bicep file or ARM template that is deployed was found in this folder.");
      err.println("Next:");
      err.println("  redoubt assess FOLDER      assess the templates of another folder");
      err.println("  redoubt model scan FILE    scan a model file");
      err.println("  redoubt help               all commands");
      return;
    }
    err.println("redoubt: `redoubt assess` would assess in this folder:");
    for (Input each : entries.subList(0, Math.min(LISTED, entries.size()))) {
      err.println("  " + ConsoleMessages.printable(each.path()));
      err.println("    " + ConsoleMessages.printable(each.reason()));
    }
    if (entries.size() > LISTED) {
      err.println("  and " + (entries.size() - LISTED) + " more files");
    }
    err.println("Next:");
    err.println("  redoubt assess             assess them");
    err.println("  redoubt assess --verbose   and list the files that are not assessed, and why");
    err.println("  redoubt help assess        parameters, report formats, exit codes");
  }

  /// A repository of Git, or a folder that looks like one that is deployed.
  private static boolean isProject(Path folder) {
    for (Path each = folder; each != null; each = each.getParent()) {
      if (Files.exists(each.resolve(".git"))) {
        return true;
      }
    }
    return Stream.of("redoubt.yaml", "azure.yaml", "main.bicep", "infra", "azuredeploy.json")
        .anyMatch(name -> Files.exists(folder.resolve(name)));
  }

  /// The entry points with their parameter files, without what they import.
  private static List<Input> entries(WorkspaceSources sources) {
    return sources.inputs().stream()
        .filter(each -> each.role() == Input.Role.ENTRY || each.role() == Input.Role.PARAMETERS)
        .toList();
  }
}

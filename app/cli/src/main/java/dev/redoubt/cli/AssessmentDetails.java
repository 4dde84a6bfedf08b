package dev.redoubt.cli;

import dev.redoubt.controls.ControlCatalog;
import dev.redoubt.controls.FrameworkDescriptions;
import dev.redoubt.engine.ProvisionStatements;
import dev.redoubt.engine.SourceExcerpts;
import dev.redoubt.engine.WorkloadDescription;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Assessment.Input;
import dev.redoubt.findings.detail.AssessmentDetail;
import dev.redoubt.findings.detail.FrameworkDescription;
import dev.redoubt.findings.detail.ProvisionStatement;
import dev.redoubt.findings.detail.SourceRevision;
import dev.redoubt.findings.diagram.DiagramView;
import dev.redoubt.findings.diagram.WorkloadDiagram;
import dev.redoubt.findings.inventory.ResourceInventory;
import dev.redoubt.fixes.AssessedFiles;
import dev.redoubt.fixes.FindingChanges;
import dev.redoubt.git.GitRevision;
import dev.redoubt.workspace.WorkspaceSources;
import dev.redoubt.workspace.configuration.WorkspaceConfiguration;
import dev.redoubt.workspace.configuration.WorkspaceConfiguration.PolicyFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Collects what the HTML report shows beside the findings, when such a report is written.
///
/// @param catalog the controls as the configuration sets them
/// @param sources what was assessed
/// @param paths the files and folders that the user named; no other file is read
/// @param given the parameters whose values are from the command line
/// @param description null if nothing was described
record AssessmentDetails(
    ControlCatalog catalog,
    WorkspaceSources sources,
    List<Path> paths,
    List<String> given,
    @Nullable WorkloadDescription description) {

  AssessmentDetails {
    paths = List.copyOf(paths);
    given = List.copyOf(given);
  }

  /// @param today decides which statements have expired
  AssessmentDetail of(Assessment assessment, LocalDate today) {
    AssessedFiles files = new AssessedFiles(paths);
    List<FrameworkDescription> frameworks = FrameworkDescriptions.of(catalog.descriptions());
    List<ProvisionStatement> statements =
        new ProvisionStatements(sources.configuration(), frameworks, today).list();
    return new AssessmentDetail(
        description == null ? ResourceInventory.EMPTY : description.inventory(),
        diagrams(assessment),
        frameworks,
        statements,
        revision(assessment),
        new SourceExcerpts(files::read).of(assessment),
        new FindingChanges(files::read).of(assessment));
  }

  private List<WorkloadDiagram> diagrams(Assessment assessment) {
    List<WorkloadDiagram> diagrams = new ArrayList<>();
    if (description != null) {
      for (DiagramView view : DiagramView.values()) {
        diagrams.addAll(description.diagrams(view, assessment.findings()));
      }
    }
    return diagrams;
  }

  /// The commit of what decides the verdicts: templates, what they load, parameters, configuration
  /// and policies. A value from the command line is in no commit. Modules of registries have
  /// versions of their own.
  private @Nullable SourceRevision revision(Assessment assessment) {
    Map<Path, String> files = new TreeMap<>();
    try {
      for (Input input : assessment.inputs()) {
        boolean isFile = !input.kind().equals("registry-module");
        if (isFile && input.role() != Input.Role.NOT_ASSESSED) {
          files.put(Path.of(input.path()), input.path());
        }
      }
      WorkspaceConfiguration configuration = sources.configuration();
      Path settings = Path.of(configuration.name());
      if (Files.isRegularFile(settings)) {
        files.put(settings, configuration.name());
      }
      sources.loadedFiles().forEach(file -> files.putIfAbsent(file, shown(file)));
      for (PolicyFolder policies : configuration.policies()) {
        addPolicies(policies.folder(), files);
      }
    } catch (InvalidPathException | IOException | UncheckedIOException _) {
      return null;
    }
    GitRevision revision = GitRevision.of(files.keySet());
    if (revision == null) {
      return null;
    }
    List<String> differing = new ArrayList<>();
    revision.differing().forEach(file -> differing.add(files.getOrDefault(file, file.toString())));
    given.forEach(name -> differing.add("the parameter `" + name + "` of the command line"));
    return new SourceRevision(revision.commit(), differing);
  }

  private static void addPolicies(Path folder, Map<Path, String> files) throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      found
          .filter(file -> file.toString().endsWith(".json") && Files.isRegularFile(file))
          .forEach(file -> files.put(file, shown(file)));
    }
  }

  /// The path as other inputs are named: relative to the working directory, if it is below.
  private static String shown(Path file) {
    Path working = Path.of("").toAbsolutePath();
    return (file.startsWith(working) ? working.relativize(file) : file).toString();
  }
}

package dev.redoubt.workspace;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.workspace.WorkspaceSources.Skipped;
import dev.redoubt.workspace.WorkspaceSources.Unassessed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Collects the files of a request and determines the deployments.
final class SourceSearch {

  private final SourceRequest request;
  private final SourceFiles files = new SourceFiles();
  private final DisplayPaths names = new DisplayPaths();
  private final List<Problem> problems = new ArrayList<>();
  private final List<Skipped> skipped = new ArrayList<>();
  private final List<Unassessed> unassessed = new ArrayList<>();
  private final ConfiguredRequest configured;
  private final EnvironmentVariables variables;
  private final RegistryModules modules;
  private final BicepProjectCache bicep;
  private final SourceReader reader;
  private final Collected collected = new Collected();
  private final List<Path> walked = new ArrayList<>();
  private final Set<Path> azureFiles = new HashSet<>();

  SourceSearch(SourceRequest request) {
    this.request = request;
    this.configured = ConfiguredRequest.of(request, names, files, problems);
    String environment = configured.environment();
    this.variables =
        environment == null
            ? request.variables()
            : request.variables().orElse("AZURE_ENV_NAME", environment);
    this.modules =
        new RegistryModules(
            request.artifacts().apply(configured.moduleFolders()),
            names,
            request.moduleFolders(),
            configured.moduleFolders());
    this.bicep = new BicepProjectCache(files, names, modules, variables);
    this.reader = new SourceReader(files, names, bicep, problems, skipped, unassessed);
  }

  /// The collected files by kind.
  static final class Collected {
    final List<SourceFile> namedTemplates = new ArrayList<>();
    final List<BicepSourceFile> namedBicepParameters = new ArrayList<>();
    final List<SourceFile> givenParameters = new ArrayList<>();
    final List<SourceFile> foundTemplates = new ArrayList<>();
    final List<SourceFile> foundParameters = new ArrayList<>();
    final List<AzdProject> azureProjects = new ArrayList<>();
    final ListedDeployments listed = new ListedDeployments();
    final Set<Path> tests = new HashSet<>();

    /// The paths of the files in each list.
    private final IdentityHashMap<List<?>, Set<Path>> added = new IdentityHashMap<>();

    /// Adds a file unless the list contains it.
    private <T extends SourceFile> void add(T file, List<T> to) {
      if (added.computeIfAbsent(to, _ -> new HashSet<>()).add(file.real())) {
        to.add(file);
      }
    }
  }

  WorkspaceSources search() {
    Path input = request.standardInput();
    if (input != null) {
      names.addStandardInput(input);
      addNamed(input);
    }
    for (Path path : request.paths()) {
      if (Files.isDirectory(path)) {
        folder(path);
      } else {
        addNamed(path);
      }
    }
    if (request.configuration() == null) {
      UnreadConfigurations.noteBelow(
          walked,
          configured.files().stream().map(ConfiguredRequest.Configured::file).toList(),
          names,
          files,
          problems);
    }
    configured.parameterFiles().forEach(this::parameters);
    configured
        .files()
        .forEach(
            each ->
                collected.listed.add(
                    each.configuration(), each.folders(), collected, reader, problems));
    return finish();
  }

  private void addNamed(Path path) {
    SourceFile file = reader.named(path);
    if (file == null) {
      return;
    }
    switch (file.kind()) {
      case ARM_TEMPLATE, BICEP -> collected.add(file, collected.namedTemplates);
      case ARM_PARAMETERS -> collected.add(file, collected.givenParameters);
      case BICEP_PARAMETERS -> {
        if (file instanceof BicepSourceFile it) {
          collected.add(it, collected.namedBicepParameters);
        }
      }
      case OTHER ->
          problems.add(
              Problem.error(
                  "neither an ARM template nor a parameter file; check `$schema`", file.origin()));
    }
  }

  private void parameters(Path path) {
    SourceFile file = reader.named(path);
    if (file != null && file.kind().isParameters()) {
      collected.add(file, collected.givenParameters);
    } else if (file != null) {
      problems.add(
          Problem.error(
              "not a parameter file; expected a `.bicepparam` file, or JSON with the `$schema` of"
                  + " `deploymentParameters.json`",
              file.origin()));
    }
  }

  private void folder(Path folder) {
    names.addFolder(folder);
    FolderWalk walk = FolderWalk.of(folder);
    for (Path unreadable : walk.unreadable()) {
      problems.add(
          Problem.error("cannot be read: permission denied", files.whole(names.of(unreadable))));
    }
    if (!walk.isComplete()) {
      problems.add(
          Problem.error(
              "the folder contains more than %d files or is nested deeper than %d levels; name the folders to assess"
                  .formatted(FolderWalk.MAX_ENTRIES, FolderWalk.MAX_DEPTH),
              files.whole(names.of(folder))));
    }
    walked.addAll(walk.files());
    Path root = RootFolder.of(folder);
    walk.linkedFolders().forEach(link -> linked(link, folder, root));
    Path above = AzdProject.fileAbove(folder, root);
    if (above != null) {
      azureProject(above);
    }
    walk.files().forEach(file -> found(file, folder, root));
  }

  private void found(Path path, Path folder, Path root) {
    if (isModule(path)) {
      skipped.add(new Skipped(names.of(path), "in a folder of `--module-path`"));
      return;
    }
    if (Files.isSymbolicLink(path) && !RootFolder.holds(root, path)) {
      outside(path, ContentKind.ofExtension(path), "file");
      return;
    }
    if (AzdProject.isNamedSo(path)) {
      azureProject(path);
      return;
    }
    SourceFile file = reader.found(path, root);
    if (file != null) {
      collected.add(
          file, file.kind().isTemplate() ? collected.foundTemplates : collected.foundParameters);
      if (TestFileNames.isOne(folder.relativize(path))) {
        collected.tests.add(file.real());
      }
    }
  }

  /// Notes a symbolic link that leads out of the root folder. What it leads to may be a template if
  /// its name does not say otherwise.
  private void outside(Path link, ContentKind kind, String what) {
    String why = "symbolic link to a " + what + " outside of the root folder";
    skipped.add(new Skipped(names.of(link), why));
    if (what.equals("folder") || kind != ContentKind.OTHER || SourceReader.isJson(link)) {
      unassessed.add(new Unassessed(names.of(link), kind.word(), why, false));
    }
  }

  /// Notes a symbolic link to a folder, unless what it leads to is read in its own place. Links are
  /// not followed, so that nothing is assessed twice or without end.
  private void linked(Path link, Path folder, Path root) {
    if (!RootFolder.holds(root, link)) {
      outside(link, ContentKind.OTHER, "folder");
      return;
    }
    try {
      if (!link.toRealPath().startsWith(folder.toRealPath())) {
        String why = "symbolic link to a folder that is not assessed";
        skipped.add(new Skipped(names.of(link), why));
        unassessed.add(new Unassessed(names.of(link), ContentKind.OTHER.word(), why, false));
      }
    } catch (IOException e) {
      outside(link, ContentKind.OTHER, "folder");
    }
  }

  private boolean isModule(Path path) {
    Path file = path.toAbsolutePath().normalize();
    return configured.allModuleFolders().stream()
        .anyMatch(folder -> file.startsWith(folder.toAbsolutePath().normalize()));
  }

  private void azureProject(Path path) {
    if (azureFiles.add(path.toAbsolutePath().normalize())) {
      AzdProject project = AzdProject.read(path, names.of(path), files, problems);
      if (project != null) {
        collected.azureProjects.add(project);
      }
    }
  }

  private WorkspaceSources finish() {
    List<Problem> ofBicep = new ArrayList<>(bicep.takeProblems());
    Set<Integer> broken =
        ofBicep.stream()
            .filter(problem -> problem.severity() == Problem.Severity.ERROR)
            .map(problem -> problem.origin().file())
            .collect(Collectors.toSet());
    DeploymentAssembly deployments =
        new DeploymentAssembly(
            collected,
            reader,
            configured.environment(),
            file -> broken.contains(file.origin().file()),
            problems);
    OmissionNotes.note(deployments.omitted(), problems);
    InlineParameter.check(request.values(), deployments.list(), problems);
    new UnreadLanguages(walked).note(files, names, problems, unassessed);
    DeploymentFiles parts = new DeploymentFiles(names, deployments.list());
    skipped.addAll(deployments.skipped(parts));
    unassessed.addAll(deployments.unreached(parts));
    ofBicep.addAll(bicep.takeProblems());
    ofBicep.stream().filter(each -> !isIrrelevant(each, parts)).forEach(problems::add);
    return new WorkspaceSources(
        deployments.groups(),
        configured.environment(),
        parts.list(),
        skipped,
        unassessed,
        problems,
        files,
        bicep,
        modules,
        new DeploymentParameterValues(request.values(), variables),
        configured.settings());
  }

  /// Whether a problem is in a file that is not assessed; such problems are not reported.
  private boolean isIrrelevant(Problem problem, DeploymentFiles parts) {
    SourceFile where = found(problem.origin());
    return where != null && !parts.isInput(where.real());
  }

  private @Nullable SourceFile found(Origin origin) {
    for (List<SourceFile> each : List.of(collected.foundTemplates, collected.foundParameters)) {
      for (SourceFile file : each) {
        if (file instanceof BicepSourceFile && file.origin().file() == origin.file()) {
          return file;
        }
      }
    }
    return null;
  }
}

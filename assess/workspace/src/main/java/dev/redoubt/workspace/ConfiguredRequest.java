package dev.redoubt.workspace;

import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.workspace.configuration.WorkspaceConfiguration;
import dev.redoubt.workspace.configuration.WorkspaceConfiguration.ListedEnvironment;
import dev.redoubt.workspace.configuration.WorkspaceConfiguration.Setting;
import dev.redoubt.workspace.configuration.WorkspaceConfigurationReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A request together with the configuration files that apply to it. What the request says takes
/// precedence.
final class ConfiguredRequest {

  /// A configuration file.
  ///
  /// @param file absolute
  /// @param folders the assessed folders whose deployments it lists
  record Configured(Path file, WorkspaceConfiguration configuration, List<Path> folders) {}

  private final SourceRequest request;
  private final List<Configured> files = new ArrayList<>();
  private final WorkspaceConfiguration settings;
  private final List<Problem> problems;

  private ConfiguredRequest(
      SourceRequest request, DisplayPaths names, SourceFiles sources, List<Problem> problems) {
    this.request = request;
    this.problems = problems;
    List<Path> folders = request.paths().stream().filter(Files::isDirectory).toList();
    Path given = request.configuration();
    if (given != null && !given.equals(SourceRequest.NO_CONFIGURATION)) {
      read(given, folders, names, sources);
    } else if (given == null) {
      for (Path folder : folders) {
        Path file = folder.resolve(WorkspaceConfiguration.FILE_NAME);
        if (Files.isRegularFile(file) && RootFolder.holds(RootFolder.of(folder), file)) {
          read(file, List.of(folder), names, sources);
        }
      }
    }
    this.settings = settingsForAll();
    if (given == null) {
      UnreadConfigurations.noteAbove(request, names, sources, problems);
    }
    checkEnvironment(sources);
  }

  /// Reads the configuration file of the request, otherwise `redoubt.yaml` in each folder.
  static ConfiguredRequest of(
      SourceRequest request, DisplayPaths names, SourceFiles sources, List<Problem> problems) {
    return new ConfiguredRequest(request, names, sources, problems);
  }

  private void read(Path file, List<Path> folders, DisplayPaths names, SourceFiles sources) {
    folders.forEach(names::addFolder);
    names.addFile(file);
    List<Path> roots = new ArrayList<>(List.of(RootFolder.of(RootFolder.parent(file))));
    folders.forEach(folder -> roots.add(RootFolder.of(folder)));
    files.add(
        new Configured(
            file.toAbsolutePath().normalize(),
            new WorkspaceConfigurationReader(sources, problems).read(file, names.of(file), roots),
            folders));
  }

  /// The settings that apply to everything: of the file of the request, or of the only folder. The
  /// settings of one workload must not apply to another, so the files of several folders may only
  /// list deployments.
  private WorkspaceConfiguration settingsForAll() {
    if (files.size() == 1
        && (request.configuration() != null
            || !files.getFirst().configuration().hasSettingsForAll()
            || coversAll(files.getFirst()))) {
      return files.getFirst().configuration();
    }
    for (Configured each : files) {
      WorkspaceConfiguration configuration = each.configuration();
      if (configuration.hasSettingsForAll()) {
        problems.add(
            Problem.error(
                "%s cannot apply to %s; assess the folders one at a time, or give one file with `--config`"
                    .formatted(
                        names(configuration.settingsForAll()),
                        files.size() > 1
                            ? "several assessed folders"
                            : "what is assessed outside of this folder"),
                configuration.settingsForAll().getFirst().origin()));
      }
    }
    return WorkspaceConfiguration.empty(
        WorkspaceConfiguration.FILE_NAME, Path.of("").toAbsolutePath().normalize());
  }

  private static String names(List<Setting> settings) {
    return settings.stream().map(each -> "`" + each.name() + "`").collect(Collectors.joining(", "));
  }

  /// Whether everything that is assessed is in the folder of a file.
  private boolean coversAll(Configured file) {
    Path folder = file.configuration().folder();
    return request.standardInput() == null
        && request.paths().stream()
            .allMatch(path -> path.toAbsolutePath().normalize().startsWith(folder));
  }

  private void checkEnvironment(SourceFiles sources) {
    String environment = environment();
    if (environment != null && !settings.environments().isEmpty() && listed() == null) {
      String setting = request.environment() == null ? "workload.environment" : "environments";
      problems.add(
          Problem.warning(
              "the environment `%s` is not listed; listed are %s"
                  .formatted(
                      environment,
                      settings.environments().stream()
                          .map(each -> "`" + each.name() + "`")
                          .collect(Collectors.joining(", "))),
              settings.originOf(setting, sources.whole(settings.name()))));
    }
  }

  private @Nullable ListedEnvironment listed() {
    String environment = environment();
    return settings.environments().stream()
        .filter(each -> each.name().equals(environment))
        .findFirst()
        .orElse(null);
  }

  /// The configuration files, in the order of the folders.
  List<Configured> files() {
    return files;
  }

  /// The settings that apply to everything that is assessed.
  WorkspaceConfiguration settings() {
    return settings;
  }

  /// The environment; null if it is not given.
  @Nullable String environment() {
    String asked = request.environment();
    return asked == null ? settings.workload().environment() : asked;
  }

  /// The parameter files that the user names, otherwise those of the environment.
  List<Path> parameterFiles() {
    ListedEnvironment listed = listed();
    return request.parameterFiles().isEmpty() && listed != null
        ? listed.parameters()
        : request.parameterFiles();
  }

  /// The module folders of the configuration.
  List<Path> moduleFolders() {
    return settings.modulePath();
  }

  /// The module folders of the request and the configuration.
  List<Path> allModuleFolders() {
    List<Path> all = new ArrayList<>(request.moduleFolders());
    all.addAll(settings.modulePath());
    return all;
  }
}

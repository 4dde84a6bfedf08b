package dev.redoubt.workspace.configuration;

import dev.redoubt.configuration.ConfigurationError;
import dev.redoubt.configuration.ConfigurationException;
import dev.redoubt.configuration.ConfigurationFile;
import dev.redoubt.configuration.ConfigurationSection;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.workspace.configuration.WorkspaceConfiguration.DeclaredFact;
import dev.redoubt.workspace.configuration.WorkspaceConfiguration.Persona;
import dev.redoubt.workspace.configuration.WorkspaceConfiguration.Setting;
import dev.redoubt.workspace.configuration.WorkspaceConfiguration.Workload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Reads `redoubt.yaml` strictly: a setting that is not known is an error, because a misspelled one
/// would silently change what is assessed. To add a section, add a reader like
/// [DeploymentListReader] to [#read], and the section to `docs/schemas/redoubt-config.schema.json`.
public final class WorkspaceConfigurationReader {

  /// The settings that apply to everything that is assessed.
  private static final List<String> FOR_ALL =
      List.of(
          "environments",
          "modulePath",
          "platform",
          "tags",
          "allowedRegions",
          "severity",
          "policies",
          "exemptions",
          "statements",
          "baseline");

  private final SourceFiles files;
  private final List<Problem> problems;

  /// @param problems receives each error with its line and column
  public WorkspaceConfigurationReader(SourceFiles files, List<Problem> problems) {
    this.files = files;
    this.problems = problems;
  }

  /// Reads a file. What is invalid is added to the problems and left out.
  ///
  /// @param name the display name of the file
  /// @param roots files outside of these folders are not accepted; absolute
  public WorkspaceConfiguration read(Path file, String name, List<Path> roots) {
    Path absolute = file.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    Path folder = parent == null ? absolute : parent;
    try {
      return read(ConfigurationFile.read(file), name, new ConfiguredPaths(folder, roots));
    } catch (IOException _) {
      problems.add(Problem.error("cannot be read as a UTF-8 text file", files.whole(name)));
      return WorkspaceConfiguration.empty(name, folder);
    }
  }

  /// Reads the text of a file in a folder.
  WorkspaceConfiguration read(String text, String name, Path folder, List<Path> roots) {
    return read(ConfigurationFile.of(name, text), name, new ConfiguredPaths(folder, roots));
  }

  private WorkspaceConfiguration read(ConfigurationFile read, String name, ConfiguredPaths paths) {
    ConfigurationSection top = read.top();
    ResponsibilityReader responsibility = new ResponsibilityReader(files.add(name));
    WorkloadReader workload = new WorkloadReader(paths, responsibility);
    ControlSettingsReader controls = new ControlSettingsReader(responsibility);
    Workload about = WorkloadReader.workload(top);
    List<Persona> personas = WorkloadReader.personas(top);
    List<DeclaredFact> platform = new PlatformReader(responsibility).read(top);
    WorkspaceConfiguration configuration =
        new WorkspaceConfiguration(
            name,
            paths.folder(),
            about,
            new DeploymentListReader(paths).read(top),
            workload.environments(top),
            workload.modulePath(top),
            personas,
            platform,
            controls.tags(top),
            controls.regions(top),
            controls.severities(top),
            workload.policies(top),
            new ExemptionListReader(responsibility).read(top),
            new StatementListReader(responsibility).read(top),
            workload.baseline(top),
            unused(about, personas, platform),
            forAll(top, responsibility));
    end(read, name);
    return configuration;
  }

  private static List<Setting> forAll(ConfigurationSection top, ResponsibilityReader reader) {
    List<Setting> settings = new ArrayList<>();
    ConfigurationSection workload = top.optionalSection("workload").orElse(null);
    for (String name : List.of("environment", "sensitivity")) {
      if (workload != null && workload.has(name)) {
        settings.add(new Setting("workload." + name, reader.origin(workload, name)));
      }
    }
    for (String name : FOR_ALL) {
      if (top.hasContent(name)) {
        settings.add(new Setting(name, reader.origin(top, name)));
      }
    }
    return settings;
  }

  private static List<String> unused(
      Workload workload, List<Persona> personas, List<DeclaredFact> platform) {
    List<String> unused = new ArrayList<>();
    if (!workload.crownJewels().isEmpty()) {
      unused.add("workload.crownJewels");
    }
    if (!personas.isEmpty()) {
      unused.add("personas");
    }
    for (String kind : List.of("shape", "dns", "roles")) {
      if (platform.stream().anyMatch(each -> each.fact().kind().equals(kind))) {
        unused.add("platform." + kind);
      }
    }
    return unused;
  }

  private void end(ConfigurationFile read, String name) {
    try {
      read.end();
    } catch (ConfigurationException e) {
      int file = files.add(name);
      for (ConfigurationError error : e.errors()) {
        problems.add(Problem.error(error.message(), Origin.of(file, error.line(), error.column())));
      }
    }
  }
}

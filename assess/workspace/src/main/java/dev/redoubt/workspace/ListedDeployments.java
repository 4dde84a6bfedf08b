package dev.redoubt.workspace;

import dev.redoubt.estate.Problem;
import dev.redoubt.workspace.SourceSearch.Collected;
import dev.redoubt.workspace.configuration.WorkspaceConfiguration;
import dev.redoubt.workspace.configuration.WorkspaceConfiguration.ListedDeployment;
import dev.redoubt.workspace.configuration.WorkspaceConfiguration.ListedTemplate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The deployments that configuration files list. Within the folders of such a file, no other
/// template is an entry point.
final class ListedDeployments {

  /// A listed deployment.
  ///
  /// @param configuration the display name of the file that lists it
  record Listed(String name, String configuration, List<Template> templates) {}

  /// A template with its parameter files.
  record Template(SourceFile file, List<SourceFile> parameters) {}

  private final List<Listed> list = new ArrayList<>();
  private final Map<Path, String> folders = new HashMap<>();

  /// Adds the deployments of a configuration; nothing if it lists none.
  ///
  /// @param roots the folders that it applies to
  /// @param problems receives files that are not templates or parameter files
  void add(
      WorkspaceConfiguration configuration,
      List<Path> roots,
      Collected collected,
      SourceReader reader,
      List<Problem> problems) {
    Map<Path, SourceFile> known = new HashMap<>();
    Stream.of(collected.foundTemplates, collected.foundParameters)
        .flatMap(List::stream)
        .forEach(file -> known.put(file.real(), file));
    for (ListedDeployment deployment : configuration.deployments()) {
      List<Template> templates = new ArrayList<>();
      for (ListedTemplate each : deployment.templates()) {
        SourceFile file = known.computeIfAbsent(each.file(), reader::listed);
        List<SourceFile> parameters = new ArrayList<>();
        for (Path path : each.parameters()) {
          SourceFile parameter = known.computeIfAbsent(path, reader::listed);
          if (check(parameter, false, problems)) {
            parameters.add(parameter);
          }
        }
        if (check(file, true, problems)) {
          templates.add(new Template(file, parameters));
        }
      }
      if (!templates.isEmpty()) {
        list.add(new Listed(deployment.name(), configuration.name(), templates));
      }
    }
    if (!list.isEmpty()) {
      roots.forEach(root -> folders.put(root.toAbsolutePath().normalize(), configuration.name()));
    }
  }

  private static boolean check(
      @Nullable SourceFile file, boolean isTemplate, List<Problem> problems) {
    if (file == null) {
      return false; // a problem says why it cannot be read
    }
    boolean isRight = isTemplate ? file.kind().isTemplate() : file.kind().isParameters();
    if (!isRight) {
      problems.add(
          Problem.error(
              isTemplate
                  ? "listed as a template, but it is neither Bicep nor an ARM template"
                  : "listed as a parameter file, but it is not one",
              file.origin()));
    }
    return isRight;
  }

  List<Listed> list() {
    return list;
  }

  /// The configuration file that lists all deployments of the folder of a template; null if there
  /// is none.
  @Nullable String configurationOf(SourceFile template) {
    return folders.entrySet().stream()
        .filter(folder -> template.real().startsWith(folder.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  /// Whether a configuration file lists all deployments of the folder of a file.
  ///
  /// @param file absolute
  boolean isConfigured(Path file) {
    return folders.keySet().stream().anyMatch(file::startsWith);
  }

  /// The reason that a template is an entry point, by path.
  Map<Path, String> reasons() {
    Map<Path, String> reasons = new HashMap<>();
    for (Listed listed : list) {
      for (Template template : listed.templates()) {
        reasons.putIfAbsent(template.file().real(), reason(listed));
      }
    }
    return reasons;
  }

  static String reason(Listed listed) {
    return "listed as `" + listed.name() + "` in `" + listed.configuration() + "`";
  }
}

package dev.redoubt.workspace.configuration;

import dev.redoubt.configuration.ConfigurationSection;
import dev.redoubt.workspace.configuration.WorkspaceConfiguration.BaselineFile;
import dev.redoubt.workspace.configuration.WorkspaceConfiguration.ListedEnvironment;
import dev.redoubt.workspace.configuration.WorkspaceConfiguration.Persona;
import dev.redoubt.workspace.configuration.WorkspaceConfiguration.PolicyFolder;
import dev.redoubt.workspace.configuration.WorkspaceConfiguration.Workload;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads what the workload is and where its parts are: `workload`, `environments`, `modulePath`,
/// `personas`, `policies`, `baseline`.
final class WorkloadReader {

  private static final Pattern OBJECT_ID =
      Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private final ConfiguredPaths paths;
  private final ResponsibilityReader reader;

  WorkloadReader(ConfiguredPaths paths, ResponsibilityReader reader) {
    this.paths = paths;
    this.reader = reader;
  }

  static Workload workload(ConfigurationSection top) {
    ConfigurationSection section = top.section("workload").orElse(null);
    if (section == null) {
      return Workload.NONE;
    }
    Workload workload =
        new Workload(
            line(section, "name"),
            line(section, "environment"),
            line(section, "sensitivity"),
            section.textsOrNone("crownJewels"));
    section.end();
    return workload;
  }

  private static @Nullable String line(ConfigurationSection section, String name) {
    return section.text(name).map(text -> text.strip().replaceAll("\\s+", " ")).orElse(null);
  }

  List<ListedEnvironment> environments(ConfigurationSection top) {
    ConfigurationSection section = top.section("environments").orElse(null);
    if (section == null) {
      return List.of();
    }
    List<ListedEnvironment> environments = new ArrayList<>();
    for (String name : section.names()) {
      ConfigurationSection each = section.section(name).orElse(null);
      if (each != null) {
        List<Path> files = new ArrayList<>();
        if (!each.has("parameters")) {
          each.addError("`parameters` is missing");
        }
        for (String text : each.textsOrNone("parameters")) {
          Path file = paths.file(each, "parameters", text);
          if (file != null) {
            files.add(file);
          }
        }
        each.end();
        environments.add(new ListedEnvironment(name, files));
      }
    }
    return environments;
  }

  List<Path> modulePath(ConfigurationSection top) {
    List<Path> folders = new ArrayList<>();
    for (String text : top.textsOrNone("modulePath")) {
      Path folder = paths.folder(top, "modulePath", text);
      if (folder != null) {
        folders.add(folder);
      }
    }
    return folders;
  }

  /// Names of people and groups can be chosen by anybody, object ids cannot.
  static List<Persona> personas(ConfigurationSection top) {
    ConfigurationSection section = top.section("personas").orElse(null);
    if (section == null) {
      return List.of();
    }
    List<Persona> personas = new ArrayList<>();
    for (String name : section.names()) {
      List<String> principals = section.textsOrNone(name);
      for (String principal : principals) {
        if (!OBJECT_ID.matcher(principal).matches()) {
          section.addError(
              name,
              "`"
                  + principal
                  + "` is not an object id; write the id that Microsoft Entra shows for the user,"
                  + " group or service principal");
        }
      }
      personas.add(new Persona(name, principals));
    }
    return personas;
  }

  List<PolicyFolder> policies(ConfigurationSection top) {
    List<PolicyFolder> folders = new ArrayList<>();
    for (String text : top.textsOrNone("policies")) {
      Path folder = paths.folder(top, "policies", text);
      if (folder != null) {
        folders.add(new PolicyFolder(folder, text, reader.origin(top, "policies")));
      }
    }
    return folders;
  }

  @Nullable BaselineFile baseline(ConfigurationSection top) {
    String text = top.text("baseline").orElse(null);
    Path file = text == null ? null : paths.any(top, "baseline", text);
    return file == null ? null : new BaselineFile(file, reader.origin(top, "baseline"));
  }
}

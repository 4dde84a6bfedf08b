package dev.redoubt.workspace.configuration;

import dev.redoubt.configuration.ConfigurationSection;
import dev.redoubt.workspace.configuration.WorkspaceConfiguration.ListedDeployment;
import dev.redoubt.workspace.configuration.WorkspaceConfiguration.ListedTemplate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Reads the section `deployments`: a list of deployments, each with a name, and with either one
/// `template` and its `parameters`, or a list `join` of templates that are deployed together.
final class DeploymentListReader {

  /// Templates in one file. Repositories have at most some hundreds; more would let a small file
  /// keep an assessment busy for hours.
  static final int MAX_TEMPLATES = 2_000;

  private final ConfiguredPaths paths;
  private int count;

  DeploymentListReader(ConfiguredPaths paths) {
    this.paths = paths;
  }

  List<ListedDeployment> read(ConfigurationSection top) {
    List<ListedDeployment> deployments = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (ConfigurationSection section : top.sections("deployments")) {
      String name = section.required("name");
      if (!name.isEmpty() && !names.add(name)) {
        section.addError("name", "another deployment is also named `" + name + "`");
      }
      List<ListedTemplate> templates = templates(section);
      section.end();
      if (!name.isEmpty() && !templates.isEmpty()) {
        deployments.add(new ListedDeployment(name, templates));
      }
    }
    return deployments;
  }

  private List<ListedTemplate> templates(ConfigurationSection section) {
    List<ListedTemplate> templates = new ArrayList<>();
    if (section.has("join")) {
      for (String own : List.of("template", "parameters")) {
        if (section.has(own)) {
          section.addError(
              own, "`" + own + "` cannot stand beside `join`; move it into an entry of `join`");
        }
      }
      List<ConfigurationSection> parts = section.sections("join");
      if (parts.isEmpty()) {
        section.addError("join", "`join` must list at least one template");
      }
      for (ConfigurationSection part : parts) {
        add(part, templates);
        part.end();
      }
      return templates;
    }
    add(section, templates);
    return templates;
  }

  private void add(ConfigurationSection section, List<ListedTemplate> to) {
    if (++count > MAX_TEMPLATES) {
      if (count == MAX_TEMPLATES + 1) {
        section.addError("more than %d templates are listed".formatted(MAX_TEMPLATES));
      }
      section.names(); // marks all settings as known
      return;
    }
    Path template = paths.file(section, "template", section.required("template"));
    List<Path> parameters = new ArrayList<>();
    for (String text : section.textsOrNone("parameters")) {
      Path file = paths.file(section, "parameters", text);
      if (file != null) {
        parameters.add(file);
      }
    }
    if (template != null) {
      to.add(new ListedTemplate(template, parameters));
    }
  }
}

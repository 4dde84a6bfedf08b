package dev.redoubt.workspace.configuration;

import dev.redoubt.configuration.ConfigurationSection;
import dev.redoubt.workspace.configuration.WorkspaceConfiguration.ListedDeployment;
import dev.redoubt.workspace.configuration.WorkspaceConfiguration.ListedTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the section `deployments`: a list of deployments, each with a name, and with either one
/// `template` and its `parameters`, or a list `join` of templates that are deployed together.
final class DeploymentListReader {

  /// Templates in one file. Repositories have at most some hundreds; more would let a small file
  /// keep an assessment busy for hours.
  static final int MAX_TEMPLATES = 2_000;

  private final Path folder;
  private final List<Path> roots;
  private int count;

  /// @param folder what paths are relative to; absolute
  /// @param roots files outside of these folders are not accepted; absolute
  DeploymentListReader(Path folder, List<Path> roots) {
    this.folder = folder;
    this.roots = roots;
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
      for (ConfigurationSection part : section.sections("join")) {
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
    Path template = file(section, "template", section.required("template"));
    List<Path> parameters = new ArrayList<>();
    for (String text : section.texts("parameters")) {
      Path file = file(section, "parameters", text);
      if (file != null) {
        parameters.add(file);
      }
    }
    if (template != null) {
      to.add(new ListedTemplate(template, parameters));
    }
  }

  /// The file that a setting names; null if there is none, which is an error.
  private @Nullable Path file(ConfigurationSection section, String setting, String text) {
    if (text.isEmpty()) {
      return null;
    }
    try {
      Path file = folder.resolve(text).normalize();
      if (roots.stream().noneMatch(file::startsWith)) {
        section.addError(setting, "`" + text + "` is outside of the root folder");
      } else if (!Files.isRegularFile(file)) {
        section.addError(setting, "the file `" + text + "` does not exist");
      } else if (!isReallyInside(file)) {
        section.addError(
            setting, "`" + text + "` is a symbolic link to a file outside of the root folder");
      } else {
        return file;
      }
    } catch (InvalidPathException | IOException _) {
      section.addError(setting, "`" + text + "` cannot be read");
    }
    return null;
  }

  /// Whether a file is inside of a root after resolving symbolic links.
  private boolean isReallyInside(Path file) throws IOException {
    Path real = file.toRealPath();
    for (Path root : roots) {
      if (real.startsWith(root.toRealPath())) {
        return true;
      }
    }
    return false;
  }
}

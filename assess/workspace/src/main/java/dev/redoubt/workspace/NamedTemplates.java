package dev.redoubt.workspace;

import dev.redoubt.estate.Problem;
import dev.redoubt.workspace.BicepSourceFile.Using;
import dev.redoubt.workspace.EntryPoints.Entry;
import dev.redoubt.workspace.SourceSearch.Collected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds the templates that other files name as deployed: `using` in Bicep parameter files, and
/// projects of the Azure Developer CLI.
final class NamedTemplates {

  private final Collected collected;
  private final SourceReader reader;
  private final List<Problem> problems;
  private final Map<Path, SourceFile> templates = new HashMap<>();
  private final Map<Path, String> named = new HashMap<>();
  private final Map<Using, Entry> elsewhere = new LinkedHashMap<>();
  private final List<Entry> ofNamedFiles = new ArrayList<>();

  /// Adds named templates elsewhere within the root folder to the templates that were found.
  ///
  /// @param problems receives references to missing templates
  NamedTemplates(Collected collected, SourceReader reader, List<Problem> problems) {
    this.collected = collected;
    this.reader = reader;
    this.problems = problems;
    collected.foundTemplates.forEach(each -> templates.put(each.real(), each));
    collected.namedTemplates.forEach(each -> templates.put(each.real(), each));
    collected.azureProjects.forEach(this::azureProject);
    collected.namedBicepParameters.forEach(this::namedFile);
    for (SourceFile file : collected.givenParameters) {
      if (file instanceof BicepSourceFile it && it.using() instanceof Using.Local(var path, _, _)) {
        evidence(it, templates.get(path));
      }
    }
    for (SourceFile file : List.copyOf(collected.foundParameters)) {
      if (file instanceof BicepSourceFile it) {
        foundFile(it);
      }
    }
  }

  /// The reason that a template is an entry point, by path.
  Map<Path, String> named() {
    return named;
  }

  /// The templates of the parameter files that the user names as paths.
  List<Entry> ofNamedFiles() {
    return ofNamedFiles;
  }

  /// The parameter files whose templates are not local files, one per template.
  List<Entry> elsewhere() {
    return List.copyOf(elsewhere.values());
  }

  /// The parameter files for a template that the user names as paths.
  List<BicepSourceFile> namedFilesOf(SourceFile template) {
    return collected.namedBicepParameters.stream()
        .filter(
            file -> file.real().equals(template.real()) || template.real().equals(file.template()))
        .toList();
  }

  private void azureProject(AzdProject project) {
    for (Path module : project.modules()) {
      Path template = module.resolveSibling(module.getFileName() + ".bicep");
      if (templates.containsKey(template)) {
        named.put(template, "deployed by `" + project.name() + "`");
      } else if (project.isExplicit() && !Files.exists(template)) {
        String what = project.folder().relativize(template).toString().replace('\\', '/');
        problems.add(
            Problem.warning(
                "the template `" + what + "`, which this project deploys, does not exist",
                project.origin()));
      }
    }
  }

  private void namedFile(BicepSourceFile file) {
    switch (file.using()) {
      case Using.Local using -> {
        SourceFile template = template(file, using);
        if (template != null && !isNamed(template)) {
          ofNamedFiles.add(new Entry(template, namedBy(file, template)));
        }
      }
      case Using.Elsewhere _ -> ofNamedFiles.add(new Entry(file, DeploymentAssembly.NAMED));
      case Using.None _ ->
          problems.add(
              Problem.error(
                  "`using none` names no template; name a template as an argument and this file"
                      + " with `--parameters`",
                  file.origin()));
      case Using.Missing _ -> missing(file);
    }
  }

  private boolean isNamed(SourceFile template) {
    return Stream.concat(
            collected.namedTemplates.stream(), ofNamedFiles.stream().map(Entry::template))
        .anyMatch(each -> each.real().equals(template.real()));
  }

  private void foundFile(BicepSourceFile file) {
    switch (file.using()) {
      case Using.Local using -> evidence(file, template(file, using));
      case Using.Elsewhere using -> {
        if (!isTest(file)) {
          elsewhere.putIfAbsent(using, new Entry(file, "names its template with `using`"));
        }
      }
      case Using.None _ -> {}
      case Using.Missing _ -> missing(file);
    }
  }

  private void evidence(BicepSourceFile file, @Nullable SourceFile template) {
    if (template != null && (!isTest(file) || isTest(template))) {
      named.putIfAbsent(template.real(), namedBy(file, template));
    }
  }

  /// A file in the folder of the template is shown without its folder.
  private static String namedBy(SourceFile file, SourceFile template) {
    String name =
        file.folder().equals(template.folder())
            ? String.valueOf(file.path().getFileName())
            : file.name();
    return "used by `" + name + "`";
  }

  private boolean isTest(SourceFile file) {
    return collected.tests.contains(file.real());
  }

  private void missing(BicepSourceFile file) {
    problems.add(
        Problem.error("missing `using`; add for example `using 'main.bicep'`", file.origin()));
  }

  /// The template that a file names; null if it cannot be read, which is added to the problems.
  private @Nullable SourceFile template(BicepSourceFile file, Using.Local using) {
    SourceFile known = templates.get(using.file());
    if (known != null) {
      return known;
    }
    String complaint = complaint(using.file(), file.root());
    if (complaint != null) {
      problems.add(
          Problem.error("the template `" + using.text() + "` " + complaint, using.origin()));
      return null;
    }
    SourceFile read = reader.found(using.file(), file.root());
    if (read != null && read.kind().isTemplate()) {
      templates.put(read.real(), read);
      collected.foundTemplates.add(read);
      return read;
    }
    problems.add(
        Problem.error("`" + using.text() + "` is not a readable template", using.origin()));
    return null;
  }

  private static @Nullable String complaint(Path file, Path root) {
    try {
      if (!file.startsWith(root)) {
        return "is outside of the root folder";
      }
      if (!Files.isRegularFile(file)) {
        return "does not exist";
      }
      return file.toRealPath().startsWith(root.toRealPath())
          ? null
          : "is a symbolic link to a file outside of the root folder";
    } catch (IOException _) {
      return "cannot be read";
    }
  }
}

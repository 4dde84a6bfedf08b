package dev.redoubt.cli;

import dev.redoubt.estate.JsonReader;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.Value;
import dev.redoubt.findings.Assessment.Input;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What there is to assess: templates that are deployed on their own, each with its parameter
/// files, found by content.
///
/// @param deployments in the order in which they were named or found
/// @param skipped what was looked at and not taken, with why
/// @param problems what could not be read, or could be read in several ways
record Sources(
    List<Deployment> deployments,
    List<Skipped> skipped,
    List<Problem> problems,
    SourceFiles files) {

  Sources {
    deployments = List.copyOf(deployments);
    skipped = List.copyOf(skipped);
    problems = List.copyOf(problems);
  }

  /// A template and the parameter files that it is deployed with; of values for one parameter, the
  /// last one counts.
  record Deployment(SourceFile template, List<SourceFile> parameters) {
    Deployment {
      parameters = List.copyOf(parameters);
    }
  }

  /// A file that was not taken.
  record Skipped(String name, String why) {}

  /// The files that were taken.
  List<Input> inputs() {
    Stream<SourceFile> taken =
        Stream.concat(
            deployments.stream().map(Deployment::template),
            deployments.stream().flatMap(deployment -> deployment.parameters().stream()));
    return taken.map(file -> new Input(file.name(), file.kind().word())).distinct().toList();
  }

  /// Reads what the paths name. A file must be of use; in a folder, what is something else is
  /// skipped.
  ///
  /// @param parameters files that count for every template, whatever else is found
  /// @param environment chooses among several parameter files of a template; null: nobody said
  static Sources find(List<Path> paths, List<Path> parameters, @Nullable String environment) {
    Search search = new Search();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        search.folder(path);
      } else {
        search.named(path);
      }
    }
    parameters.forEach(search::parameters);
    return search.finish(environment);
  }

  /// Collects files.
  private static final class Search {

    private final SourceFiles files = new SourceFiles();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Skipped> skipped = new ArrayList<>();
    private final List<Path> walked = new ArrayList<>();
    private final List<SourceFile> namedTemplates = new ArrayList<>();
    private final List<SourceFile> foundTemplates = new ArrayList<>();
    private final List<SourceFile> namedParameters = new ArrayList<>();
    private final List<SourceFile> foundParameters = new ArrayList<>();

    void named(Path path) {
      SourceFile file = mustRead(path);
      if (file == null) {
        return;
      }
      switch (file.kind()) {
        case TEMPLATE -> add(file, namedTemplates);
        case PARAMETERS -> add(file, namedParameters);
        case OTHER ->
            problems.add(
                Problem.error(
                    "neither an ARM template nor a parameter file: `$schema` names neither",
                    file.json().origin()));
      }
    }

    void parameters(Path path) {
      SourceFile file = mustRead(path);
      if (file != null && file.kind() == ContentKind.PARAMETERS) {
        add(file, namedParameters);
      } else if (file != null) {
        problems.add(
            Problem.error(
                "not a parameter file: `$schema` is not that of `deploymentParameters.json`",
                file.json().origin()));
      }
    }

    private @Nullable SourceFile mustRead(Path path) {
      String name = name(path);
      if (name.endsWith(".bicep") || name.endsWith(".bicepparam")) {
        problems.add(Problem.error(Unread.BICEP, files.whole(name)));
        return null;
      }
      Value value = new JsonReader(files, problems).read(path, name);
      if (value instanceof ObjectValue object) {
        return new SourceFile(
            path,
            name,
            object,
            ContentKind.of(object),
            root(path.toAbsolutePath().normalize().getParent(), path));
      }
      if (value != null) {
        problems.add(Problem.error("the file holds no JSON object", value.origin()));
      }
      return null;
    }

    void folder(Path folder) {
      FolderWalk walk = FolderWalk.of(folder);
      for (Path unreadable : walk.unreadable()) {
        problems.add(
            Problem.error("cannot be read: permission denied", files.whole(name(unreadable))));
      }
      if (!walk.isComplete()) {
        problems.add(
            Problem.error(
                "the folder holds more than %d files, or is nested deeper than %d; name the folders that matter"
                    .formatted(FolderWalk.MAX_ENTRIES, FolderWalk.MAX_DEPTH),
                files.whole(name(folder))));
      }
      walked.addAll(walk.files());
      walk.files().forEach(file -> found(file, folder));
    }

    private void found(Path path, Path folder) {
      String name = name(path);
      boolean isJson = name.toLowerCase(Locale.ROOT).matches(".*\\.jsonc?");
      if (!isJson && !Sniff.mayBeTemplate(path)) {
        return;
      }
      List<Problem> own = new ArrayList<>();
      Value value = new JsonReader(files, own).read(path, name);
      if (value instanceof ObjectValue object && ContentKind.of(object) != ContentKind.OTHER) {
        problems.addAll(own);
        SourceFile file =
            new SourceFile(path, name, object, ContentKind.of(object), root(folder, path));
        add(file, file.kind() == ContentKind.TEMPLATE ? foundTemplates : foundParameters);
      } else if (value != null) {
        skipped.add(new Skipped(name, "neither an ARM template nor a parameter file"));
      } else if (isJson) {
        unreadable(path, own);
      }
    }

    /// What cannot be read may be a template: it is said, never passed over.
    private void unreadable(Path path, List<Problem> own) {
      boolean likely;
      try {
        likely =
            Files.size(path) > JsonReader.MAX_BYTES
                || ContentKind.isLikely(Files.readAllBytes(path));
      } catch (IOException e) {
        likely = true;
      }
      for (Problem problem : own) {
        problems.add(
            likely
                ? problem
                : Problem.warning(
                    problem.message() + "; whether it is a template cannot be told",
                    problem.origin()));
      }
    }

    private static void add(SourceFile file, List<SourceFile> to) {
      if (to.stream().noneMatch(each -> same(each, file))) {
        to.add(file);
      }
    }

    private static boolean same(SourceFile left, SourceFile right) {
      return left.path()
          .toAbsolutePath()
          .normalize()
          .equals(right.path().toAbsolutePath().normalize());
    }

    Sources finish(@Nullable String environment) {
      List<SourceFile> entries = new ArrayList<>(namedTemplates);
      List<SourceFile> found = foundTemplates.stream().filter(this::isNew).toList();
      List<SourceFile> foundEntries = new Links(found).entryPoints();
      for (SourceFile template : found) {
        if (foundEntries.contains(template)) {
          entries.add(template);
        } else {
          skipped.add(new Skipped(template.name(), "another template links it"));
        }
      }
      new Unread(walked).note(foundTemplates, files, problems);
      Twins.note(entries, problems);
      Pairing pairing = new Pairing(foundParameters, environment, problems);
      List<Deployment> deployments = new ArrayList<>();
      for (SourceFile template : entries) {
        List<SourceFile> own = namedParameters.isEmpty() ? pairing.of(template) : namedParameters;
        deployments.add(new Deployment(template, own));
      }
      if (namedParameters.isEmpty()) {
        pairing.leftOver().forEach(file -> skipped.add(new Skipped(file.name(), "not chosen")));
      }
      return new Sources(deployments, skipped, problems, files);
    }

    private boolean isNew(SourceFile file) {
      return namedTemplates.stream().noneMatch(each -> same(each, file));
    }

    /// Links are followed within the working directory, or, for what lies elsewhere, within the
    /// folder that was named.
    private static Path root(@Nullable Path named, Path file) {
      Path working = Path.of("").toAbsolutePath().normalize();
      Path absolute = file.toAbsolutePath().normalize();
      return named == null || absolute.startsWith(working)
          ? working
          : named.toAbsolutePath().normalize();
    }

    /// As the user wrote it, with slashes and without a needless dot at the start.
    private static String name(Path path) {
      String name = path.toString().replace('\\', '/');
      return name.startsWith("./") ? name.substring(2) : name;
    }
  }
}

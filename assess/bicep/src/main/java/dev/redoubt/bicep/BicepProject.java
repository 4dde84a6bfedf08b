package dev.redoubt.bicep;

import dev.redoubt.bicep.internal.content.ContentLoader;
import dev.redoubt.bicep.internal.content.LoadResult;
import dev.redoubt.bicep.internal.lowering.FileExports;
import dev.redoubt.bicep.internal.lowering.FileLowering;
import dev.redoubt.bicep.internal.lowering.ModuleTarget;
import dev.redoubt.bicep.internal.lowering.ParameterLowering;
import dev.redoubt.bicep.module.ArtifactReference;
import dev.redoubt.bicep.module.ArtifactStore;
import dev.redoubt.bicep.module.BicepConfigurations;
import dev.redoubt.bicep.module.ModulePath;
import dev.redoubt.bicep.syntax.BicepFile;
import dev.redoubt.bicep.syntax.BicepReader;
import dev.redoubt.bicep.syntax.Statement;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import dev.redoubt.template.LargeStackThread;
import dev.redoubt.template.syntax.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads and lowers the Bicep files below one folder and the modules that they use, each once.
///
/// Nothing outside the folder is read, also not through symbolic links, except modules that the
/// [ArtifactStore] finds. Never throws for the content of the files. Not thread-safe.
public final class BicepProject {

  /// The maximum nesting of modules. Public modules reach eight levels; the evaluation of
  /// deployments stops at 32.
  static final int MAX_NESTING = 64;

  private final Path root;
  private final Function<Path, String> naming;
  private final SourceFiles files;
  private final ArtifactStore artifacts;
  private final Function<String, @Nullable String> environment;
  private final List<Problem> problems;
  private final BicepConfigurations configurations;
  private final ContentLoader contents;
  private final Set<Problem> reported = new HashSet<>();

  private final Map<Path, @Nullable BicepFile> parsed = new HashMap<>();
  private final Map<Path, FileLowering.@Nullable Lowered> lowered = new HashMap<>();
  private final Map<Path, CompiledModule> compiled = new HashMap<>();
  private final Set<Path> inProgress = new HashSet<>();

  /// Creates a project.
  ///
  /// @param root the root folder; nothing outside it is read
  /// @param naming the display name of a file in messages
  /// @param environment the value of an environment variable, or null; for parameter files
  /// @param problems receives the problems of the files
  public BicepProject(
      Path root,
      Function<Path, String> naming,
      SourceFiles files,
      ArtifactStore artifacts,
      Function<String, @Nullable String> environment,
      List<Problem> problems) {
    this.root = root.toAbsolutePath().normalize();
    this.naming = naming;
    this.files = files;
    this.artifacts = artifacts;
    this.environment = environment;
    this.problems = problems;
    this.configurations = new BicepConfigurations(this.root, naming, files, problems);
    this.contents = new ContentLoader(this.root, naming, files, this::report);
  }

  /// The files whose content functions such as `loadTextContent` have loaded so far.
  public Set<Path> loadedFiles() {
    return contents.loadedFiles();
  }

  /// The syntax tree of a file, or null after reporting why it cannot be read.
  public @Nullable BicepFile file(Path file) {
    Path path = file.toAbsolutePath().normalize();
    if (!parsed.containsKey(path)) {
      parsed.put(path, BicepReader.read(path, naming.apply(path), files, problems));
    }
    return parsed.get(path);
  }

  /// The template of a Bicep file, or null after reporting why it cannot be read.
  public @Nullable Template template(Path file) {
    Path path = file.toAbsolutePath().normalize();
    FileLowering.Lowered found =
        deep(() -> lowered(path, files.whole(naming.apply(path)))).orElse(null);
    return found == null ? null : found.template();
  }

  private static <T> Optional<T> deep(Supplier<@Nullable T> task) {
    return LargeStackThread.call(() -> Optional.ofNullable(task.get()));
  }

  /// The values of a parameter file, or null after reporting why it cannot be read.
  public @Nullable BicepParameters parameters(Path file) {
    Path path = file.toAbsolutePath().normalize();
    return deep(() -> evaluated(path)).orElse(null);
  }

  private @Nullable BicepParameters evaluated(Path path) {
    BicepFile written = file(path);
    if (written == null) {
      return null;
    }
    FileDependencies reach = new FileDependencies(this, path, List.of());
    return new BicepParameters(using(written), ParameterLowering.values(written, reach, problems));
  }

  private static @Nullable String using(BicepFile written) {
    for (Statement statement : written.statements()) {
      if (statement instanceof Statement.Using(_, var path, _, _) && path != null) {
        return path.literalText();
      }
    }
    return null;
  }

  /// The template that a parameter file uses; null if it names none, or after reporting why the
  /// template is not available.
  public @Nullable Template templateOf(BicepParameters parameters, Path parameterFile) {
    String using = parameters.using();
    if (using == null) {
      return null;
    }
    Path path = parameterFile.toAbsolutePath().normalize();
    ModuleTarget target =
        LargeStackThread.call(() -> module(path, using, files.whole(naming.apply(path))));
    return target instanceof ModuleTarget.Resolved(var template) ? template : null;
  }

  /// The absolute path of the local template file in the `using` of a parameter file, whether the
  /// file exists or not; null if there is no `using` or it does not refer to a local file.
  public @Nullable Path templateFileOf(Path parameterFile) {
    BicepFile written = file(parameterFile);
    String using = written == null ? null : using(written);
    Path path = parameterFile.toAbsolutePath().normalize();
    return using == null ? null : new LocalReferences(configurations.of(path), path).file(using);
  }

  /// The local files that a file references by `module`, `import`, `using` or `extends`, whether
  /// they exist or not, in source order.
  public List<Path> localReferences(Path file) {
    BicepFile written = file(file);
    Path path = file.toAbsolutePath().normalize();
    return written == null
        ? List.of()
        : new LocalReferences(configurations.of(path), path).of(written);
  }

  /// The template of a module that a file references.
  ModuleTarget module(Path from, String text, Origin at) {
    return switch (ModulePath.parse(text, configurations.of(from))) {
      case ModulePath.Local local when local.isTemplate() -> compiledModule(from, local.path(), at);
      case ModulePath.Local(var path) -> bicepModule(beside(from, path), text, at);
      case ModulePath.Mapped(var path, _) -> bicepModule(path, text, at);
      case ModulePath.External(var reference) -> target(external(reference, text, at), text);
      case ModulePath.Invalid(var why) -> unavailable(Problem.error(why, at), text);
    };
  }

  private ModuleTarget bicepModule(@Nullable Path path, String text, Origin at) {
    Path file = path == null ? null : local(path, text, at);
    FileLowering.Lowered found = file == null ? null : lowered(file, at);
    return found == null
        ? new ModuleTarget.Unavailable(cause(text))
        : new ModuleTarget.Resolved(found.template());
  }

  private ModuleTarget compiledModule(Path from, String text, Origin at) {
    Path path = beside(from, text);
    Path file = path == null ? null : local(path, text, at);
    return target(file == null ? null : compiled(file, naming.apply(file)), text);
  }

  private static ModuleTarget target(@Nullable CompiledModule module, String text) {
    return module != null && module.template() != null
        ? new ModuleTarget.Resolved(module.template())
        : new ModuleTarget.Unavailable(cause(text));
  }

  private ModuleTarget unavailable(Problem problem, String text) {
    report(problem);
    return new ModuleTarget.Unavailable(cause(text));
  }

  private static UnknownCause cause(String text) {
    return new UnknownCause(
        UnknownCause.Kind.MISSING_TEMPLATE,
        "module `" + text + "` is not available",
        "the module in `--module-path DIR` or at the path in the file");
  }

  /// The exports of an imported file; null after reporting why they are unknown.
  @Nullable FileExports exports(Path from, String text, Origin at) {
    return switch (ModulePath.parse(text, configurations.of(from))) {
      case ModulePath.Local local when local.isTemplate() -> {
        Path path = beside(from, local.path());
        Path file = path == null ? null : local(path, text, at);
        yield file == null ? null : compiled(file, naming.apply(file)).exports();
      }
      case ModulePath.Local(var path) -> bicepExports(beside(from, path), text, at);
      case ModulePath.Mapped(var path, _) -> bicepExports(path, text, at);
      case ModulePath.External(var reference) -> {
        CompiledModule module = external(reference, text, at);
        yield module == null ? null : module.exports();
      }
      case ModulePath.Invalid(var why) -> {
        report(Problem.error(why, at));
        yield null;
      }
    };
  }

  private @Nullable FileExports bicepExports(@Nullable Path path, String text, Origin at) {
    Path file = path == null ? null : local(path, text, at);
    FileLowering.Lowered found = file == null ? null : lowered(file, at);
    return found == null ? null : found.exports();
  }

  private @Nullable CompiledModule external(ArtifactReference reference, String text, Origin at) {
    return switch (artifacts.find(reference)) {
      case ArtifactStore.Artifact.Found(var path, var name, _) -> compiled(path, name);
      case ArtifactStore.Artifact.Missing(var why) -> {
        report(
            Problem.warning(
                "module `%s` is not available: %s; its resources are unknown".formatted(text, why),
                at));
        yield null;
      }
    };
  }

  private CompiledModule compiled(Path file, String name) {
    return compiled.computeIfAbsent(file, path -> CompiledModule.read(path, name, files, problems));
  }

  /// The lowered form of a file, cached; null if the file cannot be read or is part of a module
  /// cycle.
  private FileLowering.@Nullable Lowered lowered(Path path, Origin at) {
    if (lowered.containsKey(path)) {
      return lowered.get(path);
    }
    if (inProgress.size() >= MAX_NESTING) {
      report(Problem.error("modules are nested more than " + MAX_NESTING + " levels deep", at));
      return null;
    }
    if (!inProgress.add(path)) {
      report(Problem.error("`" + naming.apply(path) + "` is involved in a module cycle", at));
      return null;
    }
    BicepFile written = file(path);
    FileLowering.Lowered made =
        written == null
            ? null
            : FileLowering.lower(
                written, naming.apply(path), new FileDependencies(this, path, List.of()), problems);
    inProgress.remove(path);
    lowered.put(path, made);
    return made;
  }

  /// Resolves a path against the folder of another file; null, after reporting a problem, if it is
  /// not a valid path.
  private @Nullable Path beside(Path from, String text) {
    try {
      Path folder = from.getParent();
      return (folder == null ? root : folder).resolve(text).normalize();
    } catch (InvalidPathException _) {
      return null;
    }
  }

  /// Returns the path if the file exists and is inside the root folder; otherwise null, after
  /// reporting a problem.
  @Nullable Path local(Path path, String text, Origin at) {
    try {
      if (!path.startsWith(root)) {
        report(Problem.warning("`" + text + "` is outside the scanned folder; it is not read", at));
        return null;
      }
      if (!Files.isRegularFile(path)) {
        report(Problem.error("`" + text + "` does not exist", at));
        return null;
      }
      if (!path.toRealPath().startsWith(root.toRealPath())) {
        report(
            Problem.warning(
                "`" + text + "` is a link to a file outside the scanned folder; it is not read",
                at));
        return null;
      }
      return path;
    } catch (IOException _) {
      report(Problem.error("`" + text + "` cannot be read", at));
      return null;
    }
  }

  void report(Problem problem) {
    if (reported.add(problem)) {
      problems.add(problem);
    }
  }

  LoadResult content(String function, List<Value> arguments, Path from, Origin at) {
    return contents.load(function, arguments, from, at);
  }

  @Nullable String environmentVariable(String name) {
    return environment.apply(name);
  }

  /// The parameter file that another parameter file extends; null after reporting a problem.
  @Nullable Path extended(Path from, String text, Origin at) {
    Path path = beside(from, text);
    return path == null ? null : local(path, text, at);
  }
}

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

/// The Bicep files below one folder, each read and lowered once, with the modules that they use.
///
/// Nothing outside of the folder is read, symbolic links included, except modules that the
/// [ArtifactStore] finds. Never throws for what the files contain. Not safe for use by several
/// threads.
public final class BicepProject {

  /// Modules within one another. Public ones reach eight; the evaluation of deployments stops at 32
  /// as well.
  static final int MAX_NESTING = 64;

  private final Path root;
  private final Function<Path, String> naming;
  private final SourceFiles files;
  private final ArtifactStore artifacts;
  private final Function<String, @Nullable String> environment;
  private final List<Problem> problems;
  private final BicepConfigurations configurations;
  private final ContentLoader contents;
  private final Set<Problem> said = new HashSet<>();

  private final Map<Path, @Nullable BicepFile> parsed = new HashMap<>();
  private final Map<Path, FileLowering.@Nullable Lowered> lowered = new HashMap<>();
  private final Map<Path, CompiledModule> compiled = new HashMap<>();
  private final Set<Path> underWay = new HashSet<>();

  /// A project.
  ///
  /// @param root the folder outside of which nothing is read
  /// @param naming what to call a file in messages
  /// @param environment the value of an environment variable, or null; for parameter files
  /// @param problems takes what is wrong with the files
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

  /// The tree of a file, or null after saying why it cannot be read.
  public @Nullable BicepFile file(Path file) {
    Path path = file.toAbsolutePath().normalize();
    if (!parsed.containsKey(path)) {
      parsed.put(path, BicepReader.read(path, naming.apply(path), files, problems));
    }
    return parsed.get(path);
  }

  /// The template that a Bicep file is, or null after saying why it cannot be read.
  public @Nullable Template template(Path file) {
    Path path = file.toAbsolutePath().normalize();
    FileLowering.Lowered found =
        deep(() -> lowered(path, files.whole(naming.apply(path)))).orElse(null);
    return found == null ? null : found.template();
  }

  private static <T> Optional<T> deep(Supplier<@Nullable T> task) {
    return LargeStackThread.call(() -> Optional.ofNullable(task.get()));
  }

  /// What a parameter file gives, or null after saying why it cannot be read.
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

  /// The template that a parameter file is for; null where it names none, or after saying why it
  /// cannot be had.
  public @Nullable Template templateOf(BicepParameters parameters, Path parameterFile) {
    String using = parameters.using();
    if (using == null) {
      return null;
    }
    Path path = parameterFile.toAbsolutePath().normalize();
    ModuleTarget target =
        LargeStackThread.call(() -> module(path, using, files.whole(naming.apply(path))));
    return target instanceof ModuleTarget.Known(var template) ? template : null;
  }

  /// The local file that a parameter file names as its template, absolute, whether it is there or
  /// not; null where it names none, or one that is no local file.
  public @Nullable Path templateFileOf(Path parameterFile) {
    BicepFile written = file(parameterFile);
    String using = written == null ? null : using(written);
    Path path = parameterFile.toAbsolutePath().normalize();
    return using == null ? null : new LocalReferences(configurations.of(path), path).file(using);
  }

  /// The local files that a file names as modules, imports, `using` or `extends`, whether they are
  /// there or not, in the order they are named.
  public List<Path> localReferences(Path file) {
    BicepFile written = file(file);
    Path path = file.toAbsolutePath().normalize();
    return written == null
        ? List.of()
        : new LocalReferences(configurations.of(path), path).of(written);
  }

  /// The template of a module that a file names.
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
        : new ModuleTarget.Known(found.template());
  }

  private ModuleTarget compiledModule(Path from, String text, Origin at) {
    Path path = beside(from, text);
    Path file = path == null ? null : local(path, text, at);
    return target(file == null ? null : compiled(file, naming.apply(file)), text);
  }

  private static ModuleTarget target(@Nullable CompiledModule module, String text) {
    return module != null && module.template() != null
        ? new ModuleTarget.Known(module.template())
        : new ModuleTarget.Unavailable(cause(text));
  }

  private ModuleTarget unavailable(Problem problem, String text) {
    report(problem);
    return new ModuleTarget.Unavailable(cause(text));
  }

  private static UnknownCause cause(String text) {
    return new UnknownCause(
        UnknownCause.Kind.MISSING_TEMPLATE,
        "module `" + text + "` is not at hand",
        "the module, in `--module-path DIR` or where the file says");
  }

  /// What the file of an import exports; null after saying why that is not known.
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
      case ArtifactStore.Artifact.Found(var path, var name) -> compiled(path, name);
      case ArtifactStore.Artifact.Missing(var why) -> {
        report(
            Problem.warning(
                "module `%s` cannot be had: %s; what it deploys is not known".formatted(text, why),
                at));
        yield null;
      }
    };
  }

  private CompiledModule compiled(Path file, String name) {
    return compiled.computeIfAbsent(file, path -> CompiledModule.read(path, name, files, problems));
  }

  /// A file that is lowered once; null where it cannot be read, or contains itself.
  private FileLowering.@Nullable Lowered lowered(Path path, Origin at) {
    if (lowered.containsKey(path)) {
      return lowered.get(path);
    }
    if (underWay.size() >= MAX_NESTING) {
      report(Problem.error("modules are nested deeper than " + MAX_NESTING, at));
      return null;
    }
    if (!underWay.add(path)) {
      report(Problem.error("`" + naming.apply(path) + "` is a module of itself", at));
      return null;
    }
    BicepFile written = file(path);
    FileLowering.Lowered made =
        written == null
            ? null
            : FileLowering.lower(
                written, naming.apply(path), new FileDependencies(this, path, List.of()), problems);
    underWay.remove(path);
    lowered.put(path, made);
    return made;
  }

  /// A file beside another one; null, after a problem, where that is no path.
  private @Nullable Path beside(Path from, String text) {
    try {
      Path folder = from.getParent();
      return (folder == null ? root : folder).resolve(text).normalize();
    } catch (InvalidPathException _) {
      return null;
    }
  }

  /// A file that is there and lies within the folder; else null, after a problem.
  @Nullable Path local(Path path, String text, Origin at) {
    try {
      if (!path.startsWith(root)) {
        report(
            Problem.warning(
                "`" + text + "` lies outside of the folder that is read; it is not known", at));
        return null;
      }
      if (!Files.isRegularFile(path)) {
        report(Problem.error("`" + text + "` is not there", at));
        return null;
      }
      if (!path.toRealPath().startsWith(root.toRealPath())) {
        report(
            Problem.warning(
                "`" + text + "` leads outside of the folder that is read; it is not known", at));
        return null;
      }
      return path;
    } catch (IOException _) {
      report(Problem.error("`" + text + "` cannot be read", at));
      return null;
    }
  }

  void report(Problem problem) {
    if (said.add(problem)) {
      problems.add(problem);
    }
  }

  LoadResult content(String function, List<Value> arguments, Path from, Origin at) {
    return contents.load(function, arguments, from, at);
  }

  @Nullable String environmentVariable(String name) {
    return environment.apply(name);
  }

  /// A parameter file that another one extends; null after a problem.
  @Nullable Path extended(Path from, String text, Origin at) {
    Path path = beside(from, text);
    return path == null ? null : local(path, text, at);
  }
}

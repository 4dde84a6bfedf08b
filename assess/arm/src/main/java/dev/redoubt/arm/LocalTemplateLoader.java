package dev.redoubt.arm;

import dev.redoubt.estate.JsonWriter;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import dev.redoubt.template.deployment.TemplateLoader;
import dev.redoubt.template.syntax.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Loads linked templates from files next to the template that links to them. Never downloads
/// anything, and never reads a file outside one folder, not even through symbolic links.
///
/// Each file is read once, however often it is linked. Not thread-safe.
public final class LocalTemplateLoader implements TemplateLoader {

  private final Path root;
  private final Path entryFile;
  private final String entryName;
  private final SourceFiles files;
  private final List<Problem> problems;
  private final Map<String, Path> pathByName = new HashMap<>();
  private final Map<Path, Loaded> loadedByPath = new HashMap<>();
  private final Set<Problem> reported = new HashSet<>();

  /// Creates a loader for the links of one template.
  ///
  /// @param root the folder; nothing outside of it is read
  /// @param entry the template that is deployed
  /// @param entryFile the file of that template
  /// @param problems receives the errors and warnings about links and linked files
  public LocalTemplateLoader(
      Path root, Template entry, Path entryFile, SourceFiles files, List<Problem> problems) {
    this.root = root;
    this.files = files;
    this.problems = problems;
    this.entryFile = entryFile;
    this.entryName = entry.file();
    pathByName.put(entryName, entryFile);
  }

  @Override
  public Loaded load(Value location, boolean relative, Template from, Origin origin) {
    if (location instanceof StringValue(var uri, _) && LinkedTemplatePath.isAbsolute(uri)) {
      return missing(
          "the linked template `"
              + withoutQuery(uri)
              + "` is not a local file, and is not downloaded",
          origin);
    }
    String path = LinkedTemplatePath.of(location);
    Path linking = pathByName.get(from.file());
    if (path == null || linking == null) {
      return missing(
          "the location of a linked template is unknown: `" + JsonWriter.asText(location) + "`",
          origin);
    }
    try {
      Path target = beside(linking, path);
      if (!Files.isRegularFile(target)) {
        // the base path may have been passed down from the deployed template
        Path besideEntry = beside(entryFile, path);
        if (Files.isRegularFile(besideEntry)) {
          return load(besideEntry, nameBeside(entryName, path), path, origin);
        }
      }
      return load(target, nameBeside(from.file(), path), path, origin);
    } catch (InvalidPathException _) {
      return missing("`" + path + "` is not a valid file path", origin);
    } catch (IOException e) {
      return missing("the linked template `" + path + "` cannot be read", origin);
    }
  }

  private Path beside(Path file, String path) {
    Path folder = file.toAbsolutePath().getParent();
    return (folder == null ? root : folder).resolve(path).normalize();
  }

  private Loaded load(Path target, String name, String written, Origin origin) throws IOException {
    if (!target.startsWith(root.toAbsolutePath().normalize())) {
      return outside(written, origin);
    }
    if (!Files.isRegularFile(target)) {
      return missing("the linked template `" + written + "` does not exist", origin);
    }
    Path real = target.toRealPath();
    if (!real.startsWith(root.toRealPath())) {
      return outside(written, origin);
    }
    Loaded known = loadedByPath.get(real);
    if (known == null) {
      known = read(real, name, written);
      loadedByPath.put(real, known);
      pathByName.putIfAbsent(name, real);
    }
    return known;
  }

  private Loaded read(Path file, String name, String written) {
    Template template = ArmTemplates.readTemplate(file, name, files, problems);
    return template == null
        ? new Loaded.Missing(cause("the linked template `" + written + "` cannot be read"))
        : new Loaded.Found(template);
  }

  private Loaded outside(String written, Origin origin) {
    return missing("the linked template `" + written + "` is outside the scanned folder", origin);
  }

  private Loaded missing(String why, Origin origin) {
    Problem problem = Problem.warning(why + "; its resources are unknown", origin);
    if (reported.add(problem)) {
      problems.add(problem);
    }
    return new Loaded.Missing(cause(why));
  }

  private static UnknownCause cause(String why) {
    return new UnknownCause(
        UnknownCause.Kind.MISSING_TEMPLATE,
        why,
        "the linked template in a local file, next to the template that links to it");
  }

  /// Tokens are secrets and are part of the query.
  private static String withoutQuery(String uri) {
    int query = uri.indexOf('?');
    return query < 0 ? uri : uri.substring(0, query);
  }

  /// Returns the name of a file next to another one, as the user would write it.
  private static String nameBeside(String linking, String path) {
    Path name = Path.of(linking).resolveSibling(path).normalize();
    return name.toString().replace('\\', '/');
  }

  /// Returns the file that a template of the given name was read from, or null if this loader did
  /// not read it.
  public @Nullable Path fileOf(String name) {
    return pathByName.get(name);
  }
}

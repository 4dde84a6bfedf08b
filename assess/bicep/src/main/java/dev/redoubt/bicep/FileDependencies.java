package dev.redoubt.bicep;

import dev.redoubt.bicep.internal.content.LoadResult;
import dev.redoubt.bicep.internal.lowering.ExternalFiles;
import dev.redoubt.bicep.internal.lowering.FileExports;
import dev.redoubt.bicep.internal.lowering.ModuleTarget;
import dev.redoubt.bicep.syntax.BicepFile;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Gives one file of a project access to its modules, imports and loaded files.
///
/// @param file absolute
/// @param extending the chain of parameter files that extend this file, outermost first
record FileDependencies(BicepProject project, Path file, List<Path> extending)
    implements ExternalFiles {

  FileDependencies {
    extending = List.copyOf(extending);
  }

  @Override
  public ModuleTarget module(String path, Origin origin) {
    return project.module(file, path, origin);
  }

  @Override
  public @Nullable FileExports exports(String path, Origin origin) {
    return project.exports(file, path, origin);
  }

  @Override
  public @Nullable Extended extended(String path, Origin origin) {
    Path base = project.extended(file, path, origin);
    if (base != null && (base.equals(file) || extending.contains(base))) {
      project.report(Problem.error("`" + path + "` extends itself", origin));
      return null;
    }
    BicepFile written = base == null ? null : project.file(base);
    return base == null || written == null
        ? null
        : new Extended(written, new FileDependencies(project, base, with(file)));
  }

  @Override
  public LoadResult content(String function, List<Value> arguments, Origin origin) {
    return project.content(function, arguments, file, origin);
  }

  @Override
  public @Nullable String environmentVariable(String name) {
    return project.environmentVariable(name);
  }

  private List<Path> with(Path another) {
    List<Path> longer = new ArrayList<>(extending);
    longer.add(another);
    return longer;
  }
}

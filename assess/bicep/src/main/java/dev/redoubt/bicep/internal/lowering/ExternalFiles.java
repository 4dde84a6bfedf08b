package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.bicep.internal.content.LoadResult;
import dev.redoubt.bicep.syntax.BicepFile;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Gives one file access to other files: modules, imports, content and environment variables. All
/// paths are as written, relative to the file.
public interface ExternalFiles {

  /// The template of a module.
  ///
  /// @param origin the location of the path
  ModuleTarget module(String path, Origin origin);

  /// The exports of an imported file; null if not available, which has been reported.
  @Nullable FileExports exports(String path, Origin origin);

  /// The extended parameter file, with its own external files; null if not available, which has
  /// been reported.
  @Nullable Extended extended(String path, Origin origin);

  /// The content of a file, for `loadTextContent` and similar functions.
  LoadResult content(String function, List<Value> arguments, Origin origin);

  /// The value of an environment variable, or null.
  @Nullable String environmentVariable(String name);

  /// An extended parameter file.
  record Extended(BicepFile file, ExternalFiles outside) {}
}

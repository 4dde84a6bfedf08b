package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.bicep.internal.content.LoadResult;
import dev.redoubt.bicep.syntax.BicepFile;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one file reaches outside of itself. All paths are as written, relative to the file.
public interface ExternalFiles {

  /// The template of a module.
  ///
  /// @param origin where the path is written
  ModuleTarget module(String path, Origin origin);

  /// What the file of an import exports; null where it cannot be had, which has been reported.
  @Nullable FileExports exports(String path, Origin origin);

  /// The parameter file that one extends, with what that file reaches; null where it cannot be had,
  /// which has been reported.
  @Nullable Extended extended(String path, Origin origin);

  /// The content of a file, for `loadTextContent` and its like.
  LoadResult content(String function, List<Value> arguments, Origin origin);

  /// The value of an environment variable, or null.
  @Nullable String environmentVariable(String name);

  /// A parameter file that another one extends.
  record Extended(BicepFile file, ExternalFiles outside) {}
}

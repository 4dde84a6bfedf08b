package dev.redoubt.bicep;

import dev.redoubt.bicep.module.BicepConfiguration;
import dev.redoubt.bicep.module.ModulePath;
import dev.redoubt.bicep.syntax.BicepExpression;
import dev.redoubt.bicep.syntax.BicepFile;
import dev.redoubt.bicep.syntax.Statement;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Resolves the local files that a Bicep file references.
///
/// @param from the file that contains the references
record LocalReferences(BicepConfiguration configuration, Path from) {

  List<Path> of(BicepFile file) {
    List<Path> found = new ArrayList<>();
    for (Statement statement : file.statements()) {
      String text = path(statement);
      Path path = text == null ? null : file(text);
      if (path != null) {
        found.add(path);
      }
    }
    return found;
  }

  private static @Nullable String path(Statement statement) {
    BicepExpression written =
        switch (statement) {
          case Statement.Module it -> it.path();
          case Statement.Test it -> it.path();
          case Statement.Import it -> it.path();
          case Statement.Using it -> it.path();
          case Statement.Extends it -> it.path();
          case Statement.TargetScope _,
              Statement.Metadata _,
              Statement.Parameter _,
              Statement.Variable _,
              Statement.Function _,
              Statement.TypeAlias _,
              Statement.Resource _,
              Statement.Output _,
              Statement.Extension _,
              Statement.Assert _,
              Statement.ParameterAssignment _,
              Statement.ExtensionConfiguration _ ->
              null;
        };
    return written == null ? null : written.literalText();
  }

  /// The file that a path refers to; null if it is not a local file.
  @Nullable Path file(String text) {
    try {
      return switch (ModulePath.parse(text, configuration)) {
        case ModulePath.Local(var path) -> from.resolveSibling(path).normalize();
        case ModulePath.Mapped(var path, _) -> path;
        case ModulePath.External _, ModulePath.Invalid _ -> null;
      };
    } catch (InvalidPathException _) {
      return null;
    }
  }
}

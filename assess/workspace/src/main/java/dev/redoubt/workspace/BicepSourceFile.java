package dev.redoubt.workspace;

import dev.redoubt.bicep.BicepProject;
import dev.redoubt.bicep.syntax.BicepExpression;
import dev.redoubt.bicep.syntax.BicepFile;
import dev.redoubt.bicep.syntax.Statement;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.PropertyName;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A Bicep file, or a Bicep parameter file.
///
/// @param project the project that reads it and the files that it imports
record BicepSourceFile(
    Path path, String name, ContentKind kind, Path root, BicepFile tree, BicepProject project)
    implements SourceFile {

  private static final String MODULE = "microsoft.resources/deployments";

  /// The `using` declaration of a parameter file.
  sealed interface Using {

    /// Names a local file, which may not exist.
    ///
    /// @param file absolute
    record Local(Path file, String text, Origin origin) implements Using {}

    /// Names a module that is not a local file.
    record Elsewhere(String text) implements Using {}

    /// `using none`.
    record None() implements Using {}

    /// There is no `using` declaration.
    record Missing() implements Using {}
  }

  @Override
  public Origin origin() {
    return tree.origin();
  }

  @Override
  public Set<String> parameterNames() {
    Set<String> names = new HashSet<>();
    for (Statement statement : tree.statements()) {
      if (statement instanceof Statement.Parameter it) {
        names.add(PropertyName.folded(it.name().text()));
      } else if (statement instanceof Statement.ParameterAssignment it) {
        names.add(PropertyName.folded(it.name().text()));
      }
    }
    return names;
  }

  @Override
  public Map<String, Integer> resourceTypes() {
    Map<String, Integer> types = new TreeMap<>();
    for (Statement statement : tree.statements()) {
      if (statement instanceof Statement.Module) {
        types.merge(MODULE, 1, Integer::sum);
      } else if (statement instanceof Statement.Resource it && !it.existing()) {
        String type = it.type().literalText();
        if (type != null) {
          types.merge(PropertyName.folded(type.replaceFirst("@.*", "")), 1, Integer::sum);
        }
      }
    }
    return types;
  }

  /// Whether it declares resources or modules; otherwise it only exports declarations.
  boolean deploys() {
    return tree.statements().stream()
        .anyMatch(
            statement ->
                statement instanceof Statement.Module || statement instanceof Statement.Resource);
  }

  /// The local files that it names as modules, imports, tests, `using` or `extends`; absolute, and
  /// they may not exist.
  List<Path> references() {
    return project.localReferences(path);
  }

  /// The `using` declaration of a parameter file.
  Using using() {
    for (Statement statement : tree.statements()) {
      if (statement instanceof Statement.Using(_, var written, _, var origin)) {
        return written == null ? new Using.None() : using(written, origin);
      }
    }
    return new Using.Missing();
  }

  private Using using(BicepExpression written, Origin origin) {
    String text = written.literalText();
    if (text == null) {
      return new Using.Missing();
    }
    Path file = project.templateFileOf(path);
    return file == null ? new Using.Elsewhere(text) : new Using.Local(file, text, origin);
  }

  /// The local template of a parameter file, absolute; null if it names none.
  @Nullable Path template() {
    return using() instanceof Using.Local(var file, _, _) ? file : null;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SourceFile file && real().equals(file.real());
  }

  @Override
  public int hashCode() {
    return real().hashCode();
  }
}

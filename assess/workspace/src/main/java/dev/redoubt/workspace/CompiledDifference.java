package dev.redoubt.workspace;

import dev.redoubt.bicep.syntax.BicepExpression;
import dev.redoubt.bicep.syntax.Statement;
import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The difference between a compiled template and the Bicep file beside it, with their modules: the
/// types of resources that only one of them deploys. A difference means that the Bicep file was
/// changed after it was compiled.
final class CompiledDifference {

  private static final String MODULE = "microsoft.resources/deployments";

  /// Types that the text names.
  private static final int MAX_TYPES = 3;

  private final Map<Path, BicepSourceFile> files;
  private final Set<String> declared = new TreeSet<>();
  private final Set<Path> read = new HashSet<>();

  /// Whether a module was not found, so that more types may be declared.
  private boolean isOpen;

  /// @param files all Bicep files that were found
  CompiledDifference(Map<Path, BicepSourceFile> files) {
    this.files = files;
  }

  /// What a compiled template deploys, or does not deploy, unlike the Bicep file; null if no
  /// difference is certain.
  @Nullable String of(JsonSourceFile compiled, BicepSourceFile original) {
    Set<String> deployed = new TreeSet<>();
    collect(compiled.json(), deployed);
    collect(original);
    Set<String> more = new TreeSet<>(deployed);
    more.removeAll(declared);
    if (!more.isEmpty() && !isOpen) {
      return "it deploys " + names(more) + ", which the Bicep file does not";
    }
    Set<String> less = new TreeSet<>(declared);
    less.removeAll(deployed);
    return less.isEmpty()
        ? null
        : "it does not deploy " + names(less) + ", which the Bicep file does";
  }

  private static String names(Set<String> types) {
    int more = types.size() - MAX_TYPES;
    return types.stream()
            .limit(MAX_TYPES)
            .map(each -> "`" + each + "`")
            .collect(Collectors.joining(", "))
        + (more > 0 ? " and " + more + " more" : "");
  }

  private static void collect(ObjectValue template, Set<String> types) {
    switch (template.get("resources")) {
      case ArrayValue array -> array.forEach(each -> add(each, types));
      case ObjectValue object -> {
        for (int i = 0; i < object.size(); i++) {
          add(object.valueAt(i), types);
        }
      }
      case null, default -> {}
    }
  }

  private static void add(Value written, Set<String> types) {
    if (!(written instanceof ObjectValue resource)
        || !(resource.get("type") instanceof StringValue(var type, _))
        || (resource.get("existing") instanceof BooleanValue(var existing, _) && existing)) {
      return;
    }
    String folded = PropertyName.folded(type);
    if (!folded.equals(MODULE)) {
      types.add(folded);
    } else if (resource.at("properties.template") instanceof ObjectValue nested) {
      collect(nested, types);
    }
  }

  private void collect(BicepSourceFile file) {
    if (!read.add(file.real())) {
      return;
    }
    for (Statement statement : file.tree().statements()) {
      switch (statement) {
        case Statement.Resource it -> collect(it, "");
        case Statement.Module it -> module(file, it.path().literalText());
        default -> {}
      }
    }
  }

  private void module(BicepSourceFile user, @Nullable String path) {
    BicepSourceFile module =
        path == null || path.contains(":")
            ? null
            : files.get(user.real().resolveSibling(path).normalize());
    if (module == null) {
      isOpen = true;
    } else {
      collect(module);
    }
  }

  /// @param around the type of the resource that this one is nested in, with a slash; or empty
  private void collect(Statement.Resource resource, String around) {
    String written = resource.type().literalText();
    if (written == null) {
      isOpen = true;
      return;
    }
    String type = around + PropertyName.folded(written.replaceFirst("@.*", ""));
    if (!resource.existing() && !type.equals(MODULE)) {
      declared.add(type);
    }
    for (BicepExpression.Entry entry : entries(resource.body())) {
      if (entry instanceof BicepExpression.NestedResource(var child)) {
        collect(child, type + "/");
      }
    }
  }

  private static List<BicepExpression.Entry> entries(BicepExpression body) {
    return switch (body) {
      case BicepExpression.For loop -> entries(loop.body());
      case BicepExpression.If(_, var then, _) -> entries(then);
      case BicepExpression.Parenthesized(var inner, _) -> entries(inner);
      case BicepExpression.ObjectLiteral object -> object.entries();
      default -> List.of();
    };
  }
}

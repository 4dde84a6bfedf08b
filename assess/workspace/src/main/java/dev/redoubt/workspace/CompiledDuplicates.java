package dev.redoubt.workspace;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds templates in the same folder that are two forms of one template.
///
/// JSON that was compiled from a Bicep file in the same folder is not assessed. Other duplicates
/// can only be suspected, such as a compiled `main.json` next to the `azuredeploy.json` that it
/// replaces: both are assessed, each on its own, with a note.
final class CompiledDuplicates {

  /// Pairs that the note names.
  private static final int MAX_PAIRS = 3;

  private final Map<Path, SourceFile> originals = new HashMap<>();
  private final Map<Path, String> differences = new HashMap<>();

  /// @param templates all templates that were found
  CompiledDuplicates(List<SourceFile> templates) {
    Map<Path, List<BicepSourceFile>> bicep = new HashMap<>();
    Map<Path, BicepSourceFile> all = new HashMap<>();
    for (SourceFile template : templates) {
      if (template instanceof BicepSourceFile it) {
        bicep.computeIfAbsent(it.folder(), _ -> new ArrayList<>()).add(it);
        all.put(it.real(), it);
      }
    }
    for (SourceFile template : templates) {
      if (template instanceof JsonSourceFile json) {
        BicepSourceFile original = original(json, bicep.getOrDefault(json.folder(), List.of()));
        if (original != null) {
          originals.put(json.real(), original);
          String difference = new CompiledDifference(all).of(json, original);
          if (difference != null) {
            differences.put(json.real(), difference);
          }
        }
      }
    }
  }

  private static @Nullable BicepSourceFile original(
      JsonSourceFile json, List<BicepSourceFile> beside) {
    return beside.stream()
        .filter(it -> isNamedLike(json, it))
        .filter(it -> json.isCompiled() || json.resourceTypes().equals(it.resourceTypes()))
        .min((left, right) -> Boolean.compare(isSame(json, right), isSame(json, left)))
        .orElse(null);
  }

  private static boolean isSame(SourceFile left, SourceFile right) {
    return left.stem().equals(right.stem());
  }

  /// Whether the names are equivalent: `main` in Bicep corresponds to `azuredeploy` in JSON, also
  /// as the last word: `prereq.azuredeploy.json` and `prereq.main.bicep`.
  static boolean isNamedLike(SourceFile left, SourceFile right) {
    return common(left.stem()).equals(common(right.stem()));
  }

  /// The name of a template without extension, as it would be in Bicep.
  static String common(String stem) {
    return stem.replaceFirst("(^|[._-])azuredeploy$", "$1main");
  }

  /// The Bicep file that a JSON template was compiled from; null if there is none.
  @Nullable SourceFile originalOf(SourceFile template) {
    return originals.get(template.real());
  }

  /// How a compiled template differs from the Bicep file that it was compiled from, with the
  /// template as subject; null if it does not.
  @Nullable String differenceOf(SourceFile template) {
    return differences.get(template.real());
  }

  /// Adds one note about the entry points that look like two forms of one template.
  static void note(List<SourceFile> entries, List<Problem> problems) {
    Map<Path, List<SourceFile>> before = new HashMap<>();
    List<String> pairs = new ArrayList<>();
    Origin first = Origin.NONE;
    for (SourceFile template : entries) {
      List<SourceFile> beside = before.computeIfAbsent(template.folder(), _ -> new ArrayList<>());
      for (SourceFile other : beside) {
        if (mayBeOne(template, other)) {
          first = pairs.isEmpty() ? template.origin() : first;
          pairs.add("`%s` and `%s`".formatted(other.name(), template.name()));
        }
      }
      beside.add(template);
    }
    if (!pairs.isEmpty()) {
      int more = pairs.size() - MAX_PAIRS;
      problems.add(
          Problem.info(
              "%s%s look like two forms of one template; each form is assessed as a deployment of its own; list the deployed one under `deployments:` in `redoubt.yaml`, or name it as an argument"
                  .formatted(
                      String.join(", ", pairs.subList(0, Math.min(pairs.size(), MAX_PAIRS))),
                      more > 0 ? " and " + more + " more pairs" : ""),
              first));
    }
  }

  private static boolean mayBeOne(SourceFile left, SourceFile right) {
    boolean sameTypes =
        !left.resourceTypes().isEmpty() && left.resourceTypes().equals(right.resourceTypes());
    return sameTypes || (left.kind() != right.kind() && isNamedLike(left, right));
  }
}

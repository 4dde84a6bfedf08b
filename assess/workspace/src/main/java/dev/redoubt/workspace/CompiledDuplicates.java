package dev.redoubt.workspace;

import dev.redoubt.estate.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Two templates of one folder that are two forms of one.
///
/// JSON that was compiled from a Bicep file beside it says nothing more than that: it is left out.
/// Of others it can only be suspected, as of a compiled `main.json` beside the `azuredeploy.json`
/// that it replaces: both are judged, and that is said.
final class CompiledDuplicates {

  private final Map<Path, SourceFile> originals = new HashMap<>();

  /// @param templates all that were found
  CompiledDuplicates(List<SourceFile> templates) {
    Map<Path, List<BicepSourceFile>> bicep = new HashMap<>();
    for (SourceFile template : templates) {
      if (template instanceof BicepSourceFile it) {
        bicep.computeIfAbsent(it.folder(), _ -> new ArrayList<>()).add(it);
      }
    }
    for (SourceFile template : templates) {
      if (template instanceof JsonSourceFile json) {
        BicepSourceFile original = original(json, bicep.getOrDefault(json.folder(), List.of()));
        if (original != null) {
          originals.put(json.real(), original);
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

  /// Whether the names mean the same: `main` is what Bicep calls the file that is `azuredeploy` in
  /// JSON, also as a part: `prereq.azuredeploy.json` and `prereq.main.bicep`.
  static boolean isNamedLike(SourceFile left, SourceFile right) {
    return common(left.stem()).equals(common(right.stem()));
  }

  /// What a template's name without its extension is called in Bicep.
  static String common(String stem) {
    return stem.replaceFirst("(^|[._-])azuredeploy$", "$1main");
  }

  /// The Bicep file that JSON was compiled from; null where that is not so.
  @Nullable SourceFile originalOf(SourceFile template) {
    return originals.get(template.real());
  }

  /// Says which of the templates that are judged look like two forms of one.
  static void note(List<SourceFile> entries, List<Problem> problems) {
    Map<Path, List<SourceFile>> before = new HashMap<>();
    for (SourceFile template : entries) {
      List<SourceFile> beside = before.computeIfAbsent(template.folder(), _ -> new ArrayList<>());
      for (SourceFile other : beside) {
        if (mayBeOne(template, other)) {
          problems.add(
              Problem.warning(
                  "`%s` and `%s` look like two forms of one template, and are judged as if both are deployed; name the one that is"
                      .formatted(other.name(), template.name()),
                  template.origin()));
        }
      }
      beside.add(template);
    }
  }

  private static boolean mayBeOne(SourceFile left, SourceFile right) {
    boolean sameTypes =
        !left.resourceTypes().isEmpty() && left.resourceTypes().equals(right.resourceTypes());
    return sameTypes || (left.kind() != right.kind() && isNamedLike(left, right));
  }
}

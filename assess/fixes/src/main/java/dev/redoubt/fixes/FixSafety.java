package dev.redoubt.fixes;

import dev.redoubt.fixes.edit.TextEdit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Decides which fixes may be applied without asking: a fix is safe only if everything that its
/// changes do is safe.
///
/// So each fix that contributes to one of its changes is safe by itself, no change is at a place
/// that decides a finding that is exempt, and none is on a line with an exemption.
final class FixSafety {

  private final Map<Integer, List<TextEdit>> changes = new LinkedHashMap<>();
  private final Map<Integer, String> controls = new HashMap<>();

  /// The controls whose fixes contribute to a change and are not safe by themselves.
  private final Map<TextEdit, Set<String>> unsafe = new HashMap<>();

  private final ExemptPlaces exempt;

  FixSafety(ExemptPlaces exempt) {
    this.exempt = exempt;
  }

  /// Adds a fix.
  ///
  /// @param number the number of its finding
  /// @param isSafe whether it is safe by itself: one line, which needs no decision and no other
  ///   change to work
  void add(int number, String control, List<TextEdit> edits, boolean isSafe) {
    changes.put(number, edits);
    if (isSafe) {
      controls.put(number, control);
    } else {
      edits.forEach(each -> unsafe.computeIfAbsent(each, _ -> new LinkedHashSet<>()).add(control));
    }
  }

  /// Whether the fix of a finding is safe; after all fixes were added.
  boolean isSafe(int number) {
    return controls.containsKey(number) && reason(number) == null;
  }

  /// Why a fix that is safe by itself is not safe; null if it is, or is not safe by itself.
  @Nullable String reason(int number) {
    if (!controls.containsKey(number)) {
      return null;
    }
    List<String> exempted = exempted(number);
    if (!exempted.isEmpty()) {
      return String.join("; ", exempted);
    }
    Set<String> others = new LinkedHashSet<>();
    changes
        .getOrDefault(number, List.of())
        .forEach(each -> others.addAll(unsafe.getOrDefault(each, Set.of())));
    return others.isEmpty()
        ? null
        : "the same change is for `%s`, which need a decision"
            .formatted(String.join("`, `", others));
  }

  /// What the author has exempted and a fix would change too, one sentence each.
  List<String> exempted(int number) {
    return exempt.of(changes.getOrDefault(number, List.of()));
  }
}

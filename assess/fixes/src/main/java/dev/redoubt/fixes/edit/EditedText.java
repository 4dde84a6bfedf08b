package dev.redoubt.fixes.edit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A text with changes. Equal changes apply once, and insertions at one place in their order,
/// before a replacement that starts there.
///
/// @param text the changed text
/// @param skipped the changes that overlap others and were not applied
public record EditedText(String text, List<TextEdit> skipped) {

  public EditedText {
    skipped = List.copyOf(skipped);
  }

  /// Applies changes to a text; of two that overlap, the first one applies.
  public static EditedText of(String text, Collection<TextEdit> edits) {
    List<TextEdit> accepted = new ArrayList<>();
    List<TextEdit> skipped = new ArrayList<>();
    for (TextEdit edit : distinct(edits)) {
      boolean free = accepted.stream().noneMatch(other -> overlaps(edit, other));
      (free ? accepted : skipped).add(edit);
    }
    accepted.sort(
        Comparator.comparingInt(TextEdit::start).thenComparing(edit -> !edit.isInsertion()));
    StringBuilder changed = new StringBuilder();
    int done = 0;
    for (TextEdit edit : accepted) {
      changed.append(text, done, edit.start()).append(edit.replacement());
      done = edit.end();
    }
    return new EditedText(changed.append(text, done, text.length()).toString(), skipped);
  }

  private static Collection<TextEdit> distinct(Collection<TextEdit> edits) {
    record Key(int start, int end, String replacement) {}
    Map<Key, TextEdit> distinct = new LinkedHashMap<>();
    edits.forEach(
        edit -> distinct.putIfAbsent(new Key(edit.start(), edit.end(), edit.replacement()), edit));
    return distinct.values();
  }

  private static boolean overlaps(TextEdit one, TextEdit other) {
    if (one.isInsertion() && other.isInsertion()) {
      return false;
    }
    if (one.isInsertion()) {
      return one.start() > other.start() && one.start() < other.end();
    }
    if (other.isInsertion()) {
      return overlaps(other, one);
    }
    return one.start() < other.end() && other.start() < one.end();
  }
}

package dev.redoubt.fixes;

import dev.redoubt.fixes.edit.SourceText;
import dev.redoubt.fixes.edit.TextEdit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The places of what the author has exempted: where exempt findings are decided or would be fixed,
/// and the lines with exemptions.
final class ExemptPlaces {

  private static final String MARK = "redoubt:exempt";

  private final Map<String, SourceText> texts;
  private final List<Place> places = new ArrayList<>();

  private record Place(TextEdit change, String finding) {}

  /// @param texts the files by name
  ExemptPlaces(Map<String, SourceText> texts) {
    this.texts = texts;
  }

  /// Adds a change that the fix of an exempt finding would make.
  ///
  /// @param finding the finding for a person
  void add(TextEdit change, String finding) {
    places.add(new Place(change, finding));
  }

  /// Adds a place that decides an exempt finding.
  void add(String file, int index, String finding) {
    places.add(new Place(new TextEdit(file, index, index + 1, "", ""), finding));
  }

  /// What changes have in common with these places, one sentence each.
  List<String> of(List<TextEdit> changes) {
    Set<String> found = new LinkedHashSet<>();
    for (TextEdit change : changes) {
      for (Place place : places) {
        if (shares(change, place.change())) {
          found.add(
              "%s also decides %s, which is exempt".formatted(place(change), place.finding()));
        }
      }
      SourceText text = texts.get(change.file());
      if (text != null && isMarked(text, change)) {
        found.add("%s has an exemption".formatted(place(change)));
      }
    }
    return List.copyOf(found);
  }

  private String place(TextEdit change) {
    SourceText text = texts.get(change.file());
    return change.file() + (text == null ? "" : ":" + text.origin(change.start()).line());
  }

  /// Whether two changes are the same property, or concern the same text. Two fixes may need the
  /// same parameter or the same blank line, which decide nothing.
  private static boolean shares(TextEdit one, TextEdit other) {
    if (!one.file().equals(other.file())) {
      return false;
    }
    if (one.isInsertion() && other.isInsertion()) {
      return one.start() == other.start()
          && one.replacement().equals(other.replacement())
          && !one.where().isEmpty()
          && !one.where().startsWith(TextEdit.MODULE);
    }
    return one.start() < other.end() && other.start() < one.end();
  }

  /// Whether an exemption is on a line of a change, or above it. What is inserted on lines of its
  /// own concerns no line, and what a module gets in addition changes nothing that it has.
  private static boolean isMarked(SourceText text, TextEdit change) {
    String added = change.replacement();
    boolean isOwnLine = added.endsWith("\n") || added.startsWith("\n") || added.startsWith("\r");
    if (change.isInsertion() && (isOwnLine || change.where().startsWith(TextEdit.MODULE))) {
      return false;
    }
    int from = text.lineStart(change.start());
    int to = text.nextLine(Math.max(change.start(), change.end() - 1));
    if (text.slice(from, to).contains(MARK)) {
      return true;
    }
    while (from > text.start()) {
      from = text.lineStart(from - 1);
      String above = text.slice(from, text.nextLine(from)).strip();
      boolean isComment = above.startsWith("//") || above.startsWith("/*") || above.endsWith("*/");
      if (!isComment && !above.isEmpty()) {
        return false;
      }
      if (above.contains(MARK)) {
        return true;
      }
    }
    return false;
  }
}

package dev.redoubt.fixes;

import dev.redoubt.findings.Fix;
import dev.redoubt.fixes.edit.TextEdit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The text of a fix for a person.
///
/// @param file the file of the resource
/// @param changes the changes
/// @param note what a person has to do besides; null if nothing
record FixText(String file, List<TextEdit> changes, @Nullable String note) {

  FixText {
    changes = List.copyOf(changes);
  }

  /// Whether the changes neither add declarations nor reach other files.
  boolean isLocal() {
    return changes.stream()
        .allMatch(
            each ->
                each.file().equals(file)
                    && !each.shown().startsWith("@description")
                    && !each.shown().startsWith("resource "));
  }

  /// One line: the resource, and what the change does.
  String title(String summary, String symbol, List<String> hints) {
    StringBuilder title = new StringBuilder(symbol.isEmpty() ? "" : "`" + symbol + "`: ");
    title.append(summary);
    if (note != null) {
      title.append("; ").append(note);
    }
    hints.forEach(hint -> title.append("; ").append(hint));
    return title.toString();
  }

  /// The changes by file; other files and the objects of properties are named in comments.
  String text() {
    Map<String, List<TextEdit>> byFile = new LinkedHashMap<>();
    for (TextEdit edit : changes) {
      if (!edit.shown().isEmpty()) {
        byFile.computeIfAbsent(edit.file(), _ -> new ArrayList<>()).add(edit);
      }
    }
    boolean single = byFile.size() == 1 && byFile.containsKey(file);
    return byFile.entrySet().stream()
        .map(each -> (single ? "" : "// " + each.getKey() + "\n") + joined(each.getValue()))
        .collect(Collectors.joining("\n"));
  }

  /// Declarations first, then the properties of each object.
  private static String joined(List<TextEdit> edits) {
    Map<String, Set<String>> byObject = new LinkedHashMap<>();
    byObject.put("", new LinkedHashSet<>());
    for (TextEdit edit : edits) {
      byObject
          .computeIfAbsent(edit.where(), _ -> new LinkedHashSet<>())
          .add(dedented(edit.shown()));
    }
    List<String> parts = new ArrayList<>();
    byObject.forEach(
        (object, shown) -> {
          if (!object.isEmpty()) {
            parts.add(Fix.PLACE + object);
          }
          parts.addAll(shown);
        });
    return String.join("\n", parts);
  }

  /// Without the indentation that the lines after the first have in common.
  private static String dedented(String text) {
    List<String> lines = text.replace("\r\n", "\n").lines().toList();
    int common =
        lines.stream()
            .skip(1)
            .filter(line -> !line.isBlank())
            .mapToInt(line -> line.length() - line.stripLeading().length())
            .min()
            .orElse(0);
    List<String> out = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      out.add(i == 0 ? line : line.substring(Math.min(common, line.length())));
    }
    return String.join("\n", out);
  }
}

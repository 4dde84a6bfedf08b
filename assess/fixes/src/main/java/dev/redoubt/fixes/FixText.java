package dev.redoubt.fixes;

import dev.redoubt.findings.Fix;
import dev.redoubt.fixes.edit.TextEdit;
import java.util.ArrayList;
import java.util.Collection;
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

  /// Places that a title names; more do not help.
  private static final int MAX_DEFINITIONS = 3;

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
    StringBuilder title = new StringBuilder();
    if (isDeletion()) {
      title.append(
          changes.stream()
              .map(
                  each ->
                      each.deleted() + (each.where().isEmpty() ? "" : " in `" + each.where() + "`"))
              .collect(Collectors.joining(", ", "delete ", "")));
    } else {
      title.append(symbol.isEmpty() ? "" : "`" + symbol + "`: ").append(summary);
    }
    title.append(definitions());
    if (note != null) {
      title.append("; ").append(note);
    }
    hints.forEach(hint -> title.append("; ").append(hint));
    return title.toString();
  }

  /// Where the value is set, if that is where it comes from.
  private String definitions() {
    List<String> all =
        changes.stream()
            .filter(TextEdit::isDefinition)
            .map(
                each ->
                    "`%s` in %s`%s`"
                        .formatted(
                            each.shown(),
                            each.where().isEmpty() ? "" : "`" + each.where() + "` of ",
                            each.file()))
            .distinct()
            .toList();
    boolean isWhole = changes.stream().allMatch(TextEdit::isDefinition);
    return isWhole && !all.isEmpty() && all.size() <= MAX_DEFINITIONS
        ? ", by " + String.join(", ", all)
        : "";
  }

  /// Whether the changes only delete something, so there is no code.
  private boolean isDeletion() {
    return !changes.isEmpty() && changes.stream().allMatch(each -> each.deleted() != null);
  }

  /// The changes by file; empty if they only delete something. Other files and the objects of
  /// properties are named in comments.
  String text() {
    if (isDeletion()) {
      return "";
    }
    Map<String, List<TextEdit>> byFile = new LinkedHashMap<>();
    for (TextEdit edit : changes) {
      if (!edit.shown().isEmpty()) {
        byFile.computeIfAbsent(edit.file(), _ -> new ArrayList<>()).add(edit);
      }
    }
    boolean single = byFile.size() == 1 && byFile.containsKey(file);
    List<TextEdit> all = changes.stream().filter(each -> !each.shown().isEmpty()).toList();
    if (all.size() == 1 && !single) {
      TextEdit only = all.getFirst();
      String object = only.where().isEmpty() ? "" : only.where() + " of ";
      return Fix.PLACE + object + only.file() + "\n" + dedented(only.shown());
    }
    return byFile.entrySet().stream()
        .map(
            each ->
                (single ? "" : "// " + each.getKey() + "\n")
                    + joined(each.getKey(), each.getValue()))
        .collect(Collectors.joining("\n"));
  }

  /// Declarations first, then the properties of each object.
  private static String joined(String file, List<TextEdit> edits) {
    boolean isJson = !file.endsWith(".bicep") && !file.endsWith(".bicepparam");
    Map<String, Set<String>> byObject = new LinkedHashMap<>();
    byObject.put("", new LinkedHashSet<>());
    for (TextEdit edit : edits) {
      byObject
          .computeIfAbsent(edit.where(), _ -> new LinkedHashSet<>())
          .add(
              dedented(
                  edit.shown().startsWith("// ") ? edit.shown().replace("`", "") : edit.shown()));
    }
    List<String> parts = new ArrayList<>();
    byObject.forEach(
        (object, shown) -> {
          if (!object.isEmpty()) {
            parts.add(Fix.PLACE + object);
          }
          parts.addAll(isJson ? withCommas(shown) : shown);
        });
    return String.join("\n", parts);
  }

  /// The members of an object with the commas between them, so that they can be pasted.
  private static List<String> withCommas(Collection<String> members) {
    List<String> out = new ArrayList<>();
    List<String> code = members.stream().filter(each -> !each.startsWith("// ")).toList();
    for (String member : members) {
      boolean isInner = code.contains(member) && !member.equals(code.getLast());
      out.add(isInner ? member + "," : member);
    }
    return out;
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

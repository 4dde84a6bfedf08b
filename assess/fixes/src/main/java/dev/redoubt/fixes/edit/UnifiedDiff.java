package dev.redoubt.fixes.edit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// The difference between two texts in the unified format of `diff -u`, which `patch` and `git
/// apply` accept.
public final class UnifiedDiff {

  /// The unchanged lines around a change.
  private static final int CONTEXT = 3;

  /// Above this product of line counts, the part that differs is shown as one change: the table
  /// would take too much memory.
  private static final long MAX_CELLS = 16_000_000;

  private final List<String> before;
  private final StringBuilder out = new StringBuilder();

  /// A change: `removed` lines from the line `before` on become the lines `added`, the first of
  /// which is the line `after` of the second text.
  private record Run(int before, int after, int removed, List<String> added) {}

  private UnifiedDiff(List<String> before) {
    this.before = before;
  }

  /// The difference of two texts; empty if they are equal.
  ///
  /// @param name the path of the file, with slashes
  public static String of(String name, String before, String after) {
    if (before.equals(after)) {
      return "";
    }
    DiffLines old = new DiffLines(before);
    List<Run> runs = runs(old.lines(), new DiffLines(after).lines(), 0, 0);
    return new UnifiedDiff(old.lines()).write(name, runs);
  }

  /// The difference that changes of a text make; empty if they make none. It takes time in
  /// proportion to the lines that change, however long the text is. Of two changes that overlap,
  /// the first one applies.
  ///
  /// @param name the path of the file, with slashes
  public static String of(String name, DiffLines text, Collection<TextEdit> edits) {
    List<TextEdit> sorted =
        edits.stream().sorted(Comparator.comparingInt(TextEdit::start)).toList();
    List<Run> runs = new ArrayList<>();
    int shift = 0;
    int next = 0;
    while (next < sorted.size()) {
      int first = text.lineOf(sorted.get(next).start());
      int last = lastLine(text, sorted.get(next));
      List<TextEdit> region = new ArrayList<>();
      while (next < sorted.size() && text.lineOf(sorted.get(next).start()) <= last + 1) {
        TextEdit edit = sorted.get(next++);
        region.add(edit);
        last = Math.max(last, lastLine(text, edit));
      }
      int start = text.start(first);
      String old = text.slice(start, text.start(last + 1));
      String changed = EditedText.of(old, moved(region, start)).text();
      List<Run> inside =
          runs(new DiffLines(old).lines(), new DiffLines(changed).lines(), first, first + shift);
      runs.addAll(inside);
      for (Run run : inside) {
        shift += run.added().size() - run.removed();
      }
    }
    return runs.isEmpty() ? "" : new UnifiedDiff(text.lines()).write(name, runs);
  }

  private static int lastLine(DiffLines text, TextEdit edit) {
    return text.lineOf(edit.end());
  }

  private static List<TextEdit> moved(List<TextEdit> edits, int start) {
    return edits.stream()
        .map(
            edit ->
                new TextEdit(
                    edit.file(),
                    edit.start() - start,
                    edit.end() - start,
                    edit.replacement(),
                    edit.shown(),
                    edit.where()))
        .toList();
  }

  private String write(String name, List<Run> runs) {
    String path = name.startsWith("/") ? name.substring(1) : name;
    out.append("--- a/").append(path).append("\n+++ b/").append(path).append('\n');
    int first = 0;
    while (first < runs.size()) {
      int last = first;
      while (last + 1 < runs.size()
          && runs.get(last + 1).before() - end(runs.get(last)) <= 2 * CONTEXT) {
        last++;
      }
      hunk(runs.subList(first, last + 1));
      first = last + 1;
    }
    return out.toString();
  }

  private static int end(Run run) {
    return run.before() + run.removed();
  }

  private void hunk(List<Run> runs) {
    Run first = runs.getFirst();
    Run last = runs.getLast();
    int lead = Math.min(CONTEXT, first.before());
    int tail = Math.min(CONTEXT, before.size() - end(last));
    int from = first.before() - lead;
    int count = end(last) + tail - from;
    int to = first.after() - lead;
    int countAfter = last.after() + last.added().size() + tail - to;
    out.append("@@ -%s +%s @@\n".formatted(range(from, count), range(to, countAfter)));
    int at = from;
    for (Run run : runs) {
      write(' ', before.subList(at, run.before()));
      write('-', before.subList(run.before(), end(run)));
      write('+', run.added());
      at = end(run);
    }
    write(' ', before.subList(at, at + tail));
  }

  private static String range(int from, int count) {
    return (count == 0 ? from : from + 1) + "," + count;
  }

  private void write(char mark, List<String> lines) {
    for (String line : lines) {
      out.append(mark).append(line);
      if (!line.endsWith("\n")) {
        out.append("\n\\ No newline at end of file\n");
      }
    }
  }

  /// The changes between two lists of lines.
  ///
  /// @param from the number of the first line of `before` in its text
  /// @param to the number of the first line of `after` in its text
  private static List<Run> runs(List<String> before, List<String> after, int from, int to) {
    int head = 0;
    while (head < before.size()
        && head < after.size()
        && before.get(head).equals(after.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < before.size() - head
        && tail < after.size() - head
        && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
      tail++;
    }
    List<String> removed = before.subList(head, before.size() - tail);
    List<String> added = after.subList(head, after.size() - tail);
    if (removed.isEmpty() && added.isEmpty()) {
      return List.of();
    }
    return (long) removed.size() * added.size() > MAX_CELLS
        ? List.of(new Run(from + head, to + head, removed.size(), added))
        : aligned(removed, added, from + head, to + head);
  }

  /// By the longest common subsequence.
  private static List<Run> aligned(List<String> removed, List<String> added, int from, int to) {
    int[][] common = common(removed, added);
    List<Run> runs = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < removed.size() || j < added.size()) {
      if (isCommon(removed, added, i, j)) {
        i++;
        j++;
        continue;
      }
      int fromI = i;
      int fromJ = j;
      while ((i < removed.size() || j < added.size()) && !isCommon(removed, added, i, j)) {
        if (j >= added.size() || (i < removed.size() && common[i + 1][j] >= common[i][j + 1])) {
          i++;
        } else {
          j++;
        }
      }
      runs.add(new Run(from + fromI, to + fromJ, i - fromI, added.subList(fromJ, j)));
    }
    return runs;
  }

  private static boolean isCommon(List<String> removed, List<String> added, int i, int j) {
    return i < removed.size() && j < added.size() && removed.get(i).equals(added.get(j));
  }

  private static int[][] common(List<String> removed, List<String> added) {
    int[][] common = new int[removed.size() + 1][added.size() + 1];
    for (int i = removed.size() - 1; i >= 0; i--) {
      for (int j = added.size() - 1; j >= 0; j--) {
        common[i][j] =
            removed.get(i).equals(added.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }
}

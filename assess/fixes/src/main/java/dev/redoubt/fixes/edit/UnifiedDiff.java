package dev.redoubt.fixes.edit;

import java.util.ArrayList;
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
  private final List<String> after;

  /// A run of lines: `kept` of both texts, then `removed` of the first and `added` of the second.
  private record Run(int before, int after, int removed, int added) {}

  private UnifiedDiff(String before, String after) {
    this.before = before.isEmpty() ? List.of() : lines(before);
    this.after = after.isEmpty() ? List.of() : lines(after);
  }

  /// The lines with their ends, so that a change of a line end is a change.
  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int end = text.indexOf('\n', from);
      int next = end < 0 ? text.length() : end + 1;
      lines.add(text.substring(from, next));
      from = next;
    }
    return lines;
  }

  /// The difference; empty if the texts are equal.
  ///
  /// @param name the path of the file, with slashes
  public static String of(String name, String before, String after) {
    if (before.equals(after)) {
      return "";
    }
    UnifiedDiff diff = new UnifiedDiff(before, after);
    StringBuilder out = new StringBuilder();
    String path = name.startsWith("/") ? name.substring(1) : name;
    out.append("--- a/").append(path).append("\n+++ b/").append(path).append('\n');
    List<Run> runs = diff.runs();
    int first = 0;
    while (first < runs.size()) {
      int last = first;
      while (last + 1 < runs.size()
          && runs.get(last + 1).before() - end(runs.get(last)) <= 2 * CONTEXT) {
        last++;
      }
      diff.hunk(runs.subList(first, last + 1), out);
      first = last + 1;
    }
    return out.toString();
  }

  private static int end(Run run) {
    return run.before() + run.removed();
  }

  private void hunk(List<Run> runs, StringBuilder out) {
    Run first = runs.getFirst();
    Run last = runs.getLast();
    int lead = Math.min(CONTEXT, first.before());
    int tail = Math.min(CONTEXT, before.size() - end(last));
    int from = first.before() - lead;
    int count = end(last) + tail - from;
    int to = first.after() - lead;
    int countAfter = last.after() + last.added() + tail - to;
    out.append("@@ -%s +%s @@\n".formatted(range(from, count), range(to, countAfter)));
    int at = from;
    for (Run run : runs) {
      write(' ', before.subList(at, run.before()), out);
      write('-', before.subList(run.before(), end(run)), out);
      write('+', after.subList(run.after(), run.after() + run.added()), out);
      at = end(run);
    }
    write(' ', before.subList(at, at + tail), out);
  }

  private static String range(int from, int count) {
    return (count == 0 ? from : from + 1) + "," + count;
  }

  private static void write(char mark, List<String> lines, StringBuilder out) {
    for (String line : lines) {
      out.append(mark).append(line);
      if (!line.endsWith("\n")) {
        out.append("\n\\ No newline at end of file\n");
      }
    }
  }

  private List<Run> runs() {
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
    int rows = before.size() - head - tail;
    int columns = after.size() - head - tail;
    if ((long) rows * columns > MAX_CELLS) {
      return List.of(new Run(head, head, rows, columns));
    }
    return runs(head, rows, columns);
  }

  /// By the longest common subsequence.
  private List<Run> runs(int head, int rows, int columns) {
    int[][] common = new int[rows + 1][columns + 1];
    for (int i = rows - 1; i >= 0; i--) {
      for (int j = columns - 1; j >= 0; j--) {
        common[i][j] =
            before.get(head + i).equals(after.get(head + j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    List<Run> runs = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < rows || j < columns) {
      if (i < rows && j < columns && before.get(head + i).equals(after.get(head + j))) {
        i++;
        j++;
        continue;
      }
      int fromI = i;
      int fromJ = j;
      while ((i < rows || j < columns)
          && !(i < rows && j < columns && before.get(head + i).equals(after.get(head + j)))) {
        if (j >= columns || (i < rows && common[i + 1][j] >= common[i][j + 1])) {
          i++;
        } else {
          j++;
        }
      }
      runs.add(new Run(head + fromI, head + fromJ, i - fromI, j - fromJ));
    }
    return runs;
  }
}

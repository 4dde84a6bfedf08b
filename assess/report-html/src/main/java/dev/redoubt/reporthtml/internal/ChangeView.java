package dev.redoubt.reporthtml.internal;

import dev.redoubt.findings.detail.SourceExcerpt;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The change that fixes a finding.
///
/// @param lines adjacent lines of one kind are one
/// @param isExcerpt whether the change shows the line of the finding, so that no excerpt is needed
public record ChangeView(List<Line> lines, boolean isExcerpt) {

  private static final ChangeView NONE = new ChangeView(List.of(), false);
  private static final Pattern HUNK = Pattern.compile("@@ -(\\d+)(?:,\\d+)? .*");
  private static final String OLD_FILE = "--- ";
  private static final String NEW_FILE = "+++ ";

  /// More lines are not printed on paper.
  private static final int LONG = 14;

  /// The number of lines.
  public int height() {
    return Math.toIntExact(lines.stream().mapToLong(line -> line.text().lines().count()).sum());
  }

  /// Whether the change is too long for paper.
  public boolean isLong() {
    return height() > LONG;
  }

  /// Lines of a unified diff.
  ///
  /// @param isMarked whether it is the line of the finding, which stands alone
  public record Line(Kind kind, String text, boolean isMarked) {}

  /// The kind of a line.
  public enum Kind {
    ADDED,
    REMOVED,
    OTHER
  }

  /// A change without the names of files if it changes only the file of the excerpt.
  ///
  /// @param diff null without a change
  static ChangeView of(@Nullable String diff, @Nullable SourceExcerpt excerpt) {
    if (diff == null) {
      return NONE;
    }
    List<String> all = diff.lines().toList();
    boolean isOneFile = excerpt != null && isOf(all, excerpt.file());
    List<Line> lines = new ArrayList<>();
    int number = 0;
    boolean isShown = false;
    for (int i = isOneFile ? 2 : 0; i < all.size(); i++) {
      String line = all.get(i);
      Matcher hunk = HUNK.matcher(line);
      if (hunk.matches()) {
        number = Integer.parseInt(hunk.group(1));
        add(lines, new Line(Kind.OTHER, line, false));
        continue;
      }
      Kind kind = kind(line);
      boolean isMarked =
          isOneFile && excerpt != null && kind != Kind.ADDED && number == excerpt.line();
      isShown |= isMarked;
      number += kind == Kind.ADDED ? 0 : 1;
      add(lines, new Line(kind, line, isMarked));
    }
    return new ChangeView(lines, isShown);
  }

  private static void add(List<Line> lines, Line line) {
    Line last = lines.isEmpty() ? line : lines.getLast();
    if (lines.isEmpty() || last.isMarked() || line.isMarked() || last.kind() != line.kind()) {
      lines.add(line);
    } else {
      lines.set(lines.size() - 1, new Line(line.kind(), last.text() + "\n" + line.text(), false));
    }
  }

  private static Kind kind(String line) {
    return line.startsWith("+") ? Kind.ADDED : line.startsWith("-") ? Kind.REMOVED : Kind.OTHER;
  }

  /// Whether a diff begins with this file and has no other.
  private static boolean isOf(List<String> lines, String file) {
    return lines.size() > 2
        && (lines.get(0).equals(OLD_FILE + "a/" + file) || lines.get(0).equals(OLD_FILE + file))
        && lines.get(1).startsWith(NEW_FILE)
        && lines.stream().skip(2).noneMatch(each -> each.startsWith(NEW_FILE));
  }
}

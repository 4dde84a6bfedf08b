package dev.redoubt.fixes.edit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class UnifiedDiffTest {

  private static final Pattern HUNK = Pattern.compile("@@ -(\\d+),(\\d+) \\+(\\d+),(\\d+) @@");

  @Test
  void isEmptyForEqualTexts() {
    assertThat(UnifiedDiff.of("a", "x\n", "x\n")).isEmpty();
  }

  @Test
  void showsThreeLinesAroundChange() {
    String before = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
    assertThat(UnifiedDiff.of("a/b", before, before.replace("5", "five")))
        .isEqualTo("--- a/a/b\n+++ b/a/b\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
  }

  @Test
  void marksMissingEndOfLastLine() {
    assertThat(UnifiedDiff.of("a", "x", "y"))
        .endsWith("-x\n\\ No newline at end of file\n+y\n\\ No newline at end of file\n");
  }

  @Test
  void turnsTheFirstTextIntoTheSecond() {
    Random random = new Random(7);
    for (int i = 0; i < 2000; i++) {
      String before = text(random);
      String after = text(random);
      assertThat(patched(before, UnifiedDiff.of("a", before, after))).isEqualTo(after);
    }
  }

  @Test
  void changesOfATextGiveTheDifferenceOfTheChangedText() {
    Random random = new Random(11);
    for (int i = 0; i < 5000; i++) {
      String before = text(random);
      List<TextEdit> edits = new ArrayList<>();
      for (int k = random.nextInt(4); k >= 0; k--) {
        int start = random.nextInt(before.length() + 1);
        int end = Math.min(before.length(), start + random.nextInt(6));
        edits.add(new TextEdit("a", start, end, text(random), ""));
      }
      String diff = UnifiedDiff.of("a", new DiffLines(before), edits);
      edits.sort(Comparator.comparingInt(TextEdit::start));
      String after = EditedText.of(before, edits).text();
      String end = after.isEmpty() || after.endsWith("\n") ? after : after + "\n";
      assertThat(patched(before, diff)).isEqualTo(end);
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(30); i > 0; i--) {
      text.append((char) ('a' + random.nextInt(4))).append('\n');
    }
    return text.toString();
  }

  /// Applies a diff strictly: every line that it keeps or removes must be there.
  private static String patched(String before, String diff) {
    List<String> lines = new ArrayList<>(before.lines().toList());
    StringBuilder out = new StringBuilder();
    int at = 0;
    for (String line : diff.lines().skip(2).toList()) {
      Matcher hunk = HUNK.matcher(line);
      if (hunk.matches()) {
        int count = Integer.parseInt(hunk.group(2));
        int from = Integer.parseInt(hunk.group(1)) - (count == 0 ? 0 : 1);
        while (at < from) {
          out.append(lines.get(at++)).append('\n');
        }
        int to = Integer.parseInt(hunk.group(3)) - (hunk.group(4).equals("0") ? 0 : 1);
        assertThat(out.toString().lines().count()).isEqualTo(to);
      } else if (line.startsWith("\\")) {
        assertThat(line).isEqualTo("\\ No newline at end of file");
      } else if (line.startsWith("+")) {
        out.append(line.substring(1)).append('\n');
      } else {
        assertThat(lines.get(at)).isEqualTo(line.substring(1));
        at++;
        if (line.startsWith(" ")) {
          out.append(line.substring(1)).append('\n');
        }
      }
    }
    while (at < lines.size()) {
      out.append(lines.get(at++)).append('\n');
    }
    return out.toString();
  }
}

package dev.redoubt.workspace.exemption;

import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import java.util.ArrayList;
import java.util.List;

/// The fuzz target of exemption comments, with its invariants: no exception, and each exemption and
/// problem has a place in the file.
enum CommentFuzzTarget {
  BICEP("f.bicep"),
  JSON("f.json"),
  YAML("f.yaml");

  private final String name;

  CommentFuzzTarget(String name) {
    this.name = name;
  }

  void read(byte[] bytes) {
    List<Problem> problems = new ArrayList<>();
    InlineExemptions reader = new InlineExemptions(new SourceFiles(), problems);
    reader.add(bytes, name);
    int lines = 2;
    for (byte b : bytes) {
      lines += b == '\n' || b == '\r' ? 1 : 0;
    }
    for (InlineExemption each : reader.list()) {
      int line = each.exemption().origin().line();
      require(line >= 1 && line < lines, "a line of the comment");
      ExemptedRange range = each.range();
      require(range.firstLine() >= line, "lines that begin at the comment or below it");
      require(range.lastLine() >= range.firstLine() && range.lastLine() <= lines, "an end");
      require(range.firstColumn() >= 1 && range.valueColumn() >= range.firstColumn(), "a begin");
      require(!each.controls().isEmpty() && !each.exemption().reason().isBlank(), "a reason");
    }
    problems.forEach(
        each -> require(each.origin().line() >= 1 && each.origin().column() >= 1, "a place"));
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError("there must be " + what);
    }
  }
}

package dev.redoubt.findings;

import dev.redoubt.estate.Origin;
import java.util.List;

/// Why a verdict is what it is: a statement that a person can check, and what it rests on.
///
/// @param truth whether the statement holds
/// @param text one line, lower case, the user's words in backticks
/// @param origin the value that decided it; [Origin#NONE] where none did
/// @param because the reasons below, most telling first
public record Reason(TruthValue truth, String text, Origin origin, List<Reason> because) {

  public Reason {
    because = List.copyOf(because);
  }

  public static Reason of(TruthValue truth, String text, Origin origin) {
    return new Reason(truth, text, origin, List.of());
  }

  /// The tree as indented lines.
  public String tree() {
    StringBuilder out = new StringBuilder();
    print(out, 0);
    return out.toString();
  }

  private void print(StringBuilder out, int depth) {
    out.append("  ".repeat(depth)).append(text).append('\n');
    because.forEach(reason -> reason.print(out, depth + 1));
  }

  /// The innermost reason along the first branch: what decided it in the end.
  public Reason root() {
    return because.isEmpty() ? this : because.getFirst().root();
  }
}

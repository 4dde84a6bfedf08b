package dev.redoubt.findings;

import dev.redoubt.estate.Origin;
import java.util.List;

/// The reason for a verdict: a statement that a person can check, and the statements that it is
/// based on.
///
/// @param truth whether the statement holds
/// @param text one line, lower case, the user's words in backticks
/// @param origin the location of the value that decided it; [Origin#NONE] if there is none
/// @param because the underlying reasons, most relevant first
/// @param isSummary whether the text says what the underlying reasons say together
public record Reason(
    TruthValue truth, String text, Origin origin, List<Reason> because, boolean isSummary) {

  public Reason {
    because = List.copyOf(because);
  }

  /// A reason whose text says less than the underlying reasons.
  public Reason(TruthValue truth, String text, Origin origin, List<Reason> because) {
    this(truth, text, origin, because, false);
  }

  public static Reason of(TruthValue truth, String text, Origin origin) {
    return new Reason(truth, text, origin, List.of());
  }

  /// The tree of reasons as indented lines.
  public String tree() {
    StringBuilder out = new StringBuilder();
    print(out, 0);
    return out.toString();
  }

  private void print(StringBuilder out, int depth) {
    out.append("  ".repeat(depth)).append(text).append('\n');
    because.forEach(reason -> reason.print(out, depth + 1));
  }

  /// The innermost reason along the first branch, which decided the verdict, or the first summary
  /// there.
  public Reason root() {
    return because.isEmpty() || isSummary ? this : because.getFirst().root();
  }
}

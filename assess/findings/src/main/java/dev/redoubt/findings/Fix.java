package dev.redoubt.findings;

import dev.redoubt.estate.Origin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How to fix a finding in the author's files.
///
/// @param language the language of the text
/// @param title one line: what the text does, and where it belongs
/// @param text what to write, with the symbols of the author's file; may have several lines, never
///   a placeholder that the language accepts
/// @param edits the exact changes; empty if a person has to decide something
/// @param decisions what a person decides before the next deployment: values of new parameters in
///   parameter files, one phrase each
/// @param isSafe whether `--fix` may apply the edits without asking: one line, which needs no other
///   change to work
/// @param exempted what the author has exempted and the edits would change too, one sentence each;
///   such a fix is not safe
/// @param keptBecause why `--fix` does not apply edits that alone would be safe, one sentence; null
///   if they are not safe, or are applied
public record Fix(
    Language language,
    String title,
    String text,
    List<Edit> edits,
    List<String> decisions,
    boolean isSafe,
    List<String> exempted,
    @Nullable String keptBecause) {

  /// Begins a line of the text that says where the next lines belong.
  public static final String PLACE = "// in ";

  public Fix {
    edits = List.copyOf(edits);
    decisions = List.copyOf(decisions);
    exempted = List.copyOf(exempted);
  }

  /// A fix without decisions.
  public Fix(Language language, String title, String text, List<Edit> edits, boolean isSafe) {
    this(language, title, text, edits, List.of(), isSafe, List.of(), null);
  }

  /// Whether the text is one line of code, perhaps after its place.
  public boolean isOneLine() {
    List<String> lines = text.lines().toList();
    return lines.size() == 1 || (lines.size() == 2 && lines.getFirst().startsWith(PLACE));
  }

  /// The language of a template or a parameter file.
  public enum Language {
    BICEP,
    JSON
  }

  /// Replaces a range of a file.
  ///
  /// @param start the first character
  /// @param end the character after the last one, in the same file; equal to the start to insert
  public record Edit(Origin start, Origin end, String replacement) {}
}

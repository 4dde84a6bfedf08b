package dev.redoubt.workspace.exemption;

import dev.redoubt.estate.Origin;
import dev.redoubt.findings.Exemption;
import java.util.List;

/// An exemption that a comment declares for the lines below it, or for its own line if it follows
/// something.
///
/// @param controls the ids of the controls
/// @param file the number of the file
/// @param firstLine the first line that it applies to
/// @param lastLine the last one
public record InlineExemption(
    List<String> controls, int file, int firstLine, int lastLine, Exemption exemption) {

  public InlineExemption {
    controls = List.copyOf(controls);
  }

  /// Whether it applies to a declaration or a value at this place.
  public boolean covers(Origin origin) {
    return origin.file() == file && origin.line() >= firstLine && origin.line() <= lastLine;
  }
}

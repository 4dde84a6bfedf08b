package dev.redoubt.workspace.exemption;

import dev.redoubt.estate.Origin;
import dev.redoubt.findings.Exemption;
import java.util.List;

/// An exemption that a comment declares for the element below it, or for the one before it.
///
/// @param controls the ids of the controls
/// @param file the number of the file
public record InlineExemption(
    List<String> controls, int file, ExemptedRange range, Exemption exemption) {

  public InlineExemption {
    controls = List.copyOf(controls);
  }

  /// Whether it applies to the resource or module that is declared at this place.
  public boolean isOf(Origin declaration) {
    return declaration.file() == file && range.isOf(declaration);
  }

  /// Whether a value or a declaration is inside of the element.
  public boolean holds(Origin origin) {
    return origin.file() == file && range.holds(origin);
  }
}

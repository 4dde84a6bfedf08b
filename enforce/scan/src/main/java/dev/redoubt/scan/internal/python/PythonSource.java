package dev.redoubt.scan.internal.python;

import dev.redoubt.scan.Place;
import dev.redoubt.scan.Rule;
import dev.redoubt.scan.internal.Inspection;
import java.util.List;

/// Looks at Python source, wherever it stands: a file, a cell of a notebook, a layer's function.
public final class PythonSource {

  private PythonSource() {}

  /// Looks at source and reports what it finds. Offsets are in characters from the start of the
  /// text, where the place has none of its own.
  public static void inspect(String text, Place place, Inspection inspection) {}

  /// All kinds of things that are found in Python source.
  public static List<Rule> rules() {
    return List.of(PythonRule.values());
  }
}

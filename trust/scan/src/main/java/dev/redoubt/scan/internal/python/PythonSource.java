package dev.redoubt.scan.internal.python;

import dev.redoubt.scan.Detection;
import dev.redoubt.scan.DetectionLocation;
import dev.redoubt.scan.DetectionRule;
import dev.redoubt.scan.internal.ScanContext;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Looks at Python source, wherever it stands: a file, a cell of a notebook, a layer's function.
///
/// Source is not run by loading a model, unless something says so; most of what is found is
/// suspicious. Code that is unpacked and run at once is malicious: that only serves to hide it.
public final class PythonSource {

  /// Characters. Nobody reviews more in one file.
  private static final int LONGEST = 8 << 20;

  private static final int REPORTS = 50;

  private static final int SHOWN = 80;

  private PythonSource() {}

  /// Looks at source and reports what it finds, each kind of finding once for each name.
  ///
  /// Offsets are in characters from the start of the text where the place has none of its own.
  public static void inspect(String text, DetectionLocation place, ScanContext inspection) {
    if (text.length() > LONGEST) {
      inspection.report(
          Detection.of(
              PythonRule.UNREADABLE_SOURCE, place, "the source has more than 8 Mi characters"));
      return;
    }
    Set<String> said = new HashSet<>();
    PythonReading.read(
        text,
        (rule, offset, message) -> {
          if (said.size() < REPORTS && said.add(message)) {
            DetectionLocation where =
                place.offset() == DetectionLocation.NOWHERE ? place.at(offset) : place;
            String line = line(text, offset);
            inspection.report(Detection.of(rule, where, message, List.of(line)));
          }
        });
  }

  private static String line(String text, int offset) {
    int at = Math.min(offset, text.length());
    long number = text.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
    int start = text.lastIndexOf('\n', at - 1) + 1;
    int end = text.indexOf('\n', at);
    String line = text.substring(Math.min(start, at), end < 0 ? text.length() : end).strip();
    return "line " + number + ": " + shown(line);
  }

  /// Printable, on one line, and not longer than a person reads.
  static String shown(String text) {
    String cut = text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
    return cut.replaceAll("[^\\x20-\\x7e\\p{L}]", "?").replace('`', '\'');
  }

  /// All kinds of things that are found in Python source.
  public static List<DetectionRule> rules() {
    return List.of(PythonRule.values());
  }
}

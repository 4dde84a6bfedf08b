package dev.redoubt.scan.internal.python;

import dev.redoubt.scan.Detection;
import dev.redoubt.scan.DetectionLocation;
import dev.redoubt.scan.DetectionRule;
import dev.redoubt.scan.internal.ScanContext;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Analyzes Python source, wherever it occurs: a file, a notebook cell, the function of a layer.
///
/// Loading a model does not run the source unless something else says so, so most detections are
/// suspicious. Code that is unpacked and run at once is malicious: that only serves to hide it.
public final class PythonSource {

  /// In characters. Nobody reviews more in one file.
  private static final int LONGEST = 8 << 20;

  private static final int REPORTS = 50;

  private static final int SHOWN = 80;

  private PythonSource() {}

  /// Reports what the source does, each kind of detection once for each name.
  ///
  /// Offsets are in characters from the start of the text if the location has none of its own.
  public static void inspect(String text, DetectionLocation place, ScanContext context) {
    if (text.length() > LONGEST) {
      context.report(
          Detection.of(
              PythonRule.UNREADABLE_SOURCE,
              place,
              "Python source exceeds the limit of 8 Mi characters"));
      return;
    }
    Set<String> said = new HashSet<>();
    PythonReading.read(
        text,
        (rule, offset, message) -> {
          if (said.size() < REPORTS && said.add(message)) {
            DetectionLocation where =
                place.offset() == DetectionLocation.WHOLE_MEMBER ? place.at(offset) : place;
            String line = line(text, offset);
            context.report(Detection.of(rule, where, message, List.of(line)));
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

  /// Makes text printable, on one line, and shortens it.
  static String shown(String text) {
    String cut = text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
    return cut.replaceAll("[^\\x20-\\x7e\\p{L}]", "?").replace('`', '\'');
  }

  /// All rules about Python source.
  public static List<DetectionRule> rules() {
    return List.of(PythonRule.values());
  }
}

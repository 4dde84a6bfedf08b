package dev.redoubt.scan;

import java.util.List;

/// Something that the scanner found in a file, with its location and an explanation.
///
/// @param rule the kind of detection
/// @param verdict the verdict that it gives the file; usually that of `rule`
/// @param severity how harmful it is; usually that of `rule`
/// @param location its location
/// @param message what was found, with text from the input in backticks
/// @param explanation the steps that lead to the effect, one per line, first step first:
///   `STACK_GLOBAL os.system`, `REDUCE os.system('id')`; may be empty
public record Detection(
    DetectionRule rule,
    ScanVerdict verdict,
    DetectionSeverity severity,
    DetectionLocation location,
    String message,
    List<String> explanation) {

  public Detection {
    explanation = List.copyOf(explanation);
  }

  /// Creates a detection with the verdict and the severity of its rule.
  public static Detection of(
      DetectionRule rule, DetectionLocation place, String message, List<String> witness) {
    return new Detection(rule, rule.verdict(), rule.severity(), place, message, witness);
  }

  /// Creates a detection with the verdict and the severity of its rule, and no explanation.
  public static Detection of(DetectionRule rule, DetectionLocation place, String message) {
    return of(rule, place, message, List.of());
  }
}

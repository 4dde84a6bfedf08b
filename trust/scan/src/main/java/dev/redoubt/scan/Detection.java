package dev.redoubt.scan;

import java.util.List;

/// Something that was found, with its witness.
///
/// @param rule what kind of thing it is
/// @param verdict what it makes of the file; as a rule that of `rule`
/// @param severity how bad it is; as a rule that of `rule`
/// @param place where
/// @param message what was found, with the input's own words in backticks
/// @param witness how it comes about, one step a line, first step first: `STACK_GLOBAL os.system`,
///   `REDUCE os.system('id')`; may be empty
public record Detection(
    DetectionRule rule,
    ScanVerdict verdict,
    DetectionSeverity severity,
    DetectionLocation place,
    String message,
    List<String> witness) {

  public Detection {
    witness = List.copyOf(witness);
  }

  /// One as its rule says.
  public static Detection of(
      DetectionRule rule, DetectionLocation place, String message, List<String> witness) {
    return new Detection(rule, rule.verdict(), rule.severity(), place, message, witness);
  }

  /// One as its rule says, that needs no steps to be seen.
  public static Detection of(DetectionRule rule, DetectionLocation place, String message) {
    return of(rule, place, message, List.of());
  }
}

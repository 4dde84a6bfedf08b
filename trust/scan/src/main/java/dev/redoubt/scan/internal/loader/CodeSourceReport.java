package dev.redoubt.scan.internal.loader;

import dev.redoubt.scan.DetectionSeverity;
import dev.redoubt.scan.ScanVerdict;
import dev.redoubt.scan.internal.NeighbourFile;
import dev.redoubt.scan.internal.model.ContentFindings;
import dev.redoubt.scan.internal.model.ContentFindings.Found;
import dev.redoubt.scan.internal.model.ModelFilePaths;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import dev.redoubt.scan.internal.model.QuotedContent;
import java.util.List;
import java.util.Optional;

/// Reports where the code is that a configuration names.
///
/// @param findings of the configuration
record CodeSourceReport(ContentFindings findings) {

  /// The code is not part of the model.
  void elsewhere(String what, long at) {
    add(ScanVerdict.SUSPICIOUS, DetectionSeverity.CRITICAL, what, at);
  }

  void add(ScanVerdict verdict, DetectionSeverity severity, String what, long at) {
    findings.add(ModelFormatRule.CONFIG_REMOTE_CODE, verdict, severity, at, what, List.of());
  }

  /// The code is in a file beside the configuration, according to the configuration.
  void beside(String file, DetectionSeverity severity, String what, long at) {
    if (ModelFilePaths.leadsOutside(file)) {
      elsewhere(what + ", which is outside the folder", at);
      return;
    }
    findings.ask(file, false, there -> Optional.of(own(severity, what + said(file, there), at)));
  }

  /// The code is in a file beside the configuration if that exists, and part of the loader
  /// otherwise.
  void besideIfThere(String file, String what, long at) {
    findings.ask(
        file,
        false,
        there ->
            there instanceof NeighbourFile.File || there instanceof NeighbourFile.Elsewhere
                ? Optional.of(own(DetectionSeverity.HIGH, what + said(file, there), at))
                : Optional.empty());
  }

  private static Found own(DetectionSeverity severity, String what, long at) {
    return new Found(
        ModelFormatRule.CONFIG_REMOTE_CODE, ScanVerdict.SUSPICIOUS, severity, at, what);
  }

  private static String said(String file, NeighbourFile there) {
    return switch (there) {
      case NeighbourFile.File _ ->
          "; its source " + QuotedContent.of(file) + " is beside the configuration";
      case NeighbourFile.Elsewhere link ->
          "; its source "
              + QuotedContent.of(file)
              + " is a link to "
              + QuotedContent.of(link.target());
      case NeighbourFile.Absent _ ->
          "; its source " + QuotedContent.of(file) + " is not beside the configuration";
      case NeighbourFile.Unseen _ -> "; its source is " + QuotedContent.of(file);
    };
  }
}

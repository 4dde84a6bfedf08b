package dev.redoubt.scan.internal.loader;

import dev.redoubt.scan.DetectionSeverity;
import dev.redoubt.scan.ScanVerdict;
import dev.redoubt.scan.internal.NeighbourFile;
import dev.redoubt.scan.internal.model.ContentFindings;
import dev.redoubt.scan.internal.model.ContentFindings.Found;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import dev.redoubt.scan.internal.model.ModelPaths;
import dev.redoubt.scan.internal.model.QuotedContent;
import java.util.List;
import java.util.Optional;

/// Where the code is that a configuration names, as it is reported.
///
/// @param findings of the configuration
record CodeSourceReport(ContentFindings findings) {

  /// Not with the model.
  void elsewhere(String what, long at) {
    add(ScanVerdict.SUSPICIOUS, DetectionSeverity.CRITICAL, what, at);
  }

  void add(ScanVerdict verdict, DetectionSeverity severity, String what, long at) {
    findings.add(ModelFormatRule.CONFIG_REMOTE_CODE, verdict, severity, at, what, List.of());
  }

  /// In a file beside the configuration, or so it says.
  void beside(String file, DetectionSeverity severity, String what, long at) {
    if (ModelPaths.leadsOutside(file)) {
      elsewhere(what + ", which leads out of the folder", at);
      return;
    }
    findings.ask(file, false, there -> Optional.of(own(severity, what + said(file, there), at)));
  }

  /// In a file beside the configuration, if there is one; otherwise the loader has it.
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
      case NeighbourFile.File _ -> ", whose source " + QuotedContent.of(file) + " is beside it";
      case NeighbourFile.Elsewhere link ->
          ", whose source "
              + QuotedContent.of(file)
              + " is a link to "
              + QuotedContent.of(link.target());
      case NeighbourFile.Absent _ ->
          ", whose source " + QuotedContent.of(file) + " is not beside it";
      case NeighbourFile.Unseen _ -> ", whose source is " + QuotedContent.of(file);
    };
  }
}

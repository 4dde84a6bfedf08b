package dev.redoubt.scan.internal.loader;

import dev.redoubt.scan.Severity;
import dev.redoubt.scan.Verdict;
import dev.redoubt.scan.internal.Neighbour;
import dev.redoubt.scan.internal.model.Findings;
import dev.redoubt.scan.internal.model.Findings.Found;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import dev.redoubt.scan.internal.model.ModelPaths;
import dev.redoubt.scan.internal.model.Shown;
import java.util.List;
import java.util.Optional;

/// Where the code is that a configuration names, as it is reported.
///
/// @param findings of the configuration
record Source(Findings findings) {

  /// Not with the model.
  void elsewhere(String what, long at) {
    add(Verdict.SUSPICIOUS, Severity.CRITICAL, what, at);
  }

  void add(Verdict verdict, Severity severity, String what, long at) {
    findings.add(ModelFormatRule.CONFIG_REMOTE_CODE, verdict, severity, at, what, List.of());
  }

  /// In a file beside the configuration, or so it says.
  void beside(String file, Severity severity, String what, long at) {
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
            there instanceof Neighbour.File || there instanceof Neighbour.Elsewhere
                ? Optional.of(own(Severity.HIGH, what + said(file, there), at))
                : Optional.empty());
  }

  private static Found own(Severity severity, String what, long at) {
    return new Found(ModelFormatRule.CONFIG_REMOTE_CODE, Verdict.SUSPICIOUS, severity, at, what);
  }

  private static String said(String file, Neighbour there) {
    return switch (there) {
      case Neighbour.File _ -> ", whose source " + Shown.of(file) + " is beside it";
      case Neighbour.Elsewhere link ->
          ", whose source " + Shown.of(file) + " is a link to " + Shown.of(link.target());
      case Neighbour.Absent _ -> ", whose source " + Shown.of(file) + " is not beside it";
      case Neighbour.Unseen _ -> ", whose source is " + Shown.of(file);
    };
  }
}

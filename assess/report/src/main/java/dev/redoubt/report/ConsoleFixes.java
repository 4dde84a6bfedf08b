package dev.redoubt.report;

import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Fix;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Writes the fixes of the findings of one control, each text once: all of their code in a complete
/// report; otherwise code of one line, or what the fix does.
final class ConsoleFixes {

  /// Fixes of one line that are shown for one reason.
  private static final int MAX_FIXES = 3;

  /// Begins a line that is no code.
  private static final String COMMENT = "// ";

  private static final ConsoleLayout.Head HEAD =
      new ConsoleLayout.Head("   FIX  ", ConsoleColour.GREEN);

  private final ConsoleLayout page;
  private final boolean isComplete;
  private final Set<String> written = new HashSet<>();

  ConsoleFixes(ConsoleLayout page, boolean isComplete) {
    this.page = page;
    this.isComplete = isComplete;
  }

  /// @param findings those with one reason
  void write(List<Finding> findings) throws IOException {
    Map<String, Fix> fixes = new LinkedHashMap<>();
    for (Finding finding : findings) {
      Fix fix = finding.annotations().fix();
      if (fix != null) {
        fixes.putIfAbsent(fix.title() + "\n" + fix.text(), fix);
      }
    }
    if (isComplete) {
      for (Fix fix : fixes.values()) {
        page.fold(HEAD, fix.title());
        // code is not wrapped, so that it can be copied
        for (String line : fix.text().lines().toList()) {
          page.verbatim("        " + line);
        }
      }
    }
    Set<String> lines = isComplete ? new LinkedHashSet<>() : lines(fixes);
    if (findings.stream().anyMatch(finding -> finding.annotations().fix() == null)
        || (!isComplete && lines.isEmpty())) {
      lines.add(findings.getFirst().control().remediation().summary());
    }
    for (String line : lines) {
      if (written.add(line)) {
        page.fold(HEAD, line);
      }
    }
  }

  /// The code of fixes of one line, or what few others do; empty if that is too much.
  private static Set<String> lines(Map<String, Fix> fixes) {
    Set<String> lines =
        fixes.values().stream()
            .map(fix -> fix.isOneLine() ? oneLine(fix) : fix.title())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    // without more text, nothing else says what a fix does
    boolean isWhole =
        fixes.values().stream().allMatch(fix -> fix.isOneLine() || fix.text().isEmpty());
    return lines.size() <= (isWhole ? MAX_FIXES : 1) ? lines : new LinkedHashSet<>();
  }

  /// The code of a fix of one line, and where it belongs. A comment is no code: then the title says
  /// what to do.
  private static String oneLine(Fix fix) {
    List<String> lines = fix.text().lines().toList();
    String code = lines.getLast().strip();
    if (code.startsWith(COMMENT)) {
      return fix.title();
    }
    return lines.size() == 1
        ? "`" + code + "`"
        : "`%s` in `%s`".formatted(code, lines.getFirst().substring(Fix.PLACE.length()));
  }
}

package dev.redoubt.report;

import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Fix;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Writes the fixes of the findings of one control, each text once: all of their code in a complete
/// report; otherwise code of one line, or what the fix does.
final class ConsoleFixes {

  /// Fixes of one line that are shown for one reason.
  private static final int MAX_FIXES = 3;

  /// Begins a line that is no code.
  private static final String COMMENT = "// ";

  /// A comment that names another file.
  private static final Pattern FILE = Pattern.compile("// \\S.*\\.(?:bicep|bicepparam|json)");

  /// The end of a title that names a parameter which keeps its value because it has other uses.
  private static final Pattern SOURCE = Pattern.compile("; the value came from .*");

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
    Set<String> lines = new LinkedHashSet<>();
    // without more text, nothing else says what a fix does
    boolean isWhole = true;
    for (Fix fix : fixes.values()) {
      String line = oneLine(fix);
      lines.add(line.isEmpty() ? fix.title() : line);
      isWhole &= !line.isEmpty() || fix.isOneLine() || fix.text().isEmpty();
    }
    return lines.size() <= (isWhole ? MAX_FIXES : 1) ? lines : new LinkedHashSet<>();
  }

  /// The code of a fix of one line, and the object or the file where it belongs; empty if the fix
  /// has more lines, or none that is code.
  private static String oneLine(Fix fix) {
    List<String> lines = fix.text().lines().toList();
    String code = lines.isEmpty() ? "" : lines.getLast().strip();
    List<String> places = new ArrayList<>();
    for (String line : lines.subList(0, Math.max(0, lines.size() - 1))) {
      String place = place(line);
      if (place.isEmpty()) {
        return "";
      }
      // words that describe a place of an ARM template are no code
      places.addFirst(place.contains(" of the ") ? place : "`" + place + "`");
    }
    if (code.isEmpty() || code.startsWith(COMMENT)) {
      return "";
    }
    Matcher source = SOURCE.matcher(fix.title());
    return "`"
        + code
        + "`"
        + (places.isEmpty() ? "" : " in " + String.join(" in ", places))
        + (source.find() ? source.group() : "");
  }

  /// What a comment names as the place of the next line; empty for other lines.
  private static String place(String line) {
    if (line.startsWith(Fix.PLACE)) {
      return line.substring(Fix.PLACE.length());
    }
    return FILE.matcher(line).matches() ? line.substring(COMMENT.length()) : "";
  }
}

package dev.redoubt.scan.internal.packages;

import dev.redoubt.scan.internal.model.ContentFindings;
import dev.redoubt.scan.internal.model.ModelFilePaths;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Checks the lines of a requirements file, wherever they occur: parses each line as pip does and
/// reports what does not come from the default index. Sources: pip's page of the requirements file
/// format; pip 26, `req_file.py`.
public final class PipRequirements {

  /// Lines that are enough to classify a text.
  private static final int SNIFFED = 2_000;

  /// A version, which distinguishes a requirement from the words of a vocabulary.
  private static final Pattern VERSIONED = Pattern.compile("[A-Za-z0-9\\])(]\\s*(?:[=~!<>]=|[<>])");

  private final PackageReport report;
  private final String folder;

  private PipRequirements(PackageReport report, String folder) {
    this.report = report;
    this.folder = folder;
  }

  /// Checks a text that pip reads as a package list.
  ///
  /// @param at the position of the text in the content
  /// @param path of the content, relative to what is scanned, to resolve includes
  static void inspect(String text, long at, String path, PackageReport report) {
    PipRequirements list =
        new PipRequirements(report, path.substring(0, path.lastIndexOf('/') + 1));
    for (RequirementsLines.Line line : RequirementsLines.of(text)) {
      list.line(line.text(), at + line.offset());
    }
  }

  /// Checks lines that may be a package list, or are one without its usual name; skips what cannot
  /// be parsed.
  public static void inspectLeniently(String text, long at, ContentFindings findings) {
    inspect(text, at, "", new PackageReport(findings, false));
  }

  /// Whether a text is a package list with another name: at least half of its lines are packages or
  /// options, and one has a version or an option that names a source. A single line does not
  /// decide.
  public static boolean isLikely(String text) {
    int lines = 0;
    int understood = 0;
    boolean telling = false;
    for (RequirementsLines.Line line : RequirementsLines.of(text)) {
      if (++lines > SNIFFED) {
        break;
      }
      boolean option = line.text().startsWith("-");
      boolean known =
          option
              ? isOption(line.text())
              : !(RequirementSpec.of(arguments(line.text())) instanceof PackageOrigin.Unreadable);
      understood += known ? 1 : 0;
      telling |= known && (option || VERSIONED.matcher(line.text()).find());
    }
    return telling && understood * 2 >= Math.min(lines, SNIFFED);
  }

  private static boolean isOption(String line) {
    return line.startsWith("--")
        && ShellWords.split(line)
            .map(PipOption::parse)
            .filter(parsed -> parsed.mistake() == null && !parsed.options().isEmpty())
            .isPresent();
  }

  /// The part before the first word that begins with a hyphen.
  private static String arguments(String line) {
    int at = line.startsWith("-") ? 0 : line.indexOf(" -");
    return at < 0 ? line : line.substring(0, at);
  }

  private void line(String line, long at) {
    String arguments = arguments(line);
    if (!PythonText.strip(arguments).isEmpty()) {
      report.origin(at, RequirementSpec.of(arguments), line);
    }
    String options = line.substring(arguments.length());
    if (options.isEmpty()) {
      return;
    }
    Optional<List<String>> words = ShellWords.split(options);
    if (words.isEmpty()) {
      report.unreadable(at, line, "unterminated quotation");
      return;
    }
    PipOption.Parsed parsed = PipOption.parse(words.get());
    for (PipOption.Given given : parsed.options()) {
      option(given, line, at);
    }
    if (parsed.mistake() != null) {
      report.unreadable(at, line, parsed.mistake());
    }
  }

  private void option(PipOption.Given given, String line, long at) {
    switch (given.option().role()) {
      case NONE -> {
        // no effect on package sources
      }
      case INDEX -> {
        if (!DefaultPackageIndexes.isDefaultIndex(given.value())) {
          report.elsewhere(at, "packages come from", line);
        }
      }
      case ELSEWHERE -> report.elsewhere(at, "packages come from", line);
      case EDITABLE -> report.elsewhere(at, "a package comes from", line);
      case BUILD -> report.elsewhere(at, "build options are set by", line);
      case INCLUDE -> include(given.value(), line, at);
    }
  }

  /// Another list: it is checked as a list itself if it has the name of one; otherwise its content
  /// is unknown.
  private void include(String value, String line, long at) {
    if (ModelFilePaths.leadsOutside(value)) {
      report.elsewhere(at, "a package list comes from", line);
    } else if (report.strict()
        && PackageFile.named(folder + value).filter(PackageFile.REQUIREMENTS::equals).isEmpty()) {
      report.elsewhere(at, "a package list has an unrecognized file name:", line);
    }
  }
}

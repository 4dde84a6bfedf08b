package dev.redoubt.scan.internal.packages;

import dev.redoubt.scan.internal.model.ContentFindings;
import dev.redoubt.scan.internal.model.ModelPaths;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The lines of a requirements file, wherever they stand: each line as pip takes it apart, and what
/// of it is not a package of the default index. Sources: pip's page of the requirements file
/// format; pip 26, `req_file.py`.
public final class PipRequirements {

  /// Fewer lines say nothing about what a text is.
  private static final int SNIFFED = 2_000;

  /// A version, which words of a vocabulary have not.
  private static final Pattern VERSIONED = Pattern.compile("[A-Za-z0-9\\])(]\\s*(?:[=~!<>]=|[<>])");

  private final PackageReport report;
  private final String folder;

  private PipRequirements(PackageReport report, String folder) {
    this.report = report;
    this.folder = folder;
  }

  /// Looks at a text that pip reads as a list.
  ///
  /// @param at where the text stands in the content
  /// @param path of the content, from what is scanned, for what it includes
  static void inspect(String text, long at, String path, PackageReport report) {
    PipRequirements list =
        new PipRequirements(report, path.substring(0, path.lastIndexOf('/') + 1));
    for (LogicalLines.Line line : LogicalLines.of(text)) {
      list.line(line.text(), at + line.offset());
    }
  }

  /// Looks at lines that may be a list, or are one that nobody named so: what cannot be read is
  /// passed over.
  public static void glance(String text, long at, ContentFindings findings) {
    inspect(text, at, "", new PackageReport(findings, false));
  }

  /// Whether a text is a list that has another name: half of its lines at least are packages or
  /// options, and one has a version or is an option that says where from. One odd line decides
  /// nothing.
  public static boolean isLikely(String text) {
    int lines = 0;
    int understood = 0;
    boolean telling = false;
    for (LogicalLines.Line line : LogicalLines.of(text)) {
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

  /// What stands before the first word that begins with a hyphen.
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
      report.unreadable(at, line, "a line whose quotation does not end");
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
        // where packages come from stays as it is
      }
      case INDEX -> {
        if (!DefaultPackageIndexes.isDefaultIndex(given.value())) {
          report.elsewhere(at, "packages come from", line);
        }
      }
      case ELSEWHERE -> report.elsewhere(at, "packages come from", line);
      case EDITABLE -> report.elsewhere(at, "a package comes from", line);
      case BUILD -> report.elsewhere(at, "the build of a package is told", line);
      case INCLUDE -> include(given.value(), line, at);
    }
  }

  /// Another list: one that is looked at as a list itself, or nobody knows what is in it.
  private void include(String value, String line, long at) {
    if (ModelPaths.leadsOutside(value)) {
      report.elsewhere(at, "a list of packages comes from", line);
    } else if (report.strict()
        && PackageFile.named(folder + value).filter(PackageFile.REQUIREMENTS::equals).isEmpty()) {
      report.elsewhere(at, "a list of packages is no file with the name of one:", line);
    }
  }
}

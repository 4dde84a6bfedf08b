package dev.redoubt.scan.internal.packages;

import dev.redoubt.scan.internal.model.ContentFindings;
import java.util.List;
import java.util.regex.Pattern;

/// Checks commands that install packages, as in notebooks: `%pip install -f ./wheels own`.
public final class InstallCommand {

  private static final Pattern PARTS = Pattern.compile("&&|\\|\\|?|;|\\n");

  private InstallCommand() {}

  /// Checks each command of a line.
  public static void inspect(String line, long at, ContentFindings findings) {
    PackageReport report = new PackageReport(findings, false);
    for (String part : PARTS.split(line, -1)) {
      String command = part.strip().replaceFirst("^[%!]+", "");
      ShellWords.split(command).ifPresent(words -> command(words, command, at, report));
    }
  }

  private static void command(List<String> words, String written, long at, PackageReport report) {
    int verb = words.indexOf("install") >= 0 ? words.indexOf("install") : words.indexOf("add");
    if (verb < 1) {
      return;
    }
    List<String> before = words.subList(0, verb);
    List<String> after = words.subList(verb + 1, words.size());
    if (before.stream().anyMatch(word -> word.matches("(?:.*/)?(?:pip[0-9.]*|uv)"))) {
      pip(after, written, at, report);
    } else if (before.stream().anyMatch(word -> word.matches("(?:.*/)?(?:conda|mamba)"))) {
      conda(after, written, at, report);
    }
  }

  /// Options of the command line that requirements files do not have are skipped.
  private static void pip(List<String> words, String written, long at, PackageReport report) {
    PipOption.Parsed parsed = PipOption.parse(words, true);
    for (PipOption.Given given : parsed.options()) {
      boolean usual =
          switch (given.option().role()) {
            case NONE -> true;
            case INDEX -> DefaultPackageIndexes.isDefaultIndex(given.value());
            case INCLUDE -> !given.value().contains("://");
            case ELSEWHERE, EDITABLE, BUILD -> false;
          };
      if (!usual) {
        report.elsewhere(at, "packages come from", written);
      }
    }
    for (String other : parsed.others()) {
      report.origin(at, RequirementSpec.of(other), other);
    }
  }

  private static void conda(List<String> words, String written, long at, PackageReport report) {
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      boolean option = word.equals("-c") || word.equals("--channel");
      String channel =
          option && i + 1 < words.size()
              ? words.get(i + 1)
              : word.startsWith("--channel=") ? word.substring("--channel=".length()) : "";
      if (!channel.isEmpty() && !DefaultPackageIndexes.isKnownChannel(channel)) {
        report.elsewhere(at, "packages come from", written);
      }
      i += option ? 1 : 0;
      if (!option && !word.startsWith("-")) {
        report.origin(at, CondaSpec.of(word), word);
      }
    }
  }
}

package dev.redoubt.documents;

import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Checks the arguments of a Maven call in a document. Maven itself is not started.
final class MavenCall {

  private static final Set<String> PHASES =
      Set.of("clean", "validate", "compile", "test", "package", "verify", "install");

  private static final Set<String> SWITCHES =
      Set.of(
          "-o",
          "-q",
          "-N",
          "-B",
          "-e",
          "-X",
          "-U",
          "-am",
          "-amd",
          "--offline",
          "--quiet",
          "--non-recursive",
          "--batch-mode",
          "--also-make",
          "--no-transfer-progress",
          "--version");

  private static final Set<String> MODULES = Set.of("-pl", "--projects");
  private static final Set<String> WITH_VALUE = Set.of("-T", "--threads", "-P", "-f", "-rf");
  private static final Pattern PROPERTY = Pattern.compile("-D([\\w.-]+)(?:=(.*))?");
  private static final Pattern TEST = Pattern.compile("[\\w*?.]+(?:#\\w+)?");

  private MavenCall() {}

  /// Why a call is wrong; empty if every word is known.
  static Optional<String> wrong(ShellCommand call) {
    List<String> words = call.arguments().stream().map(ShellCommand.Word::text).toList();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      Optional<String> wrong;
      if (MODULES.contains(word)) {
        wrong = wrongModules(++i < words.size() ? words.get(i) : "");
      } else if (WITH_VALUE.contains(word)) {
        i++;
        continue;
      } else {
        wrong = wrongWord(word);
      }
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> wrongWord(String word) {
    Matcher property = PROPERTY.matcher(word);
    if (property.matches()) {
      return "test".equals(property.group(1)) ? wrongTests(property.group(2)) : Optional.empty();
    }
    return PHASES.contains(word) || SWITCHES.contains(word) || word.matches("-T\\S+")
        ? Optional.empty()
        : Optional.of("`" + word + "` is no phase and no known option of Maven");
  }

  private static Optional<String> wrongModules(String list) {
    return Arrays.stream(list.split(","))
        .filter(module -> !Files.exists(Repository.ROOT.resolve(module).resolve("pom.xml")))
        .findFirst()
        .map(module -> "there is no module `" + module + "`");
  }

  /// Checks the value of `-Dtest`: test classes, with wildcards or a method.
  private static Optional<String> wrongTests(String list) {
    for (String test : list.split(",", -1)) {
      if (!TEST.matcher(test).matches()) {
        return Optional.of("`" + test + "` is no name of a test");
      }
      String[] parts = test.split("#", 2);
      Pattern file =
          Pattern.compile("(?:.*/)?" + Globs.regex(parts[0].replace('.', '/')) + "\\.java");
      List<String> found =
          Repository.names().stream().filter(name -> file.matcher(name).matches()).toList();
      boolean there =
          parts.length == 1
              ? !found.isEmpty()
              : found.stream()
                  .map(name -> Repository.text(Repository.ROOT.resolve(name)))
                  .anyMatch(text -> text.contains(" " + parts[1] + "("));
      if (!there) {
        return Optional.of("there is no test `" + test + "`");
      }
    }
    return Optional.empty();
  }
}

package dev.redoubt.scan.internal.packages;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The options of a requirements file. Sources: pip's page of the requirements file format; pip 23
/// and 26, `req_file.py` and `cmdoptions.py`; the Python library reference, `optparse`, which
/// accepts abbreviated options and a value that is attached to a letter.
enum PipOption {
  INDEX_URL(Role.INDEX, true, "-i", "--index-url", "--pypi-url"),
  EXTRA_INDEX_URL(Role.INDEX, true, "--extra-index-url"),
  FIND_LINKS(Role.ELSEWHERE, true, "-f", "--find-links"),
  TRUSTED_HOST(Role.ELSEWHERE, true, "--trusted-host"),
  PROCESS_DEPENDENCY_LINKS(Role.ELSEWHERE, false, "--process-dependency-links"),
  EDITABLE(Role.EDITABLE, true, "-e", "--editable"),
  REQUIREMENT(Role.INCLUDE, true, "-r", "--requirement"),
  CONSTRAINT(Role.INCLUDE, true, "-c", "--constraint"),
  GLOBAL_OPTION(Role.BUILD, true, "--global-option"),
  INSTALL_OPTION(Role.BUILD, true, "--install-option"),
  CONFIG_SETTINGS(Role.BUILD, true, "-C", "--config-settings", "--config-setting"),
  NO_INDEX(Role.NONE, false, "--no-index"),
  NO_BINARY(Role.NONE, true, "--no-binary"),
  ONLY_BINARY(Role.NONE, true, "--only-binary"),
  PREFER_BINARY(Role.NONE, false, "--prefer-binary"),
  REQUIRE_HASHES(Role.NONE, false, "--require-hashes"),
  NO_REQUIRE_HASHES(Role.NONE, false, "--no-require-hashes"),
  PRE(Role.NONE, false, "--pre"),
  ALL_RELEASES(Role.NONE, true, "--all-releases"),
  ONLY_FINAL(Role.NONE, true, "--only-final"),
  USE_FEATURE(Role.NONE, true, "--use-feature"),
  HASH(Role.NONE, true, "--hash");

  /// The effect of an option on package sources.
  enum Role {
    /// No effect.
    NONE,
    /// The value is an index.
    INDEX,
    /// The value is another source, or a host to trust.
    ELSEWHERE,
    /// The value is a folder or a repository whose code runs.
    EDITABLE,
    /// The value is another list.
    INCLUDE,
    /// The value is passed to the code that builds a package.
    BUILD
  }

  /// Of pip 20 to 26.
  private static final Set<String> FEATURES =
      Set.of(
          "2020-resolver",
          "build-constraint",
          "fast-deps",
          "in-tree-build",
          "inprocess-build-deps",
          "no-binary-enable-wheel-cache",
          "truststore",
          "venv-isolation");

  private final Role role;
  private final boolean takesValue;

  // An unmodifiable copy; the checker cannot see that.
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<String> names;

  PipOption(Role role, boolean takesValue, String... names) {
    this.role = role;
    this.takesValue = takesValue;
    this.names = List.of(names);
  }

  Role role() {
    return role;
  }

  /// An option that occurs on a line.
  ///
  /// @param value empty if the option takes none
  record Given(PipOption option, String value) {}

  /// The result of parsing a line.
  ///
  /// @param mistake why pip rejects the line, or null
  record Parsed(List<Given> options, List<String> others, @Nullable String mistake) {}

  /// Parses words as `optparse` does. After an error, the options that were understood remain.
  static Parsed parse(List<String> words) {
    return parse(words, false);
  }

  /// Parses words; with `lenient`, skips unknown options, because a command has more options than a
  /// file.
  static Parsed parse(List<String> words, boolean lenient) {
    List<Given> given = new ArrayList<>();
    List<String> others = new ArrayList<>();
    List<String> rest = new ArrayList<>(words);
    while (!rest.isEmpty()) {
      String word = rest.removeFirst();
      String mistake = null;
      if (word.equals("--")) {
        others.addAll(rest);
        return new Parsed(given, others, null);
      } else if (word.startsWith("--")) {
        mistake = longOption(word, rest, given);
      } else if (word.startsWith("-") && word.length() > 1) {
        mistake = shortOption(word, rest, given);
      } else {
        others.add(word);
      }
      if (mistake != null && !lenient) {
        return new Parsed(given, others, mistake);
      }
    }
    return new Parsed(given, others, null);
  }

  private static @Nullable String longOption(String word, List<String> rest, List<Given> given) {
    int equals = word.indexOf('=');
    String name = equals < 0 ? word : word.substring(0, equals);
    List<PipOption> found = matching(name);
    boolean harmless = found.stream().allMatch(option -> option.role == Role.NONE);
    boolean exact = found.size() == 1 && found.getFirst().names.contains(name);
    if (found.size() != 1 || (harmless && !exact)) {
      // The meaning of an abbreviation depends on the version of pip: report the options that
      // matter.
      found.stream()
          .filter(option -> option.role != Role.NONE)
          .forEach(
              option -> given.add(new Given(option, equals < 0 ? "" : word.substring(equals + 1))));
      return found.isEmpty() ? "unknown option" : "abbreviated option";
    }
    PipOption option = found.getFirst();
    if (!option.takesValue) {
      given.add(new Given(option, ""));
      return equals < 0 ? null : "this option takes no value";
    }
    if (equals < 0 && rest.isEmpty()) {
      return "missing value of an option";
    }
    String value = equals < 0 ? rest.removeFirst() : word.substring(equals + 1);
    given.add(new Given(option, value));
    return option.accepts(value) ? null : "invalid value of an option";
  }

  private boolean accepts(String value) {
    boolean formats = this == NO_BINARY || this == ONLY_BINARY;
    return !(formats && value.startsWith("-")) && (this != USE_FEATURE || FEATURES.contains(value));
  }

  private static List<PipOption> matching(String name) {
    List<PipOption> exact =
        Arrays.stream(values()).filter(option -> option.names.contains(name)).toList();
    return exact.isEmpty()
        ? Arrays.stream(values())
            .filter(option -> option.names.stream().anyMatch(each -> each.startsWith(name)))
            .toList()
        : exact;
  }

  /// A single letter, perhaps with its value: all options of one letter take one.
  private static @Nullable String shortOption(String word, List<String> rest, List<Given> given) {
    String name = word.substring(0, 2);
    List<PipOption> found =
        Arrays.stream(values()).filter(option -> option.names.contains(name)).toList();
    if (found.isEmpty()) {
      return "unknown option";
    }
    if (word.length() == 2 && rest.isEmpty()) {
      return "missing value of an option";
    }
    given.add(
        new Given(found.getFirst(), word.length() > 2 ? word.substring(2) : rest.removeFirst()));
    return null;
  }
}

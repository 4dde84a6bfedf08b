package dev.redoubt.bicep.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Parses public Bicep: `./mvnw verify -Dredoubt.tests=corpus -Dredoubt.corpus=DIR`, where DIR
/// contains clones of public repositories in `bicep` (the compiler with its baselines), `registry`
/// (bicep-registry-modules) and `quickstart` (azure-quickstart-templates). The problems of each
/// file are written to `target/corpus-syntax-*.txt`.
@Tag("corpus")
class CorpusSyntaxTest {

  private static final String BASELINES = "bicep/src/Bicep.Core.Samples/Files";

  /// Files that the compiler refuses too, and why.
  private static final Map<String, String> BROKEN =
      Map.of(
          "quickstart/test/ci-tests/data/validate-deploymentfile-tests/bicep-error/main.bicep",
          "has a parameter without type on purpose",
          BASELINES + "/baselines/TypeDeclarations_LF/main.formatted.bicep",
          "has a `,` where a decorator ends its line: the formatter joined the lines of a tuple");

  /// The compiler's dumps of its tokens and trees: source with comments between its lines, which
  /// break strings that have several.
  private static final Pattern DUMP = Pattern.compile(".*\\.(tokens|syntax)\\.bicep(param)?");

  /// The diagnostic codes that only the compiler's lexer and parser use for errors
  /// (`DiagnosticBuilder`, release 0.46).
  private static final Set<Integer> SYNTAX_CODES =
      Set.of(
          1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 64, 68,
          87, 96, 97, 103, 117, 118, 123, 133, 136, 140, 162, 167, 201, 202, 226, 236, 238, 243,
          249, 257, 266, 279, 300, 305, 317, 322, 325, 337, 344, 346, 347, 354, 355, 356, 375, 404,
          436);

  private static final Pattern BASELINE_LINE =
      Pattern.compile("//@\\[\\d+:\\d+\\) \\[BCP(\\d+) \\(Error\\)\\].*");

  @Test
  void readsEveryBaseline_thatIsNotNamedInvalid() throws IOException {
    check("baselines", BASELINES, path -> !isInvalid(path), 500);
  }

  @Test
  void readsEveryRegistryModule() throws IOException {
    check("registry", "registry", path -> path.endsWith("main.bicep"), 500);
    check("registry-all", "registry", _ -> true, 2_000);
  }

  @Test
  void readsEveryQuickstart() throws IOException {
    check("quickstart", "quickstart", _ -> true, 700);
  }

  private static void check(String corpus, String folder, Predicate<Path> wanted, int atLeast)
      throws IOException {
    Path root = corpus(folder);
    Map<String, List<String>> wrong = new TreeMap<>();
    List<Path> files = find(root.resolve(folder), wanted);
    long bytes = 0;
    for (Path file : files) {
      bytes += Files.size(file);
      List<String> problems = read(file);
      if (!problems.isEmpty()) {
        wrong.put(root.relativize(file).toString(), problems);
      }
    }
    Set<String> known = new TreeSet<>(BROKEN.keySet());
    known.retainAll(files.stream().map(file -> root.relativize(file).toString()).toList());
    report(
        corpus,
        "%d files, %d of these with parameters, %,d bytes, %d with problems"
            .formatted(
                files.size(),
                files.stream().filter(file -> file.toString().endsWith("param")).count(),
                bytes,
                wrong.size()),
        wrong);
    assertThat(files).hasSizeGreaterThan(atLeast);
    assertThat(wrong.keySet()).isEqualTo(known);
  }

  @Test
  void findsAnErrorInEveryInvalidBaseline_whereTheCompilerFindsOne() throws IOException {
    Path root = corpus(BASELINES);
    Map<String, List<String>> wrong = new TreeMap<>();
    List<String> missed = new ArrayList<>();
    int[] lines = new int[3];
    List<Path> files = find(root.resolve(BASELINES), CorpusSyntaxTest::isInvalid);
    for (Path file : files) {
      String name = root.relativize(file).toString();
      List<String> ours = read(file);
      wrong.put(name, ours);
      Path baseline =
          file.resolveSibling(file.getFileName().toString().replace(".", ".diagnostics."));
      if (Files.exists(baseline)) {
        Set<Integer> theirs = linesOfSyntaxErrors(baseline);
        if (!theirs.isEmpty() && ours.isEmpty()) {
          missed.add(name);
        }
        compare(theirs, ours, lines);
      }
    }
    report(
        "invalid",
        "%d files, %d with problems; lines with errors of syntax: %d of both, %d of the compiler alone, %d of ours alone"
            .formatted(
                files.size(),
                wrong.values().stream().filter(problems -> !problems.isEmpty()).count(),
                lines[0],
                lines[1],
                lines[2]),
        wrong);
    assertThat(files).hasSizeGreaterThan(100);
    assertThat(missed).isEmpty();
    assertThat(lines[0]).isGreaterThan(9 * lines[1]);
  }

  private static void compare(Set<Integer> theirs, List<String> ours, int[] lines) {
    Set<Integer> found = new HashSet<>();
    ours.forEach(problem -> found.add(Integer.valueOf(problem.substring(0, problem.indexOf(':')))));
    for (int line : theirs) {
      lines[found.contains(line) ? 0 : 1]++;
    }
    found.removeAll(theirs);
    lines[2] += found.size();
  }

  /// The lines in which the compiler finds syntax errors: its baseline is the source with a comment
  /// for each error after its line.
  private static Set<Integer> linesOfSyntaxErrors(Path baseline) throws IOException {
    Set<Integer> lines = new TreeSet<>();
    int line = 0;
    for (String text : Files.readAllLines(baseline)) {
      Matcher matcher = BASELINE_LINE.matcher(text);
      if (!text.startsWith("//@[")) {
        line++;
      } else if (matcher.matches() && SYNTAX_CODES.contains(Integer.valueOf(matcher.group(1)))) {
        lines.add(line);
      }
    }
    return lines;
  }

  private static boolean isInvalid(Path path) {
    for (Path part : path) {
      if (part.toString().startsWith("Invalid")) {
        return true;
      }
    }
    return false;
  }

  private static List<String> read(Path file) {
    List<Problem> problems = new ArrayList<>();
    BicepFile read = BicepReader.read(file, "f", new SourceFiles(), problems);
    assertThat(read == null && problems.isEmpty()).as(file.toString()).isFalse();
    return problems.stream()
        .map(problem -> ParsedText.at(problem.origin()) + " " + problem.message())
        .toList();
  }

  private static List<Path> find(Path folder, Predicate<Path> wanted) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(path -> path.toString().matches(".*\\.bicep(param)?"))
          .filter(path -> !DUMP.matcher(path.toString()).matches())
          .filter(wanted)
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    }
  }

  private static void report(String corpus, String counts, Map<String, List<String>> wrong)
      throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(counts);
    wrong.forEach(
        (name, problems) -> {
          lines.add(name);
          problems.forEach(problem -> lines.add("  " + problem));
        });
    Path to = Path.of("target", "corpus-syntax-" + corpus + ".txt");
    Files.createDirectories(to.getParent());
    Files.write(to, lines);
    System.out.println(corpus + ": " + counts);
  }

  private static Path corpus(String folder) {
    String named = System.getProperty("redoubt.corpus", System.getenv("REDOUBT_CORPUS"));
    assumeTrue(named != null, "skipped: no -Dredoubt.corpus=DIR with public Bicep");
    Path root = Path.of(String.valueOf(named));
    assumeTrue(
        Files.isDirectory(root.resolve(folder)),
        "skipped: there is no folder `" + folder + "` in the corpus");
    return root;
  }
}

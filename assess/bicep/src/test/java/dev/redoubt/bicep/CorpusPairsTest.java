package dev.redoubt.bicep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.redoubt.arm.ArmTemplates;
import dev.redoubt.arm.LocalTemplateLoader;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.template.ExpandedTemplate;
import dev.redoubt.template.TemplateExpander;
import dev.redoubt.template.deployment.DeploymentSettings;
import dev.redoubt.template.deployment.DeploymentSettings.Cloud;
import dev.redoubt.template.deployment.TemplateLoader;
import dev.redoubt.template.syntax.Template;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Compares the expansion of Bicep files with that of the templates the Bicep compiler generated
/// from them: `./mvnw verify -Dredoubt.tests=corpus -Dredoubt.corpus=DIR`, where DIR contains
/// clones of public repositories in `registry` (bicep-registry-modules) and `bicep` (the compiler,
/// with its samples). Differences are written to `target/pairs-*.txt`.
@Tag("corpus")
class CorpusPairsTest {

  private static final DeploymentSettings SNAPSHOT =
      new DeploymentSettings(Cloud.PUBLIC, null, null, null, null, null, null, false);

  @TempDir private Path modules = Path.of("");

  @Test
  void registryModules_expandAsTheirCompiledTemplates() throws IOException {
    List<Pair> pairs = compareAll("registry", "");
    report("registry", pairs);
    assertThat(pairs).hasSizeGreaterThan(550);
    assertThat(pairs).filteredOn(pair -> pair.crash() != null).isEmpty();
    assertThat(equal(pairs)).isGreaterThanOrEqualTo(pairs.size() * 98 / 100);
  }

  @Test
  void compilerSamples_expandAsTheirCompiledTemplates() throws IOException {
    List<Pair> pairs = compareAll("bicep", "src/Bicep.Core.Samples/Files");
    report("samples", pairs);
    assertThat(pairs).hasSizeGreaterThan(170);
    assertThat(pairs).filteredOn(pair -> pair.crash() != null).isEmpty();
    assertThat(equal(pairs)).isGreaterThanOrEqualTo(pairs.size() * 98 / 100);
  }

  private static long equal(List<Pair> pairs) {
    return pairs.stream()
        .filter(pair -> pair.crash() == null && pair.differences().isEmpty())
        .count();
  }

  /// A Bicep file and its compiled template.
  ///
  /// @param problems the problems reported for the Bicep file only
  private record Pair(
      String name, List<String> differences, List<String> problems, @Nullable Throwable crash) {}

  private List<Pair> compareAll(String corpus, String below) throws IOException {
    String folder = System.getProperty("redoubt.corpus", System.getenv("REDOUBT_CORPUS"));
    assumeTrue(folder != null, "skipped: no -Dredoubt.corpus=DIR with public templates");
    Path root = Path.of(folder).toRealPath().resolve(corpus).resolve(below);
    assumeTrue(Files.isDirectory(root), "skipped: there is no `" + root + "`");
    List<Path> sources;
    try (Stream<Path> files = Files.walk(root)) {
      sources =
          files
              .filter(file -> file.endsWith("main.bicep"))
              .filter(file -> Files.exists(file.resolveSibling("main.json")))
              .filter(file -> !file.toString().contains("/Invalid"))
              .sorted()
              .toList();
    }
    PublishedModules published = new PublishedModules(root, modules);
    for (Path source : sources) {
      published.take(source, source.resolveSibling("main.json"));
    }
    published.finish();
    List<Pair> pairs = new ArrayList<>();
    for (Path source : sources) {
      pairs.add(compare(root, source, published));
    }
    return pairs;
  }

  private static Pair compare(Path root, Path source, PublishedModules published) {
    String name = root.relativize(source).toString();
    try {
      SourceFiles files = new SourceFiles();
      List<Problem> problems = new ArrayList<>();
      BicepProject project =
          new BicepProject(
              root,
              path -> root.relativize(path).toString(),
              files,
              published,
              variable -> null,
              problems);
      Template bicep = project.template(source);
      List<Problem> ofJson = new ArrayList<>();
      Path compiled = source.resolveSibling("main.json");
      Template json =
          ArmTemplates.readTemplate(compiled, root.relativize(compiled).toString(), files, ofJson);
      if (bicep == null || json == null) {
        return new Pair(name, List.of("cannot be read"), List.of(), null);
      }
      ExpandedTemplate left =
          TemplateExpander.expand(bicep, Map.of(), SNAPSHOT, CorpusPairsTest::none);
      ExpandedTemplate right =
          TemplateExpander.expand(
              json,
              Map.of(),
              SNAPSHOT,
              new LocalTemplateLoader(root, json, compiled, files, ofJson));
      problems.addAll(left.problems());
      ofJson.addAll(right.problems());
      return new Pair(
          name, ExpansionDifference.between(left, right), own(problems, ofJson, files), null);
    } catch (RuntimeException | StackOverflowError e) {
      return new Pair(name, List.of(), List.of(), e);
    }
  }

  private static TemplateLoader.Loaded none(
      dev.redoubt.estate.Value location,
      boolean relative,
      Template from,
      dev.redoubt.estate.Origin origin) {
    return new TemplateLoader.Loaded.Missing(
        new UnknownCause(UnknownCause.Kind.MISSING_TEMPLATE, "not linked", ""));
  }

  private static List<String> own(List<Problem> problems, List<Problem> ofJson, SourceFiles files) {
    Set<String> shared = new HashSet<>();
    ofJson.forEach(problem -> shared.add(problem.message()));
    return problems.stream()
        .filter(problem -> problem.severity() != Problem.Severity.INFO)
        .filter(problem -> !shared.contains(problem.message()))
        .map(
            problem ->
                files.locate(problem.origin()) + " " + problem.severity() + " " + problem.message())
        .distinct()
        .toList();
  }

  private static void report(String corpus, List<Pair> pairs) throws IOException {
    Path to = Path.of("target", "pairs-" + corpus + ".txt");
    Files.createDirectories(to.getParent());
    try (PrintStream out =
        new PrintStream(Files.newOutputStream(to), false, StandardCharsets.UTF_8)) {
      for (Pair pair : pairs) {
        if (pair.crash() == null && pair.differences().isEmpty() && pair.problems().isEmpty()) {
          continue;
        }
        out.println((pair.differences().isEmpty() ? "equal   " : "differs ") + pair.name());
        pair.differences().stream().limit(20).forEach(each -> out.println("  " + each));
        pair.problems().stream().limit(20).forEach(each -> out.println("  ! " + each));
        if (pair.crash() != null) {
          pair.crash().printStackTrace(out);
        }
      }
      out.printf("%d of %d pairs are equal%n", equal(pairs), pairs.size());
    }
    System.out.printf(
        "%s: %d of %d pairs are equal; see %s%n", corpus, equal(pairs), pairs.size(), to);
  }
}

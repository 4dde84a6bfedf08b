package dev.redoubt.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.Value;
import dev.redoubt.template.ExpandedTemplate;
import dev.redoubt.template.TemplateExpander;
import dev.redoubt.template.deployment.DeploymentSettings;
import dev.redoubt.template.syntax.Template;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Expands public templates: `./mvnw verify -Dredoubt.tests=corpus -Dredoubt.corpus=DIR`, where DIR
/// contains clones of public repositories in `quickstart` (azure-quickstart-templates) and
/// `registry` (bicep-registry-modules). The result of each template is written to
/// `target/corpus-*.txt`.
@Tag("corpus")
class CorpusExpansionTest {

  @Test
  void expandsEveryQuickstartTemplate() throws IOException {
    List<Result> results = expandAll("quickstart", "azuredeploy.json");
    report("quickstart", results);
    assertThat(results).hasSizeGreaterThan(1_000);
    assertThat(results).filteredOn(result -> result.crash() != null).isEmpty();
  }

  @Test
  void expandsEveryAiQuickstartTemplateCompletely() throws IOException {
    List<Result> results =
        expandAll("quickstart", "azuredeploy.json").stream()
            .filter(result -> isAi(result.file().toString()))
            .toList();
    report("quickstart-ai", results);
    assertThat(results).hasSizeGreaterThan(50);
    assertThat(results).filteredOn(result -> result.crash() != null).isEmpty();
    assertThat(results).filteredOn(result -> !result.problems().isEmpty()).isEmpty();
  }

  @Test
  void expandsEveryRegistryModule() throws IOException {
    List<Result> results = expandAll("registry", "main.json");
    report("registry", results);
    assertThat(results).hasSizeGreaterThan(500);
    assertThat(results).filteredOn(result -> result.crash() != null).isEmpty();
  }

  private static boolean isAi(String path) {
    return Stream.of(
            "microsoft.machinelearningservices",
            "microsoft.cognitiveservices",
            "microsoft.search",
            "microsoft.azure-ai-agent-service")
        .anyMatch(folder -> path.contains("/quickstarts/" + folder + "/"));
  }

  private record Result(
      Path file, int resources, List<Problem> problems, @Nullable Throwable crash, long nanos) {}

  private static List<Result> expandAll(String corpus, String name) throws IOException {
    String folder = System.getProperty("redoubt.corpus", System.getenv("REDOUBT_CORPUS"));
    assumeTrue(folder != null, "skipped: no -Dredoubt.corpus=DIR with public templates");
    Path root = Path.of(folder).resolve(corpus);
    assumeTrue(
        Files.isDirectory(root), "skipped: there is no folder `" + corpus + "` in the corpus");
    List<Result> results = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file :
          (Iterable<Path>) files.filter(path -> path.endsWith(name)).sorted()::iterator) {
        results.add(expand(root, file));
      }
    }
    return results;
  }

  private static Result expand(Path root, Path file) throws IOException {
    long start = System.nanoTime();
    List<Problem> problems = new ArrayList<>();
    try {
      SourceFiles files = new SourceFiles();
      String name = root.relativize(file).toString();
      Template template = ArmTemplates.readTemplate(file, name, files, problems);
      if (template == null) {
        return new Result(file, 0, problems, null, System.nanoTime() - start);
      }
      List<Path> parameterFiles = ArmTemplates.parameterFilesOf(file);
      Map<String, Value> parameters =
          parameterFiles.isEmpty()
              ? Map.of()
              : ArmTemplates.readParameters(
                  parameterFiles.getFirst(),
                  root.relativize(parameterFiles.getFirst()).toString(),
                  files,
                  problems);
      ExpandedTemplate expansion =
          TemplateExpander.expand(
              template,
              parameters,
              DeploymentSettings.UNNAMED,
              new LocalTemplateLoader(root, template, file, files, problems));
      problems.addAll(expansion.problems());
      return new Result(
          file, expansion.resources().size(), problems, null, System.nanoTime() - start);
    } catch (RuntimeException | StackOverflowError e) {
      return new Result(file, 0, problems, e, System.nanoTime() - start);
    }
  }

  private static void report(String corpus, List<Result> results) throws IOException {
    Map<String, Integer> kinds = new TreeMap<>();
    int clean = 0;
    long resources = 0;
    Path to = Path.of("target", "corpus-" + corpus + ".txt");
    Files.createDirectories(to.getParent());
    try (PrintStream out =
        new PrintStream(Files.newOutputStream(to), false, StandardCharsets.UTF_8)) {
      for (Result result : results) {
        resources += result.resources();
        boolean isClean = result.crash() == null && result.problems().isEmpty();
        clean += isClean ? 1 : 0;
        out.printf(
            "%s %d resources, %d problems, %.1f ms%n",
            result.file(), result.resources(), result.problems().size(), result.nanos() / 1e6);
        if (result.crash() != null) {
          result.crash().printStackTrace(out);
        }
        for (Problem problem : result.problems()) {
          out.printf(
              "  %s %d: %s%n", problem.severity(), problem.origin().line(), problem.message());
        }
        result.problems().stream()
            .map(
                problem ->
                    problem.severity() + " " + problem.message().replaceAll("`[^`]*`", "`_`"))
            .distinct()
            .forEach(kind -> kinds.merge(kind, 1, Integer::sum));
      }
      out.println();
      kinds.entrySet().stream()
          .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
          .forEach(kind -> out.printf("%5d %s%n", kind.getValue(), kind.getKey()));
      out.printf(
          "%n%s: %d templates, %d without any problem, %d resources%n",
          corpus, results.size(), clean, resources);
    }
    System.out.printf(
        "%s: %d templates, %d without any problem, %d resources, %d crashes; see %s%n",
        corpus,
        results.size(),
        clean,
        resources,
        results.stream().filter(result -> result.crash() != null).count(),
        to);
  }
}

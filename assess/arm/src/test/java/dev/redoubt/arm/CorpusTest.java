package dev.redoubt.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.SourceLocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Reads public templates: azure-quickstart-templates in `quickstart`, the compiled modules of the
/// Bicep registry in `registry`, below the folder that the system property `redoubt.corpus` or the
/// variable `REDOUBT_CORPUS` names.
@Tag("corpus")
class CorpusTest {

  /// Templates that Azure rejects too, and the reason.
  private static final Map<String, String> BROKEN =
      Map.of(
          "application-workloads/orchard/orchard-cms-video-portal/azuredeploy.json",
          "a comma is missing between two arguments of `listKeys`");

  private final SourceFiles files = new SourceFiles();

  @Test
  void readsEveryQuickstartTemplate_withErrorsOnlyWhereItIsBroken() {
    assertThat(errorsOf("quickstart", "azuredeploy.json")).containsOnlyKeys(BROKEN.keySet());
  }

  @Test
  void readsEveryRegistryModule_withoutError() {
    assertThat(errorsOf("registry", "main.json")).isEmpty();
  }

  private Map<String, List<String>> errorsOf(String folder, String fileName) {
    Path root = corpus().resolve(folder);
    Map<String, List<String>> errors = new TreeMap<>();
    long start = System.nanoTime();
    List<Path> paths = find(root, fileName);
    assertThat(paths).isNotEmpty();
    Map<Problem.Severity, Integer> counts = new TreeMap<>();
    for (Path path : paths) {
      String name = root.relativize(path).toString();
      List<Problem> problems = new ArrayList<>();
      ArmTemplates.readTemplate(path, name, files, problems);
      for (Problem problem : problems) {
        counts.merge(problem.severity(), 1, Integer::sum);
        SourceLocation at = files.locate(problem.origin());
        if (problem.severity() == Problem.Severity.ERROR) {
          errors
              .computeIfAbsent(name, _ -> new ArrayList<>())
              .add(at.line() + ":" + at.column() + " " + problem.message());
        }
      }
    }
    System.out.printf(
        "%s: %d files in %d ms, %s%n",
        folder, paths.size(), (System.nanoTime() - start) / 1_000_000, counts);
    return errors;
  }

  private static List<Path> find(Path root, String fileName) {
    try (Stream<Path> walk = Files.walk(root)) {
      return walk.filter(path -> path.endsWith(fileName)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path corpus() {
    String named = System.getProperty("redoubt.corpus", System.getenv("REDOUBT_CORPUS"));
    Assumptions.assumeTrue(
        named != null && Files.isDirectory(Path.of(named)),
        "skipped: neither `redoubt.corpus` nor `REDOUBT_CORPUS` names the folder of the corpora");
    return Path.of(String.valueOf(named));
  }
}

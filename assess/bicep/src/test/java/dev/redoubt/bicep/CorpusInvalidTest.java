package dev.redoubt.bicep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.redoubt.bicep.module.ArtifactStore;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.template.TemplateExpander;
import dev.redoubt.template.deployment.DeploymentSettings;
import dev.redoubt.template.deployment.TemplateLoader;
import dev.redoubt.template.syntax.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Checks that files rejected by the Bicep compiler have a located problem: `./mvnw verify
/// -Dredoubt.tests=corpus -Dredoubt.corpus=DIR`, where DIR contains a clone of the compiler's
/// repository in `bicep`. Each of its invalid samples has a problem with a location, and none
/// causes an exception.
@Tag("corpus")
class CorpusInvalidTest {

  @Test
  void templatesThatTheCompilerRefuses_haveALocatedProblem() throws IOException {
    for (Path file : files("baselines", "main.bicep")) {
      List<Problem> problems = new ArrayList<>();
      Template template = project(file, problems).template(file);
      if (template != null) {
        problems.addAll(
            TemplateExpander.expand(
                    template,
                    Map.of(),
                    DeploymentSettings.UNNAMED,
                    (location, relative, from, origin) ->
                        new TemplateLoader.Loaded.Missing(
                            new UnknownCause(UnknownCause.Kind.MISSING_TEMPLATE, "not linked", "")))
                .problems());
      }
      assertThat(problems)
          .as(file.toString())
          .anyMatch(problem -> problem.origin().isWritten() && problem.origin().line() > 0);
    }
  }

  @Test
  void invalidParameterFiles_areReadAsFarAsPossible() throws IOException {
    for (Path file : files("baselines_bicepparam", "parameters.bicepparam")) {
      List<Problem> problems = new ArrayList<>();
      assertThat(project(file, problems).parameters(file)).as(file.toString()).isNotNull();
      assertThat(problems)
          .as(file.toString())
          .allMatch(problem -> problem.origin().isWritten() && !problem.message().isBlank());
    }
  }

  private static BicepProject project(Path file, List<Problem> problems) {
    return new BicepProject(
        file.resolveSibling(""),
        path -> String.valueOf(path.getFileName()),
        new SourceFiles(),
        ArtifactStore.NONE,
        variable -> null,
        problems);
  }

  private static List<Path> files(String kind, String name) throws IOException {
    String corpus = System.getProperty("redoubt.corpus", System.getenv("REDOUBT_CORPUS"));
    assumeTrue(corpus != null, "skipped: no -Dredoubt.corpus=DIR with public templates");
    Path folder = Path.of(corpus, "bicep/src/Bicep.Core.Samples/Files", kind).toAbsolutePath();
    assumeTrue(Files.isDirectory(folder), "skipped: there is no `" + folder + "`");
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> found =
          all.filter(file -> file.endsWith(name))
              .filter(file -> folder.relativize(file).toString().startsWith("Invalid"))
              .filter(file -> folder.relativize(file).getNameCount() == 2)
              .sorted()
              .toList();
      assertThat(found).hasSizeGreaterThan(5);
      return found;
    }
  }
}

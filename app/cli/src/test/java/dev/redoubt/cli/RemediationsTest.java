package dev.redoubt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.bicep.BicepProject;
import dev.redoubt.bicep.module.ArtifactStore;
import dev.redoubt.controls.Catalog;
import dev.redoubt.controls.Control;
import dev.redoubt.estate.Cause;
import dev.redoubt.estate.EstateBuilder;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.findings.Verdict;
import dev.redoubt.template.DeploymentSettings;
import dev.redoubt.template.Expander;
import dev.redoubt.template.Expansion;
import dev.redoubt.template.TemplateLoader;
import dev.redoubt.template.syntax.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// What a control says about mending is Bicep that holds.
class RemediationsTest {

  private static final TemplateLoader NOTHING_LINKED =
      (location, relative, from, origin) ->
          new TemplateLoader.Loaded.Missing(
              new Cause(Cause.Kind.MISSING_TEMPLATE, "nothing is linked", "nothing"));

  private final Catalog catalog = Catalog.load();

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> areReadWithoutProblem_andBreakTheirControlNowhere() {
    return catalog.controls().stream()
        .map(control -> DynamicTest.dynamicTest(control.info().id(), () -> assertMends(control)));
  }

  private void assertMends(Control control) throws IOException {
    Path file = folder.resolve(control.info().id() + ".bicep");
    Files.writeString(file, control.info().remediation().bicep());
    SourceFiles files = new SourceFiles();
    List<Problem> problems = new ArrayList<>();
    Template template =
        new BicepProject(folder, Path::toString, files, ArtifactStore.NONE, _ -> null, problems)
            .template(file);
    assertThat(problems).isEmpty();
    assertThat(template).isNotNull();
    Expansion expansion =
        Expander.expand(template, Map.of(), DeploymentSettings.UNNAMED, NOTHING_LINKED);
    assertThat(expansion.problems()).isEmpty();
    assertThat(expansion.resources()).isNotEmpty();
    assertThat(catalog.evaluate(new EstateBuilder(files).addAll(expansion.resources()).build()))
        .filteredOn(finding -> finding.control().id().equals(control.info().id()))
        .allMatch(finding -> finding.verdict() == Verdict.PASS);
  }
}

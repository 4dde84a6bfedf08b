package dev.redoubt.bicep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.redoubt.bicep.module.ArtifactStore;
import dev.redoubt.bicep.module.ModuleSources;
import dev.redoubt.bicep.syntax.BicepFile;
import dev.redoubt.bicep.syntax.BicepReader;
import dev.redoubt.bicep.syntax.Statement;
import dev.redoubt.estate.JsonWriter;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.Resource;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.template.ExpandedTemplate;
import dev.redoubt.template.TemplateExpander;
import dev.redoubt.template.deployment.DeploymentSettings;
import dev.redoubt.template.deployment.TemplateLoader;
import dev.redoubt.template.syntax.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the code of `docs/bicep.md`, and compares the page with it.
class LibraryPageTest {

  private static final Path PAGE = Path.of("../../docs/bicep.md");
  private static final Path SELF = Path.of("src/test/java/dev/redoubt/bicep/LibraryPageTest.java");

  @TempDir private Path folder = Path.of("");

  private final List<String> printed = new ArrayList<>();

  @Test
  void code_works() throws IOException {
    Path main = folder.resolve("main.bicep");
    Path home = folder;
    Files.writeString(main, "param n string\nresource r 'A.B/c@2024-01-01' = {\n  name: n\n}\n");
    Files.writeString(folder.resolve("main.bicepparam"), "using 'main.bicep'\nparam n = 'x'\n");
    TemplateLoader nothingLinked =
        (location, relative, from, origin) ->
            new TemplateLoader.Loaded.Missing(
                new UnknownCause(UnknownCause.Kind.MISSING_TEMPLATE, "nothing is linked", ""));

    SourceFiles files = new SourceFiles();
    List<Problem> problems = new ArrayList<>();
    BicepFile tree = BicepReader.read(main, "main.bicep", files, problems);
    for (Statement statement : Objects.requireNonNull(tree).statements()) {
      if (statement instanceof Statement.Resource resource) {
        printed.add(resource.name() + " " + resource.type().literalText());
      }
    }

    ArtifactStore modules =
        ArtifactStoreChain.standard(ModuleSources.of(home, System::getenv).withOffline(true));
    BicepProject project =
        new BicepProject(folder, Path::toString, files, modules, System::getenv, problems);
    Template template = project.template(main);
    BicepParameters given = project.parameters(folder.resolve("main.bicepparam"));

    ExpandedTemplate expansion =
        TemplateExpander.expand(
            Objects.requireNonNull(template),
            Objects.requireNonNull(given).values(),
            DeploymentSettings.UNNAMED,
            nothingLinked);
    for (Resource resource : expansion.resources()) {
      printed.add(resource.key().id() + " " + JsonWriter.compact(resource.body()));
    }

    assertThat(problems).isEmpty();
    assertThat(printed)
        .containsExactly(
            "r A.B/c@2024-01-01",
            "/subscriptions/[subscription().subscriptionId]/resourceGroups/[resourceGroup().name]/providers/A.B/c/x"
                + " {\"type\":\"A.B/c\",\"name\":\"x\",\"apiVersion\":\"2024-01-01\"}");
  }

  @Test
  void page_showsThatCode() throws IOException {
    assumeTrue(Files.exists(PAGE), "skipped: the page is not in this checkout");
    String code = bare(Files.readString(SELF));
    boolean inCode = false;
    for (String line : Files.readAllLines(PAGE)) {
      if (line.startsWith("```")) {
        inCode = line.equals("```java");
      } else if (inCode) {
        assertThat(code).as(line).contains(bare(line));
      }
    }
  }

  /// Removes the differences between test code and page: printing and null checks.
  private static String bare(String code) {
    return code.replace("System.out.println(", "printed.add(")
        .replaceAll("Objects\\.requireNonNull\\((\\w+)\\)", "$1")
        .replaceAll("\\s+", "");
  }
}

package dev.redoubt.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.redoubt.cli.console.Terminal;
import dev.redoubt.estate.JsonReader;
import dev.redoubt.estate.SourceFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Expands the snapshot cases of the official compiler: `./mvnw verify -Dredoubt.tests=corpus
/// -Dredoubt.corpus=DIR`, where DIR contains a clone of the compiler's repository in `bicep`. The
/// output must be equal to the snapshot next to each case.
@Tag("corpus")
class SnapshotCorpusTest {

  @Test
  void expandPrintsTheSnapshotOfTheCompiler() throws IOException {
    String corpus = System.getProperty("redoubt.corpus", System.getenv("REDOUBT_CORPUS"));
    assumeTrue(corpus != null, "skipped: no -Dredoubt.corpus=DIR with public templates");
    Path folder =
        Path.of(corpus, "bicep/src/Bicep.Cli.IntegrationTests/Files/SnapshotCommandTests");
    assumeTrue(Files.isDirectory(folder), "skipped: there is no `" + folder + "`");
    List<Path> snapshots;
    try (Stream<Path> files = Files.walk(folder)) {
      snapshots = files.filter(file -> file.endsWith("main.snapshot.json")).sorted().toList();
    }
    assertThat(snapshots).hasSizeGreaterThan(4);
    for (Path snapshot : snapshots) {
      assertThat(new JsonReader(new SourceFiles(), new ArrayList<>()).read(expand(snapshot), "x"))
          .as(snapshot.toString())
          .isEqualTo(
              new JsonReader(new SourceFiles(), new ArrayList<>()).read(snapshot, "snapshot"));
    }
    System.out.println("snapshots: " + snapshots.size() + " of " + snapshots.size() + " are met");
  }

  private static String expand(Path snapshot) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Main.run(
            new Terminal(new PrintWriter(out), new PrintWriter(err), false, false, Map.of()),
            "expand",
            snapshot.resolveSibling("main.bicepparam").toString(),
            "--subscription",
            "00000000-0000-0000-0000-000000000000",
            "--resource-group",
            "myRg");
    assertThat(code).as(err.toString()).isZero();
    return out.toString();
  }
}

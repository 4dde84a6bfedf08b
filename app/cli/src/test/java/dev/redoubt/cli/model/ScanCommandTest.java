package dev.redoubt.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.redoubt.cli.Main;
import dev.redoubt.cli.console.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScanCommandTest {

  private static final String CALL = "cos\nsystem\n(S'id'\ntR.";

  @TempDir private Path folder = Path.of("");

  /// The output and the exit code of a command.
  private record Ran(int code, String out, String err) {}

  private static Ran run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Terminal terminal =
        new Terminal(new PrintWriter(out), new PrintWriter(err), false, false, Map.of());
    List<String> all = new ArrayList<>(List.of("model", "scan"));
    all.addAll(Arrays.asList(arguments));
    int code = Main.run(terminal, all.toArray(String[]::new));
    return new Ran(code, out.toString(), err.toString());
  }

  private String write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text, StandardCharsets.ISO_8859_1).toString();
  }

  private String archive() throws IOException {
    Path file = folder.resolve("model.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("archive/data.pkl"));
      zip.write(CALL.getBytes(StandardCharsets.ISO_8859_1));
    }
    return file.toString();
  }

  /// One file of each verdict.
  private void all() throws IOException {
    write("clean.txt", "words");
    write("suspicious.sh", "#!/bin/sh\necho\n");
    write("unreadable.bin", "\1\2\3");
    archive();
  }

  @Test
  void scanFailsWithoutFiles() throws IOException {
    String empty = Files.createDirectory(folder.resolve("empty")).toString();
    Ran ran = run(empty);

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("nothing to scan in `" + empty + "`");
  }

  @Test
  void scanFailsForALinkToATargetThatIsNotScanned() throws IOException {
    String models = Files.createDirectory(folder.resolve("models")).toString();
    write("model.pkl", CALL);
    Files.createSymbolicLink(Path.of(models, "link"), Path.of("..", "model.pkl"));

    Ran ran = run(models);
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).startsWith("UNREADABLE  0 files, 0 B: 1 not scanned");
    assertThat(run(models, "--fail-on", "malicious").code()).isZero();
    assertThat(run(models, folder.resolve("model.pkl").toString()).out())
        .startsWith("MALICIOUS  1 file");
  }

  /// Signatures exclude it if MLflow wrote it; a scan reads it like every file.
  @Test
  void scanIncludesTheMetadataOfMlflow() throws IOException {
    write("MLmodel", "flavors: {}\n");
    write("registered_model_meta", "model_name: credit\nmodel_version: '3'\n");
    assertThat(run(folder.toString()).out()).startsWith("CLEAN  2 files");
    write("registered_model_meta", CALL);
    assertThat(run(folder.toString()).out()).startsWith("MALICIOUS  2 files");
  }

  @Test
  void scanPassesForCleanFiles() throws IOException {
    Ran ran = run(write("a.txt", "words"));

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).startsWith("CLEAN  1 file, 5 B: 1 clean");
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void reportListsDetectionsWithStepsWorstFirst() throws IOException {
    all();
    Ran ran = run(folder.toString());

    assertThat(ran.code()).isOne();
    assertThat(ran.out())
        .startsWith("MALICIOUS  4 files, ")
        .contains("1 malicious, 1 unreadable, 1 suspicious, 1 clean")
        .contains("in archive/data.pkl at byte 0")
        .contains("os.system");
    assertThat(ran.out().indexOf("UNREADABLE  ")).isLessThan(ran.out().indexOf("SUSPICIOUS  "));
    assertThat(ran.out().lines()).allMatch(line -> line.length() <= 80);
  }

  @ParameterizedTest
  @CsvSource({
    "clean.txt, suspicious, 0",
    "suspicious.sh, suspicious, 1",
    "suspicious.sh, unreadable, 0",
    "unreadable.bin, unreadable, 1",
    "unreadable.bin, malicious, 0",
    "model.zip, malicious, 1",
    "model.zip, never, 0"
  })
  void exitCodeDependsOnTheThreshold(String file, String failOn, int code) throws IOException {
    all();

    assertThat(run(folder.resolve(file).toString(), "--fail-on", failOn).code()).isEqualTo(code);
  }

  @Test
  void missingPathIsWrongUsage() {
    Ran ran = run(folder.resolve("nothing").toString());

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("nothing` does not exist");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--max-expanded=lots", "--max-members=0", "--flavour=vanilla", "--fail-on=low"})
  void invalidOptionIsWrongUsage(String option) throws IOException {
    assertThat(run(write("a.txt", "words"), option).code()).isEqualTo(2);
  }

  @Test
  void scanRespectsLimits() throws IOException {
    Ran ran = run(archive(), "--max-nesting", "1", "--max-members", "1");

    assertThat(ran.out()).contains("file-too-many-members");
  }

  @Test
  void jsonConformsToItsSchema() throws IOException {
    all();
    Ran ran = run(folder.toString(), "--format", "json");
    Path file =
        Path.of(System.getProperty("redoubt.root"), "docs", "schemas", "scan-v1.schema.json");
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(file), InputFormat.JSON);

    assertThat(schema.validate(ran.out(), InputFormat.JSON)).isEmpty();
    String wrong = ran.out().replace("\"verdict\": \"malicious\"", "\"verdict\": \"bad\"");
    assertThat(schema.validate(wrong, InputFormat.JSON)).isNotEmpty();
  }

  @Test
  void sarifConformsToItsSchema() throws IOException {
    all();
    Path report = folder.resolve("report.sarif");
    Ran ran =
        run(
            folder.toString(),
            "--format",
            "console",
            "--format",
            "sarif",
            "--output",
            report.toString());

    assertThat(ran.out()).startsWith("MALICIOUS");
    try (InputStream text =
        Objects.requireNonNull(
            ScanCommandTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json"))) {
      Schema schema =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
              .getSchema(new String(text.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
      String sarif = Files.readString(report);
      assertThat(schema.validate(sarif, InputFormat.JSON)).isEmpty();
      assertThat(sarif).contains("archive/data.pkl", "\"ruleId\": \"pickle-dangerous-import\"");
    }
  }

  @Test
  void controlCharactersInNamesAreEscaped() throws IOException {
    Path file = folder.resolve("names.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("a\u001b[2Jb\n.pkl"));
      zip.write(CALL.getBytes(StandardCharsets.ISO_8859_1));
    }

    assertThat(run(file.toString()).out()).doesNotContain("\u001b");
  }
}

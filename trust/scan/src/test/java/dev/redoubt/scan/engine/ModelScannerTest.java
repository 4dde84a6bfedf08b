package dev.redoubt.scan.engine;

import static dev.redoubt.scan.InMemoryScans.CALL;
import static dev.redoubt.scan.InMemoryScans.bytes;
import static dev.redoubt.scan.InMemoryScans.join;
import static dev.redoubt.scan.InMemoryScans.rules;
import static dev.redoubt.scan.InMemoryScans.scan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.redoubt.scan.ByteSource;
import dev.redoubt.scan.Detection;
import dev.redoubt.scan.FileFormat;
import dev.redoubt.scan.InMemoryScans;
import dev.redoubt.scan.ScanLimits;
import dev.redoubt.scan.ScanOptions;
import dev.redoubt.scan.ScanReport;
import dev.redoubt.scan.ScanVerdict;
import dev.redoubt.scan.ScannedFile;
import dev.redoubt.scan.ScratchSpace;
import dev.redoubt.scan.ZipBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelScannerTest {

  @TempDir private Path folder = Path.of("");

  private ScanReport report() {
    return ModelScanner.of(InMemoryScans.options()).scan(List.of(folder));
  }

  private void write(String name, byte[] content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }

  @Test
  void countsFilesByVerdict_andReportsTheWorst() throws IOException {
    write("a.txt", bytes("words"));
    write("deep/b.pkl", CALL);
    write("c.bin", new byte[] {1, 2, 3});

    ScanReport report = report();
    assertThat(report.files())
        .extracting(ScannedFile::verdict)
        .containsExactly(ScanVerdict.CLEAN, ScanVerdict.UNREADABLE, ScanVerdict.MALICIOUS);
    assertThat(report.verdict()).isEqualTo(ScanVerdict.MALICIOUS);
    assertThat(report.counts())
        .containsEntry(ScanVerdict.SUSPICIOUS, 0)
        .containsEntry(ScanVerdict.CLEAN, 1);
    assertThat(report.bytes()).isEqualTo(5 + CALL.length + 3);
  }

  @Test
  void skipsNothing_whenTheTargetOfALinkIsScannedToo() throws IOException {
    write("blobs/a", bytes("words"));
    Files.createSymbolicLink(folder.resolve("link.txt"), Path.of("blobs/a"));
    Files.createSymbolicLink(folder.resolve("blobs/up"), folder);

    ScanReport report = report();
    assertThat(report.files()).hasSize(1);
    assertThat(report.skipped()).isEmpty();
    assertThat(report.verdict()).isEqualTo(ScanVerdict.CLEAN);
  }

  @Test
  void isUnreadable_whenALinkPointsOutsideTheScan(@TempDir Path outside) throws IOException {
    write("a.txt", bytes("words"));
    Files.write(outside.resolve("model.pkl"), CALL);
    Files.createSymbolicLink(folder.resolve("link"), outside.resolve("model.pkl"));
    Files.createSymbolicLink(folder.resolve("loose"), folder.resolve("nothing"));

    ScanReport report = report();
    assertThat(report.skipped())
        .extracting(ScanReport.Skipped::reason)
        .containsExactly(
            "symbolic link to a path outside the scan; not followed", "broken symbolic link");
    assertThat(report.verdict()).isEqualTo(ScanVerdict.UNREADABLE);
  }

  @Test
  void isUnreadable_whenAccessIsDenied() throws IOException {
    write("a.txt", bytes("words"));
    Path file = folder.resolve("a.txt");
    assumeTrue(
        file.toFile().setReadable(false) && !Files.isReadable(file), "root reads everything");

    assertThat(rules(report().files().getFirst())).containsExactly("file-cannot-be-read");
  }

  @Test
  void isUnreadable_whenThePathDoesNotExist() {
    ScanReport report =
        ModelScanner.of(InMemoryScans.options()).scan(List.of(folder.resolve("nothing")));

    assertThat(report.verdict()).isEqualTo(ScanVerdict.UNREADABLE);
    assertThat(report.files().getFirst().detections().getFirst().message())
        .isEqualTo("cannot be read: no such file");
  }

  @Test
  void isUnreadable_whenTheSourceFails() {
    ByteSource broken =
        new ByteSource() {
          @Override
          public long size() {
            return 100;
          }

          @Override
          public int read(long position, ByteBuffer target) throws IOException {
            throw new IOException("the segment was changed");
          }

          @Override
          public void close() {
            // Nothing is open.
          }
        };

    ScannedFile file = ModelScanner.of(InMemoryScans.options()).scan("object", broken);
    assertThat(rules(file)).containsExactly("file-cannot-be-read");
    assertThat(file.detections().getFirst().message()).contains("the segment was changed");
  }

  @Test
  void isClean_forRawNumbersThatAnotherFileDeclares() throws IOException {
    write(
        "variables/variables.index",
        join(new byte[48], HexFormat.of().parseHex("57fb808b247547db")));
    write("variables/variables.data-00000-of-00001", new byte[] {1, 2, 3, 4});
    write("other/variables.data-00000-of-00001", new byte[] {1, 2, 3, 4});

    ScanReport report = report();
    assertThat(report.files())
        .extracting(ScannedFile::verdict)
        .containsExactly(ScanVerdict.UNREADABLE, ScanVerdict.CLEAN, ScanVerdict.CLEAN);
    assertThat(report.files().get(1).formats()).containsExactly(FileFormat.NUMBERS);
  }

  @Test
  void reportsAMisleadingExtension_andScansByContent() {
    ScannedFile file = scan("model.safetensors", CALL);

    assertThat(rules(file)).containsExactly("pickle-dangerous-import", "file-extension");
    assertThat(scan("model.onnx", bytes("{}")).verdict()).isEqualTo(ScanVerdict.CLEAN);
  }

  @Test
  void isSuspicious_whenAProgramOrAScriptIsBesideAModel() {
    assertThat(rules(scan("a.so", bytes("\u007fELF\2\1\1\0")))).containsExactly("file-program");
    assertThat(rules(scan("a.sh", bytes("#!/bin/sh\necho\n"))))
        .containsExactly("file-shell-script");
  }

  @Test
  void spillsToAFile_andDeletesIt() throws IOException {
    byte[] noise = new byte[1 << 20];
    new Random(1).nextBytes(noise);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(join(CALL, noise));
    }
    ScanLimits limits = new ScanLimits(4, 50, 1 << 24, 200, 1 << 10, 1_000_000);
    ScratchSpace scratch = ScratchSpace.files(limits.heldBytes(), folder);
    ModelScanner scanner = ModelScanner.of(new ScanOptions(limits, Set.of(), scratch));

    ScannedFile file = scanner.scan("a.gz", ByteSource.of(packed.toByteArray()));
    assertThat(rules(file)).contains("pickle-dangerous-import");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void isUnreadable_whenScratchSpaceIsExhausted() throws IOException {
    write("file", bytes("in the way of a folder"));
    byte[] noise = new byte[1 << 16];
    new Random(1).nextBytes(noise);
    ScratchSpace scratch = ScratchSpace.files(1 << 10, folder.resolve("file"));
    ModelScanner scanner = ModelScanner.of(new ScanOptions(ScanLimits.DEFAULT, Set.of(), scratch));

    ScannedFile file =
        scanner.scan("a.zip", ByteSource.of(ZipBuilder.of(ZipBuilder.deflated("noise", noise))));
    assertThat(rules(file)).contains("file-too-large");
    assertThat(file.verdict()).isEqualTo(ScanVerdict.UNREADABLE);
  }

  @Test
  void reportsTheSame_inAnyOrderOfFiles() throws IOException {
    byte[] archive =
        ZipBuilder.of(
            ZipBuilder.stored("a", CALL),
            ZipBuilder.stored("../b", CALL),
            ZipBuilder.stored("c", CALL));

    assertThat(scan(archive)).isEqualTo(scan(archive));
    assertThat(scan(archive).detections())
        .isSortedAccordingTo(java.util.Comparator.comparing(Detection::verdict).reversed());
  }

  /// Text of blanks and comments must not cause backtracking: with backtracking expressions, these
  /// took hours, or ended the scan of all other files.
  @ParameterizedTest
  @ValueSource(strings = {"\n", " ", "#a\n \n", " \n", "\t\r\n", "eval ", "import ", "a.", "-- "})
  @Timeout(60)
  void completesQuickly_onALongRepetitiveText(String part) {
    ScannedFile file = scan("text", bytes("a: 1\nb" + part.repeat(400_000 / part.length()) + "x"));
    assertThat(rules(file)).doesNotContain("file-analysis-failed");
    ScannedFile comment = scan("text", bytes("#" + part.repeat(60_000 / part.length()) + "x"));
    assertThat(rules(comment)).doesNotContain("file-analysis-failed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"V", "S'", "I", "F1."})
  void detectsAPickle_whoseFirstLineIsLong(String opcode) {
    String filler = opcode.equals("I") ? " " : "0";
    String line = opcode + filler.repeat(2 << 20) + (opcode.startsWith("S") ? "'" : "1") + "\n0";
    assertThat(scan("words.txt", join(bytes(line), CALL)).verdict())
        .isEqualTo(ScanVerdict.MALICIOUS);
  }

  @Test
  void isMalicious_whenAConfigurationNamesACommandToCall() {
    assertThat(scan("a.yaml", bytes("m:\n  _target_: os.system\n  command: id")).verdict())
        .isEqualTo(ScanVerdict.MALICIOUS);
    assertThat(scan("a.json", bytes("{\"_target_\": \"builtins.exec\"}")).verdict())
        .isEqualTo(ScanVerdict.MALICIOUS);
    assertThat(scan("a.yaml", bytes("m:\n  _target_: own.models.Encoder\n  size: 1")).verdict())
        .isEqualTo(ScanVerdict.SUSPICIOUS);
    assertThat(scan("a.yaml", bytes("m:\n  _target_: nemo.collections.asr.Encoder")).verdict())
        .isEqualTo(ScanVerdict.CLEAN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "!!python/object/apply:posix.system ['id']",
        "- !!python/object/apply:posix.system ['id']",
        "%TAG ! tag:yaml.org,2002:python/\n---\n!object/apply:posix.system ['id']",
        "!<tag:yaml.org,2002:python/object/apply:posix.system> ['id']",
      })
  void isMalicious_whenYamlWithoutKeysMakesPythonObjects(String text) {
    assertThat(scan("config.yaml", bytes(text)).verdict()).isEqualTo(ScanVerdict.MALICIOUS);
  }

  @Test
  void limitsTheNumberOfDetections() {
    ZipBuilder zips = new ZipBuilder();
    for (int i = 0; i < 45; i++) {
      zips.add(ZipBuilder.stored("a".repeat(i) + "/../../x", CALL.clone()));
    }

    assertThat(scan(zips.end("")).detections()).hasSizeLessThan(502);
  }

  /// Names and numbers that Python's JSON reader accepts, before the relevant part.
  static List<String> beginnings() {
    return List.of(
        "\"x\":NaN,",
        "\"x\":-Infinity,",
        "\"x\":[Infinity],",
        "\"" + "x".repeat(60_000) + "\":1,",
        "\"x\":" + "9".repeat(2_000) + ",");
  }

  @ParameterizedTest
  @MethodSource("beginnings")
  void readsAConfigurationAsPythonDoes(String beginning) {
    String config =
        "{" + beginning + "\"class_name\":\"function\",\"module\":\"os\",\"config\":\"system\"}";
    ScannedFile file =
        scan("m.keras", ZipBuilder.of(ZipBuilder.stored("config.json", bytes(config))));
    assertThat(file.verdict()).isEqualTo(ScanVerdict.MALICIOUS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{ nothing }", "{\"a\" 1}", "{\"a\": nothing}"})
  void isUnreadable_whenAConfigurationIsInvalidJson(String config) {
    ScannedFile file =
        scan("m.keras", ZipBuilder.of(ZipBuilder.stored("config.json", bytes(config))));
    assertThat(file.verdict()).isEqualTo(ScanVerdict.UNREADABLE);
    assertThat(rules(file)).containsExactly("json-unreadable");
  }
}

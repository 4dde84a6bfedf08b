package dev.redoubt.scan.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.scan.Detection;
import dev.redoubt.scan.FileFormat;
import dev.redoubt.scan.InMemoryScans;
import dev.redoubt.scan.ScanReport;
import dev.redoubt.scan.ScanVerdict;
import dev.redoubt.scan.ScannedFile;
import dev.redoubt.scan.ZipBuilder;
import dev.redoubt.scan.engine.ModelScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// ONNX tensors in a file beside the model.
class OnnxExternalDataTest {

  @TempDir private Path parent = Path.of("");

  private Path folder = Path.of("");

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectory(parent.resolve("model"));
  }

  /// Raw numbers.
  private static byte[] numbers(int count) {
    byte[] numbers = new byte[count];
    Arrays.fill(numbers, (byte) 7);
    return numbers;
  }

  /// A tensor described by alternating keys and values.
  private static BinaryFormatBuilder tensor(String name, String... entries) {
    BinaryFormatBuilder tensor = new BinaryFormatBuilder().field(8, name);
    for (int i = 0; i < entries.length; i += 2) {
      tensor.field(13, new BinaryFormatBuilder().field(1, entries[i]).field(2, entries[i + 1]));
    }
    return tensor.field(14, 1);
  }

  private static byte[] model(BinaryFormatBuilder... tensors) {
    BinaryFormatBuilder graph = new BinaryFormatBuilder();
    for (BinaryFormatBuilder tensor : tensors) {
      graph.field(5, tensor);
    }
    return new BinaryFormatBuilder()
        .field(1, 8)
        .field(7, graph)
        .field(8, new BinaryFormatBuilder().field(1, "").field(2, 18))
        .done();
  }

  private ScanReport scan(Path... paths) {
    return ModelScanner.of(InMemoryScans.options()).scan(List.of(paths));
  }

  private static ScannedFile named(ScanReport report, String end) {
    return report.files().stream()
        .filter(file -> file.name().endsWith(end))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void passesTensors_inAFileBesideTheModel_evenIfTheyOverlap() throws IOException {
    Files.write(folder.resolve("m.data"), numbers(100));
    Files.write(
        folder.resolve("m.onnx"),
        model(
            tensor("a", "location", "m.data", "offset", "0", "length", "100"),
            tensor("b", "location", "m.data", "offset", "50", "length", "50"),
            tensor("c", "location", "./m.data", "offset", "100"),
            tensor("d", "location", "m.data", "checksum", "00")));

    ScanReport report = scan(folder);
    assertThat(report.verdict()).isEqualTo(ScanVerdict.CLEAN);
    assertThat(named(report, "m.data").formats()).containsExactly(FileFormat.NUMBERS);
    assertThat(scan(folder.resolve("m.onnx")).verdict()).isEqualTo(ScanVerdict.CLEAN);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 101, 101",
    "100, 1, 101",
    "101, 0, 101",
    "999999999999999999, 999999999999999999, 1999999999999999998"
  })
  void isUnreadable_whenATensorExceedsTheFile(String offset, String length, String end)
      throws IOException {
    Files.write(folder.resolve("m.data"), numbers(100));
    Files.write(
        folder.resolve("m.onnx"),
        model(
            tensor("whole", "location", "m.data", "offset", "0", "length", "100"),
            tensor("cut", "location", "m.data", "offset", offset, "length", length)));

    ScannedFile file = named(scan(folder), "m.onnx");
    assertThat(InMemoryScans.rules(file)).containsExactly("onnx-external-data-missing");
    assertThat(file.detections().getFirst().message())
        .isEqualTo(
            "tensor `cut` is read from `m.data` up to byte `"
                + end
                + "`, but the file has `100` bytes");
    assertThat(file.detections().getFirst().location().offset()).isPositive();
  }

  @Test
  void isUnreadable_whenTheFileIsMissing() throws IOException {
    Files.write(folder.resolve("m.onnx"), model(tensor("w", "location", "sub/m.data")));
    Files.createDirectory(folder.resolve("sub"));

    ScannedFile file = named(scan(folder), "m.onnx");
    assertThat(file.verdict()).isEqualTo(ScanVerdict.UNREADABLE);
    assertThat(file.detections())
        .extracting(Detection::message)
        .containsExactly(
            "tensor `w` is read from `sub/m.data`, which does not exist beside the model");
  }

  @Test
  void ignoresExternalData_whenAModelIsScannedWithoutAFolder() {
    assertThat(InMemoryScans.scan("m.onnx", model(tensor("w", "location", "m.data"))).detections())
        .isEmpty();
  }

  @Test
  void findsNeighborsInTheSameArchive() {
    byte[] whole = model(tensor("w", "location", "m.data", "length", "100"));
    byte[] cut = model(tensor("w", "location", "m.data", "length", "101"));
    ZipBuilder.Member data = ZipBuilder.stored("a/m.data", numbers(100));

    assertThat(
            InMemoryScans.scan("m.zip", ZipBuilder.of(ZipBuilder.stored("a/m.onnx", whole), data))
                .detections())
        .isEmpty();
    assertThat(
            InMemoryScans.rules(
                InMemoryScans.scan(
                    "m.zip", ZipBuilder.of(ZipBuilder.stored("a/m.onnx", cut), data))))
        .containsExactly("onnx-external-data-missing");
    assertThat(
            InMemoryScans.rules(
                InMemoryScans.scan(
                    "m.zip", ZipBuilder.of(ZipBuilder.stored("b/m.onnx", whole), data))))
        .contains("onnx-external-data-missing");
  }

  @Test
  void isSuspicious_whenTheFileIsALinkOutOfTheFolder() throws IOException {
    Path elsewhere = Files.write(parent.resolve("elsewhere.data"), numbers(100));
    Files.createSymbolicLink(folder.resolve("m.data"), elsewhere);
    Files.write(folder.resolve("m.onnx"), model(tensor("w", "location", "m.data")));

    ScannedFile file = named(scan(folder), "m.onnx");
    assertThat(InMemoryScans.rules(file)).containsExactly("onnx-external-data-link");
    assertThat(file.detections().getFirst().message())
        .isEqualTo(
            "tensor `w` is read from `m.data`, which is a link to `"
                + elsewhere.toRealPath().toString().replace('\\', '/')
                + "`");
  }

  @Test
  void isSuspicious_whenAParentFolderIsALinkOutOfTheFolder() throws IOException {
    Path elsewhere = Files.createDirectory(parent.resolve("elsewhere"));
    Files.write(elsewhere.resolve("m.data"), numbers(100));
    Files.createSymbolicLink(folder.resolve("sub"), elsewhere);
    Files.write(folder.resolve("m.onnx"), model(tensor("w", "location", "sub/m.data")));

    assertThat(InMemoryScans.rules(named(scan(folder), "m.onnx")))
        .containsExactly("onnx-external-data-link");
  }

  @Test
  void passesALink_withinTheFolder_orAmongScannedFiles() throws IOException {
    Path store = Files.createDirectory(parent.resolve("store"));
    Files.write(store.resolve("1"), numbers(100));
    Files.write(folder.resolve("2"), numbers(100));
    Files.createSymbolicLink(folder.resolve("m.data"), store.resolve("1"));
    Files.createSymbolicLink(folder.resolve("n.data"), Path.of("2"));
    Files.write(
        folder.resolve("m.onnx"),
        model(tensor("v", "location", "m.data"), tensor("w", "location", "n.data")));

    ScanReport report = scan(folder, store);
    assertThat(report.files()).hasSize(3).allMatch(file -> file.verdict() == ScanVerdict.CLEAN);
    assertThat(report.verdict()).isEqualTo(ScanVerdict.CLEAN);
  }

  /// `snapshots` has links with names to files in `blobs`, which have none.
  @Test
  void passesAModelCache_wholeOrByTheNameOfALink() throws IOException {
    Path blobs = Files.createDirectory(parent.resolve("blobs"));
    Files.write(blobs.resolve("aa"), model(tensor("w", "location", "m.data", "length", "100")));
    Files.write(blobs.resolve("bb"), numbers(100));
    Files.createSymbolicLink(folder.resolve("m.onnx"), Path.of("../blobs/aa"));
    Files.createSymbolicLink(folder.resolve("m.data"), Path.of("../blobs/bb"));

    ScanReport report = scan(parent);
    assertThat(report.files()).hasSize(2);
    assertThat(report.verdict()).isEqualTo(ScanVerdict.CLEAN);
    assertThat(scan(folder.resolve("m.onnx")).verdict()).isEqualTo(ScanVerdict.CLEAN);

    Files.write(blobs.resolve("bb"), numbers(99));
    assertThat(InMemoryScans.rules(named(scan(parent), "aa")))
        .containsExactly("onnx-external-data-missing");
  }

  @ParameterizedTest
  @CsvSource({
    "location, m.data, onnx-external-data-odd",
    "offset, -1, onnx-external-data-odd",
    "length, 0x10, onnx-external-data-odd",
    "length, 99999999999999999999, onnx-external-data-odd"
  })
  void reportsInconsistentEntries(String key, String value, String rule) throws IOException {
    Files.write(folder.resolve("m.data"), numbers(100));
    Files.write(folder.resolve("m.onnx"), model(tensor("w", "location", "m.data", key, value)));

    assertThat(InMemoryScans.rules(named(scan(folder), "m.onnx"))).containsExactly(rule);
  }

  @Test
  void isMalicious_whenOneOfTwoLocationsIsOutsideTheFolder() throws IOException {
    Files.write(folder.resolve("m.data"), numbers(100));
    Files.write(
        folder.resolve("m.onnx"),
        model(tensor("w", "location", "/etc/passwd", "location", "m.data")));

    assertThat(InMemoryScans.rules(named(scan(folder), "m.onnx")))
        .contains("onnx-external-data-outside");
  }
}

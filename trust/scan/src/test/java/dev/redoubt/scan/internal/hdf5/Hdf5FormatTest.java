package dev.redoubt.scan.internal.hdf5;

import static dev.redoubt.scan.InMemoryScans.rules;
import static dev.redoubt.scan.InMemoryScans.scan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.scan.FileFormat;
import dev.redoubt.scan.ScanVerdict;
import dev.redoubt.scan.ScannedFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class Hdf5FormatTest {

  private static String sequential(String layer) {
    return "{\"class_name\": \"Sequential\", \"config\": {\"layers\": [" + layer + "]}}";
  }

  private static final String DENSE =
      sequential("{\"class_name\": \"Dense\", \"config\": {\"units\": 4}}");

  private static final String LAMBDA =
      sequential("{\"class_name\": \"Lambda\", \"config\": {\"function\": \"lambda x: x * 2\"}}");

  private static final String REACHES =
      sequential(
          "{\"class_name\": \"Lambda\", \"config\": {\"function\": \"lambda x: eval('1')\"}}");

  /// Weights in nested groups, and the configuration at the root.
  static byte[] model(int version, String configuration, boolean variable) {
    Hdf5Writer writer = new Hdf5Writer(version);
    long kernel = writer.numbers();
    long bias = writer.numbers();
    long dense =
        writer.object(
            writer.members(
                Map.of("kernel:0", kernel, "bias:0", bias), writer.fixedText("name", "dense")));
    long weights = writer.object(writer.members(Map.of("dense", dense)));
    Hdf5Writer.Message config =
        variable
            ? writer.variableText("model_config", configuration)
            : writer.fixedText("model_config", configuration);
    return writer.file(
        writer.object(
            writer.members(
                Map.of("model_weights", weights),
                writer.fixedText("keras_version", "2.15.0"),
                config)));
  }

  /// A file with one object in its root.
  private static byte[] with(int version, java.util.function.ToLongFunction<Hdf5Writer> object) {
    Hdf5Writer writer = new Hdf5Writer(version);
    long at = object.applyAsLong(writer);
    return writer.file(writer.object(writer.members(Map.of("x", at))));
  }

  static byte[] linked(int version, String file) {
    Hdf5Writer writer = new Hdf5Writer(version);
    return writer.file(writer.object(writer.links(writer.external("e", file, "/x"))));
  }

  private static Stream<Arguments> forms() {
    return Stream.of(0, 2, 3)
        .flatMap(version -> Stream.of(Arguments.of(version, true), Arguments.of(version, false)));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void readsEachForm(int version, boolean variable) {
    ScannedFile file = scan("m.h5", model(version, DENSE, variable));
    assertThat(file.formats()).containsExactly(FileFormat.HDF5);
    assertThat(file.detections()).isEmpty();

    assertThat(rules(scan("m.h5", model(version, LAMBDA, variable))))
        .containsExactly("keras-lambda-layer");
    assertThat(rules(scan("m.h5", model(version, REACHES, variable))))
        .containsExactly("keras-lambda-code");
  }

  @ParameterizedTest
  @ValueSource(ints = {512, 1024, 4096})
  void findsTheModel_afterAUserBlock(int size) {
    Hdf5Writer writer = new Hdf5Writer(size == 1024 ? 0 : 2);
    long root = writer.object(writer.members(Map.of(), writer.fixedText("model_config", LAMBDA)));
    byte[] file = writer.file(root, size);
    assertThat(rules(scan("m.h5", file))).containsExactly("keras-lambda-layer");
    assertThat(rules(scan("m.h5", Arrays.copyOf(file, file.length - 1))))
        .containsExactly("hdf5-unreadable");
  }

  @Test
  void findsAConfiguration_deepInGroups() {
    Hdf5Writer writer = new Hdf5Writer(0);
    long at = writer.object(writer.members(Map.of(), writer.fixedText("model_config", LAMBDA)));
    for (int i = 0; i < 20; i++) {
      at = writer.object(writer.members(Map.of("g" + i, at)));
    }
    assertThat(rules(scan("m.h5", writer.file(at)))).containsExactly("keras-lambda-layer");
  }

  @ParameterizedTest
  @CsvSource({
    "0, other.h5, hdf5-other-file",
    "0, /etc/x.h5, hdf5-outside",
    "2, other.h5, hdf5-other-file",
    "2, ../x.h5, hdf5-outside",
    "3, \\\\host\\x.h5, hdf5-outside"
  })
  void reportsOtherFiles(int version, String name, String rule) {
    assertThat(rules(scan("m.h5", linked(version, name)))).containsExactly(rule);
    assertThat(rules(scan("m.h5", with(version, writer -> writer.storage(name)))))
        .containsExactly(rule);
  }

  @Test
  void reportsAVirtualDataSet() {
    assertThat(rules(scan("m.h5", with(3, writer -> writer.virtual("other.h5", "/x")))))
        .containsExactly("hdf5-other-file");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3})
  void reportsAFilter_thatNeedsAPlugin(int version) {
    assertThat(rules(scan("m.h5", with(version, writer -> writer.filtered(32_004)))))
        .containsExactly("hdf5-filter");
    assertThat(scan("m.h5", with(version, writer -> writer.filtered(1))).detections()).isEmpty();
    assertThat(scan("m.h5", with(version, writer -> writer.numbers())).detections()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void isNeverClean_whenTheFileIsTruncated(int version) {
    byte[] file = model(version, DENSE, true);
    for (int length = 1; length < file.length; length += 5) {
      assertThat(scan("m.h5", Arrays.copyOf(file, length)).verdict())
          .as("%d of %d bytes", length, file.length)
          .isEqualTo(ScanVerdict.UNREADABLE);
    }
  }

  @Test
  void ends_whenAGroupContainsItself() {
    byte[] file = model(0, DENSE, false);
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    long root = bytes.getLong(64);
    int leaf = new String(file, java.nio.charset.StandardCharsets.ISO_8859_1).lastIndexOf("SNOD");
    bytes.putLong(leaf + 16, root);

    assertThat(scan("m.h5", file).verdict()).isEqualTo(ScanVerdict.CLEAN);
  }

  @ParameterizedTest
  @CsvSource({"HEAP", "SNOD", "TREE"})
  void isUnreadable_whenAPartIsInvalid(String part) {
    byte[] file = model(0, DENSE, false);
    file[new String(file, java.nio.charset.StandardCharsets.ISO_8859_1).lastIndexOf(part)] = 'x';

    assertThat(rules(scan("m.h5", file))).containsExactly("hdf5-unreadable");
  }
}

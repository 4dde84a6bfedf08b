package dev.redoubt.scan.internal.pickle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.scan.Detection;
import dev.redoubt.scan.DetectionLocation;
import dev.redoubt.scan.ModelFlavour;
import dev.redoubt.scan.ScanLimits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The detections of a pickle, and their limits.
class PickleFindingsTest {

  private final List<Detection> found = new ArrayList<>();
  private final PickleFindings findings =
      new PickleFindings(DetectionLocation.of("model.pkl"), found::add);

  private static PickleValue.Global global(String name) {
    return new PickleValue.Global("mine", name, AllowedImports.everything().entry("mine", name));
  }

  @Test
  void reportsEachMessageOfARuleOnce() {
    findings.report(PickleRule.BROKEN, 1, "POP", "a");
    findings.report(PickleRule.BROKEN, 2, "POP", "a");
    findings.report(PickleRule.ARGUMENT, 3, "POP", "a");
    findings.report(PickleRule.BROKEN, 4, "POP", "b");
    assertThat(found)
        .extracting(detection -> detection.location().offset())
        .containsExactly(1L, 3L, 4L);
  }

  @Test
  void reportsNoMoreThanAHundred() {
    for (int i = 0; i < 101; i++) {
      findings.report(PickleRule.BROKEN, i, "POP", "a" + i);
    }
    assertThat(found).hasSize(100);
  }

  @Test
  void reportsImportsAtTheEnd() {
    PickleValue.Global first = global("A");
    PickleValue.Global second = global("B");
    findings.imported(first, 3, "GLOBAL");
    findings.imported(second, 9, "STACK_GLOBAL");
    findings.called(first, 12, "REDUCE", "1");
    findings.called(first, 15, "REDUCE", "2");
    findings.called(second, 18, "REDUCE", "");
    findings.called(second, 19, "REDUCE", "3");
    assertThat(found).isEmpty();
    findings.finish();
    assertThat(found)
        .extracting(Detection::message)
        .containsExactly(
            "loading imports `mine.A` and calls it with `1`",
            "loading imports `mine.B` and calls it");
    assertThat(found.getFirst().explanation())
        .containsExactly(
            "offset 3 GLOBAL mine.A", "offset 12 REDUCE mine.A(1)", "offset 15 REDUCE mine.A(2)");
    findings.finish();
    assertThat(found).hasSize(2);
  }

  @Test
  void keepsTwelveStepsOfAHundredImports() {
    List<PickleValue.Global> globals = new ArrayList<>();
    for (int i = 0; i < 101; i++) {
      globals.add(global("A" + i));
      findings.imported(globals.getLast(), i, "GLOBAL");
    }
    for (int i = 0; i < 12; i++) {
      findings.called(globals.getFirst(), 200 + i, "REDUCE", "");
    }
    findings.called(globals.getLast(), 300, "REDUCE", "");
    findings.finish();
    assertThat(found).hasSize(100);
    assertThat(found.getFirst().explanation()).hasSize(12).endsWith("offset 210 REDUCE mine.A0()");
  }

  @Test
  void endsAtTheLimitOfOperations() {
    ScanLimits limits = new ScanLimits(8, 100, 1L << 40, 1_100, 16L << 20, 5);
    Set<ModelFlavour> all = EnumSet.allOf(ModelFlavour.class);
    assertThat(PickleScan.of(content("NNNN."), all, limits).found()).isEmpty();
    assertThat(PickleScan.of(content("NN.N."), all, limits).found()).isEmpty();
    PickleScan scan = PickleScan.of(content("NNNNN."), all, limits);
    assertThat(scan.rules()).containsExactly("pickle-limit");
    assertThat(scan.messages()).containsExactly("more than 5 opcodes");
    assertThat(scan.found().getFirst().location().offset()).isEqualTo(5);
  }

  @Test
  void endsAtTheLimitOfImports() {
    StringBuilder pickle = new StringBuilder();
    for (int i = 0; i < PickleMachine.IMPORTS; i++) {
      pickle.append("c__torch__.a\nB").append(i).append("\n0");
    }
    assertThat(PickleScan.of(pickle + "N.").found()).isEmpty();
    assertThat(PickleScan.of(pickle + "c__torch__.a\nB0\n.").found()).isEmpty();
    PickleScan scan = PickleScan.of(pickle + "c__torch__.a\nB\n.");
    assertThat(scan.rules()).containsExactly("pickle-limit");
    assertThat(scan.messages()).containsExactly("more than 20000 different imports");
  }

  @Test
  void scansLoaders_upToTheNestingLimit() {
    String inner = "cos\nsystem\n.";
    for (int i = 0; i < 3; i++) {
      inner = "cpickle\nloads\n(B" + (char) inner.length() + "\0\0\0" + inner + "tR.";
    }
    Set<ModelFlavour> all = EnumSet.allOf(ModelFlavour.class);
    ScanLimits two = new ScanLimits(2, 100, 1L << 40, 1_100, 16L << 20, 1000);
    ScanLimits three = new ScanLimits(3, 100, 1L << 40, 1_100, 16L << 20, 1000);
    assertThat(PickleScan.of(content(inner), all, two).found())
        .allMatch(detection -> detection.location().members().size() <= 3)
        .anyMatch(detection -> detection.location().members().size() == 3);
    assertThat(PickleScan.of(content(inner), all, three).found())
        .anyMatch(detection -> detection.location().members().size() == 4);
  }

  @ParameterizedTest
  @EnumSource
  void readsArraysOfJoblibWhereModelsHaveThem(ModelFlavour flavour) {
    String pickle =
        "cjoblib.numpy_pickle\nNumpyArrayWrapper\n)\201}(S'shape'\n(I2\ntS'dtype'\ncnumpy\ndtype\n"
            + "(S'u1'\nI00\nI01\ntRubcZ.";
    boolean joblib =
        switch (flavour) {
          case JOBLIB, SCIKIT_LEARN, XGBOOST, LIGHTGBM -> true;
          case PLAIN, NUMPY, PYTORCH -> false;
        };
    assertThat(PickleScan.of(pickle, flavour).rules().contains("pickle-broken")).isEqualTo(!joblib);
  }

  @Test
  void findsWhatFollowsAfterPickleAndWhereItBegins() {
    PickleScan scan = PickleScan.of("N.\377");
    assertThat(scan.messages())
        .containsExactly(
            "byte 255 is not an opcode", "data after the pickle is not a readable pickle");
    assertThat(scan.found().getLast().location().offset()).isEqualTo(2);
    assertThat(PickleScan.of("\377").messages()).containsExactly("byte 255 is not an opcode");
    assertThat(PickleScan.of("N.\0").rules()).contains("pickle-trailing-bytes");
  }

  private static BytesContent content(String text) {
    return new BytesContent(
        DetectionLocation.of("model.pkl"), text.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void readsBytesAtAnyPlace() throws IOException {
    BytesContent content = content("abcdef");
    assertThat(content.place()).isEqualTo(DetectionLocation.of("model.pkl"));
    assertThat(content.prefix(2)).asString().isEqualTo("ab");
    assertThat(content.prefix(9)).asString().isEqualTo("abcdef");
    try (InputStream stream = content.stream()) {
      assertThat(stream.readAllBytes()).asString().isEqualTo("abcdef");
    }
    assertThat(content.bytes().size()).isEqualTo(6);
    ByteBuffer target = ByteBuffer.allocate(4);
    assertThat(content.bytes().read(1, target)).isEqualTo(4);
    assertThat(new String(target.array(), StandardCharsets.ISO_8859_1)).isEqualTo("bcde");
    target.clear();
    assertThat(content.bytes().read(4, target)).isEqualTo(2);
    assertThat(target.position()).isEqualTo(2);
    assertThat(content.bytes().read(5, target)).isEqualTo(1);
    assertThat(content.bytes().read(6, target)).isEqualTo(-1);
    assertThat(content.bytes().read(7, target)).isEqualTo(-1);
    assertThatCode(() -> content.bytes().close()).doesNotThrowAnyException();
  }

  @Test
  void hasEveryRule() {
    assertThat(PickleAnalyser.rules()).hasSize(12).contains(PickleRule.LIMIT, PickleRule.BROKEN);
  }

  @Test
  void namesOpcodes() {
    assertThat(PickleOpcode.name(PickleOpcode.REDUCE)).isEqualTo("REDUCE");
    assertThat(PickleOpcode.name(PickleOpcode.READONLY_BUFFER)).isEqualTo("READONLY_BUFFER");
    assertThat(PickleOpcode.name(0)).isEqualTo("byte 0");
  }

  @Test
  void reportsWhyReadingEnds() {
    assertThatThrownBy(
            () -> {
              throw new BrokenPickle("a");
            })
        .hasMessage("a")
        .isInstanceOfSatisfying(
            BrokenPickle.class,
            e -> {
              assertThat(e.reason()).isEqualTo("a");
              assertThat(e.rule()).isEqualTo(PickleRule.BROKEN);
            });
    assertThat(BrokenPickle.limit("b").rule()).isEqualTo(PickleRule.LIMIT);
    assertThat(BrokenPickle.limit("b").reason()).isEqualTo("b");
  }
}

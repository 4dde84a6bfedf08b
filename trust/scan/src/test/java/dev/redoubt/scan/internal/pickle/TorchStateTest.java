package dev.redoubt.scan.internal.pickle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.scan.ScanVerdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// PyTorch storages, and tensors in them.
class TorchStateTest {

  private static final String REBUILD = "ctorch._utils~_rebuild_tensor~(";
  private static final String FOUR = "(S'storage'~ctorch~FloatStorage~S'0'~S'cpu'~I4~tQ";

  @Test
  void passesTensorInsideOfItsStorage() {
    assertThat(
            List.of(
                FOUR + "I0~(I4~t(I1~t",
                FOUR + "I0~(I2~I2~t(I2~I1~t",
                FOUR + "I3~(I1~t(I1~t",
                FOUR + "I0~))",
                FOUR + "I3~))",
                FOUR + "I0~(I2~t(I3~t",
                FOUR + "I9~(I0~t(I1~t",
                FOUR + "I0~(I9~I0~t(I1~I1~t",
                FOUR + "I0~(I4096~t(I0~t",
                PickleScan.torchStorageLoaded(200) + "I0~(I800~t(I1~t"))
        .allSatisfy(
            arguments -> {
              assertThat(PickleScan.ofLines(REBUILD + arguments + "tR.").found()).isEmpty();
            });
  }

  @Test
  void rejectsTensorThatExceedsItsStorage() {
    assertThat(
            List.of(
                FOUR + "I0~(I5~t(I1~t",
                FOUR + "I1~(I4~t(I1~t",
                FOUR + "I4~))",
                FOUR + "I-1~(I4~t(I1~t",
                FOUR + "I-1~))",
                FOUR + "I0~(I2~t(I4~t",
                FOUR + "I0~(I2~I2~t(I3~I1~t",
                FOUR + "I0~(I2~I2~t(I1~t",
                FOUR + "I0~(I9223372036854775807~t(I3~t",
                FOUR + "I9223372036854775807~(I9223372036854775807~t(I1~t",
                FOUR + "L99999999999999999999L~(I4~t(I1~t",
                FOUR + "\211(I4~t(I1~t",
                FOUR + "I0~I4~I1~",
                FOUR + "I0~(I4~tI1~",
                "(S'storage'~ctorch~FloatStorage~S'0'~S'cpu'~tQI0~(I1~t(I1~t",
                "(S'storage'~ctorch~FloatStorage~S'0'~S'cpu'~NtQI0~(I1~t(I1~t",
                "(S'storage'~ctorch~FloatStorage~tQI0~(I1~t(I1~t",
                "ctorch~FloatStorage~)\201I0~(I4~t(I1~t",
                PickleScan.torchStorageLoaded(200) + "I0~(I801~t(I1~t",
                FOUR + "I0~(I4097~t(I0~t",
                "NI0~(I4~t(I1~t"))
        .allSatisfy(
            arguments -> {
              PickleScan scan = PickleScan.ofLines(REBUILD + arguments + "tR.");
              assertThat(scan.rules()).contains("pickle-argument").doesNotContain("pickle-broken");
            });
  }

  @Test
  void knowsPersistentIds() {
    assertThat(
            List.of(
                "(S'storage'~ctorch~FloatStorage~S'0'~S'cpu'~I4~tQ => torch.FloatStorage(...)",
                "(S'storage'~ctorch~FloatStorage~tQ => torch.FloatStorage(...)",
                "(S'module'~ctorch.nn.modules.linear~Linear~NNtQ =>"
                    + " torch.nn.modules.linear.Linear"))
        .allSatisfy(
            line -> {
              String[] parts = line.split(" => ", -1);
              assertThat(PickleScan.ofLines(parts[0] + ".").found()).isEmpty();
              assertThat(PickleScan.shown(parts[0])).isEqualTo(parts[1]);
            });
  }

  @Test
  void doesNotKnowOtherPersistentIds() {
    assertThat(
            List.of(
                "(S'storage'~tQ.",
                ")Q.",
                "(NctorchFloatStorage~tQ.",
                "(Nctorch~FloatStorage~tQ.",
                "(S'storages'~ctorch~FloatStorage~tQ.",
                "(S'storage'~Nctorch~FloatStorage~tQ.",
                "(S'storage'~cnumpy~float64~tQ.",
                "(S'module'~NtQ.",
                "(S'storage'~cmine~Storage~tQ."))
        .allSatisfy(
            program -> {
              assertThat(PickleScan.ofLines(program.replace("ctorchF", "ctorch~F")).rules())
                  .contains("pickle-persistent-id");
            });
  }

  @Test
  void reportsModuleThatIsNotAllowed() {
    assertThat(PickleScan.ofLines("(S'module'~cos~system~NNtQ(S'id'~tR.").verdict())
        .isEqualTo(ScanVerdict.MALICIOUS);
    assertThat(PickleScan.ofLines("(S'storage'~ctorch~Own~S'0'~S'cpu'~I4~tQ.").rules())
        .containsExactly("pickle-persistent-id", "pickle-custom-import");
  }

  private static final String MAGIC = "\200\002\212\012\154\374\234\106\371\040\152\250\120\031.";

  @ParameterizedTest
  @CsvSource({
    "ByteStorage, 2",
    "CharStorage, 2",
    "BoolStorage, 2",
    "UntypedStorage, 2",
    "HalfStorage, 4",
    "BFloat16Storage, 4",
    "ShortStorage, 4",
    "FloatStorage, 8",
    "IntStorage, 8",
    "DoubleStorage, 16",
    "LongStorage, 16",
    "ComplexFloatStorage, 16",
    "ComplexDoubleStorage, 32",
  })
  void knowsHowLongStoragesAre(String type, int bytes) {
    String pickles =
        MAGIC + "M\351\003.}.(S'storage'~ctorch~" + type + "~S'0'~S'cpu'~I2~NtQ.](S'0'~l.";
    assertThat(PickleScan.ofLines(pickles + "\0".repeat(bytes + 8)).found()).isEmpty();
    assertThat(PickleScan.ofLines(pickles + "\0".repeat(bytes + 7)).messages())
        .containsExactly((bytes + 7) + " bytes follow, but the tensors take " + (bytes + 8));
  }

  @Test
  void countsEachStorageOnce() {
    String storage = "(S'storage'~ctorch~ByteStorage~S'%s'~S'cpu'~I2~NtQ";
    String pickles =
        MAGIC
            + "M\351\003.}."
            + storage.formatted("0")
            + storage.formatted("1")
            + storage.formatted("0")
            + ".].";
    assertThat(PickleScan.ofLines(pickles + "\0".repeat(20)).found()).isEmpty();
  }

  @Test
  void countsStorageWithoutView() {
    String storage = "(S'storage'~ctorch~ByteStorage~S'0'~S'cpu'~I2~tQ";
    String pickles = MAGIC + "M\351\003.}." + storage + ".].";
    assertThat(PickleScan.ofLines(pickles + "\0".repeat(10)).found()).isEmpty();
  }

  /// Anything else with that beginning is read as pickles to its end.
  @Test
  void readsOnWhereTheFirstPickleIsNotTheMagicNumber() {
    String five = "N.N.N.N.N.";
    assertThat(PickleScan.of(five + "cos\nsystem\n.").verdict()).isEqualTo(ScanVerdict.MALICIOUS);
    assertThat(PickleScan.of("N." + MAGIC + "N.N.N.cos\nsystem\n.").verdict())
        .isEqualTo(ScanVerdict.MALICIOUS);
    assertThat(PickleScan.of(MAGIC + "N.N.N.cos\nsystem\n.").verdict())
        .isEqualTo(ScanVerdict.MALICIOUS);
    assertThat(PickleScan.of(MAGIC + "N.N.N.N.cos\nsystem\n.").rules())
        .containsExactly("pickle-trailing-bytes");
    PickleScan trailing = PickleScan.of(MAGIC + "N.N.N.N.ab");
    assertThat(trailing.found().getFirst().location().offset()).isEqualTo(MAGIC.length() + 8);
    assertThat(trailing.found().getFirst().explanation())
        .containsExactly("offset " + (MAGIC.length() + 8) + " STOP");
  }
}

package dev.redoubt.scan.internal.pickle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.scan.DetectionLocation;
import dev.redoubt.scan.ModelFlavour;
import dev.redoubt.scan.ScanLimits;
import dev.redoubt.scan.ScanVerdict;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Pickles in values, and in arguments of loaders.
class EmbeddedPickleTest {

  private static final String CALL = "cos\nsystem\n(S'id'\ntR.";

  private static String size(int length) {
    return "" + (char) (length & 0xff) + (char) (length >> 8 & 0xff) + (char) (length >> 16) + "\0";
  }

  private static String bytes(String content) {
    return "B" + size(content.length()) + content;
  }

  private static String text(String content) {
    String encoded =
        new String(content.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    return "X" + size(encoded.length()) + encoded;
  }

  private static String base64(String content) {
    return Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String hex(String content) {
    return HexFormat.of().formatHex(content.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void findsPickleInBytes() {
    PickleScan scan = PickleScan.of("N" + bytes("\200\004" + CALL) + ".");
    assertThat(scan.messages())
        .containsExactly(
            "a value is itself a pickle: loading imports `os.system` and calls it with `'id'`");
    assertThat(scan.found().getFirst().location().offset()).isEqualTo(6);
    assertThat(scan.found().getFirst().explanation()).containsExactly("offset 6 value");
    assertThat(scan.verdict()).isEqualTo(ScanVerdict.SUSPICIOUS);
  }

  @Test
  void findsPickleInText() {
    for (String text : new String[] {base64("\200\004" + CALL), hex("\200\004" + CALL)}) {
      for (String pickle :
          new String[] {
            "N" + text(text) + ".",
            "N\214" + (char) text.length() + text + ".",
            "N\215" + (char) text.length() + "\0\0\0\0\0\0\0" + text + ".",
            "NU" + (char) text.length() + text + ".",
            "NS'" + text + "'\n.",
            "NV" + text + "\n.",
          }) {
        assertThat(PickleScan.of(pickle).rules()).as(pickle).containsExactly("pickle-embedded");
      }
    }
    PickleScan scan = PickleScan.of("N" + text(base64("\200\004" + CALL)) + ".");
    assertThat(scan.found().getFirst().location().offset()).isEqualTo(6);
  }

  @Test
  void lookInto() {
    assertThat(
            List.of(
                "\200\0cos\nsystem\n.",
                "\200\005cos\nsystem\n.",
                "cos\nsystem\n.",
                "c_x\nsystem\n.",
                "\200\004cmine\nOwn\n.",
                "\200\004cmine\nOwn\n)R.",
                "\200\004cos\nsystem\nR.",
                "\200\004cos\nsystem\n"))
        .allSatisfy(
            content -> {
              assertThat(PickleScan.of(bytes(content) + ".").rules())
                  .containsExactly("pickle-embedded");
            });
  }

  @Test
  void doesNotReport() {
    assertThat(
            List.of(
                "\200\006cos\nsystem\n.",
                "\200\200cos\nsystem\n.",
                "c1os\nsystem\n.",
                "\200\004cmine\nOwn\n",
                "\200\004NNNNNNN.",
                "Ncos\nsystem\n.",
                "\200\004abcdefgh"))
        .allSatisfy(
            content -> {
              assertThat(PickleScan.of(bytes(content) + ".").found()).isEmpty();
            });
  }

  @Test
  void doesNotTakeTextForWhatItOnlyBeginsLike() {
    assertThat(PickleScan.of(text("gA" + "!".repeat(30)) + ".").found()).isEmpty();
    assertThat(PickleScan.of(text("800 is a number, and this a text") + ".").found()).isEmpty();
    assertThat(PickleScan.of(text("g" + base64("\200\004" + CALL)) + ".").found()).isEmpty();
    assertThat(PickleScan.of(text("8" + hex("\200\004" + CALL)) + ".").found()).isEmpty();
    assertThat(PickleScan.of(text("x" + hex("\200\004" + CALL)) + ".").found()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {257, 65_535, 65_536, 65_537})
  void scansBytesUpToALength(int length) {
    String content = "\200\004" + CALL;
    content += "\0".repeat(length - content.length());
    assertThat(PickleScan.of(bytes(content) + ".").rules().contains("pickle-embedded"))
        .isEqualTo(length <= 65_536);
    String text = hex("\200\004" + CALL);
    text += "0".repeat(2 * (length / 2) - text.length());
    assertThat(PickleScan.of(text(text) + ".").rules().contains("pickle-embedded"))
        .isEqualTo(text.length() <= 65_536);
  }

  /// Eight bytes are the fewest that import something.
  @Test
  void scansBytesFromALengthOn() {
    assertThat(PickleScan.of(bytes("cos\na\n..") + ".").found()).isEmpty();
    assertThat(PickleScan.of(text(base64("\200\002cnt\na\n")) + ".").rules())
        .containsExactly("pickle-embedded");
    assertThat(PickleScan.of(bytes("cos\na\n...") + ".").rules())
        .containsExactly("pickle-embedded");
  }

  @Test
  void scansValuesInValues() {
    String inner = "\200\004" + CALL;
    for (int depth = 1; depth <= 4; depth++) {
      inner = "\200\004" + bytes(inner) + ".";
      assertThat(PickleScan.of(inner).rules()).as("" + depth).containsExactly("pickle-embedded");
    }
    inner = "\200\004" + bytes(inner) + ".";
    assertThat(PickleScan.of(inner).found()).isEmpty();
  }

  @Test
  void keepsTextThatIsScanned() {
    String text = base64("\200\004" + "N".repeat(300) + ".");
    assertThat(PickleScan.shown(text(text))).startsWith("'gA");
    String whole = "gA" + "k".repeat(254);
    assertThat(PickleScan.ofLines("V" + whole + "~S'a'~\223.").rules())
        .containsExactly("pickle-custom-import");
    assertThat(PickleScan.ofLines("V" + whole + "k~S'a'~\223.").rules())
        .containsExactly("pickle-unresolved");
    assertThat(PickleScan.ofLines(text(whole) + "S'a'~\223.").rules())
        .containsExactly("pickle-custom-import");
    assertThat(PickleScan.ofLines(text(whole + "k") + "S'a'~\223.").rules())
        .containsExactly("pickle-unresolved");
  }

  /// The arguments of loaders are scanned up to the memory limit, however long they are.
  @Test
  void scansArgumentsOfLoaders() {
    for (String loader :
        new String[] {"torch.storage\n_load_from_bytes", "pickle\nloads", "dill\nloads"}) {
      for (int length : new int[] {100, 300, 70_000}) {
        String content = "(" + "N".repeat(length) + "1" + CALL;
        for (String argument :
            new String[] {
              bytes(content) + "\205",
              bytes(content) + "N\206",
              "c_codecs\nencode\n(" + text(content) + "S'latin1'\ntR\205",
            }) {
          PickleScan scan = PickleScan.of("c" + loader + "\n" + argument + "R.");
          assertThat(scan.found())
              .as(loader + " " + length)
              .anySatisfy(
                  detection -> {
                    assertThat(detection.verdict()).isEqualTo(ScanVerdict.MALICIOUS);
                    assertThat(detection.location().members()).hasSize(2);
                    assertThat(detection.location().members().getLast())
                        .startsWith("bytes before offset ");
                  });
        }
      }
    }
  }

  @Test
  void doesNotScanArguments_beyondTheMemoryLimit() {
    ScanLimits limits = new ScanLimits(8, 100, 1L << 40, 1_100, 1000, 10_000);
    String loader = "ctorch.storage\n_load_from_bytes\n2";
    for (int length : new int[] {500, 501}) {
      String content = PickleScan.torchStorage(length);
      // Six of its bytes take two in UTF-8.
      String encoded = PickleScan.torchStorage(length - 6);
      for (String bytes :
          new String[] {
            bytes(content),
            "c_codecs\nencode\n" + text(encoded) + "X\006\0\0\0latin1\206R",
            "c_codecs\nencode\nV" + content.replace("\n", "\\u000a") + "\nX\006\0\0\0latin1\206R",
          }) {
        PickleScan scan =
            PickleScan.of(
                new BytesContent(
                    DetectionLocation.of("model.pkl"),
                    (loader + bytes + "\205R0" + bytes + "\205R.")
                        .getBytes(StandardCharsets.ISO_8859_1)),
                EnumSet.allOf(ModelFlavour.class),
                limits);
        assertThat(scan.rules().contains("pickle-argument")).isEqualTo(length > 500);
      }
    }
  }

  /// Bytes before the import of the loader are kept like others.
  @Test
  void scansShortBytesFromBeforeTheImport() {
    for (int length : new int[] {256, 257}) {
      String content = PickleScan.torchStorage(length);
      PickleScan scan =
          PickleScan.of(bytes(content) + "q\0000ctorch.storage\n_load_from_bytes\nh\0\205R.");
      assertThat(scan.rules().contains("pickle-argument")).isEqualTo(length > 256);
    }
  }

  @Test
  void passesBoosterWithoutModel() {
    assertThat(
            List.of(
                "clightgbm.basic~Booster~)\201}S'_handle'~Nsb.",
                "clightgbm.basic~Booster~)\201}S'other'~S'a'~sb.",
                "clightgbm.basic~Booster~)\201}b.",
                "cxgboost.core~Booster~)\201}S'handle'~Nsb."))
        .allSatisfy(
            program -> {
              assertThat(PickleScan.ofLines(program).found()).isEmpty();
            });
  }

  @Test
  void rejectsUnknownStateOfBooster() {
    StringBuilder many = new StringBuilder("clightgbm.basic~Booster~)\201}(");
    for (int i = 0; i < 100; i++) {
      many.append('I').append(i).append('~').append("N");
    }
    PickleScan scan = PickleScan.ofLines(many + "ub.");
    assertThat(scan.messages())
        .containsExactly("the model in the state of `lightgbm.basic.Booster` is unknown");
    assertThat(PickleScan.ofLines("clightgbm.basic~Booster~)\201Nb.").messages())
        .containsExactly("the model in the state of `lightgbm.basic.Booster` is unknown");
    String model = "tree\nversion=v4\n" + "x".repeat(47);
    String state = "clightgbm.basic\nBooster\n)\201}X\007\0\0\0_handle%ssb.";
    assertThat(PickleScan.of(state.formatted(text(model))).rules()).contains("pickle-unresolved");
    assertThat(PickleScan.of(state.formatted(text(model + "x"))).rules())
        .doesNotContain("pickle-unresolved");
    assertThat(PickleScan.of(state.formatted(text("x" + model))).rules())
        .contains("pickle-unresolved");
  }
}

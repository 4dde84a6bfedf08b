package dev.redoubt.scan.internal.pickle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.scan.ScanVerdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The bytes of a joblib array are skipped, and not a byte more.
class JoblibArrayTest {

  private static final String WRAPPER = "cjoblib.numpy_pickle~NumpyArrayWrapper~)\201";
  private static final String CALL = "cos~system~(S'id'~tR";

  private static String type(String code) {
    return "S'dtype'~cnumpy~dtype~(S'" + code + "'~I00~I01~tR";
  }

  private static String array(String shape, String type, String more) {
    return WRAPPER + "}(S'shape'~" + shape + type + more + "ub";
  }

  @ParameterizedTest
  @CsvSource({
    "f8, '(I3~t', 24",
    "<f8, '(I3~t', 24",
    ">i4, '(I2~I3~t', 24",
    "=i2, '(I2~t', 4",
    "|b1, '(I2~t', 2",
    "U5, '(I2~t', 40",
    "S5, '(I2~t', 10",
    "V24, '(I2~t', 48",
    "M8, '(I2~t', 16",
    "c16, ')', 16",
    "f8, '(I0~t', 0",
    "S123456789, '(I0~t', 0",
  })
  void skipsAsManyBytesAsTheArrayHas(String code, String shape, int bytes) {
    String pickle = array(shape, type(code), "");
    assertThat(PickleScan.ofLines(pickle + "\377".repeat(bytes) + ".").found()).isEmpty();
    assertThat(PickleScan.ofLines(pickle + "\377".repeat(bytes + 1) + ".").rules())
        .contains("pickle-broken");
    assertThat(PickleScan.ofLines(pickle + "\377".repeat(bytes) + CALL + ".").rules())
        .contains("pickle-dangerous-import");
  }

  @ParameterizedTest
  @CsvSource({
    "'K\001', f8, unknown size of a joblib array",
    "'(I-1~t', f8, unknown shape of a joblib array",
    "'(L99999999999999999999L~t', f8, unknown shape of a joblib array",
    "'(I01~t', f8, unknown shape of a joblib array",
    "'(I4611686018427387904~t', f8, a joblib array exceeds any memory",
    "'(I1~t', f, `f` is not an array type",
    "'(I1~t', x, `x` is not an array type",
    "'(I1~t', f1234567890, `f1234567890` is not an array type",
  })
  void isUnreadableWhenSizeIsNotKnown(String shape, String code, String reason) {
    PickleScan scan = PickleScan.ofLines(array(shape, type(code), "") + ".");
    assertThat(scan.messages()).contains(reason);
    assertThat(scan.verdict()).isEqualTo(ScanVerdict.UNREADABLE);
  }

  @Test
  void isUnreadableWhenWrapperDoesNotDeclareItsSize() {
    assertThat(
            List.of(
                "N",
                ")",
                "}S'shape'~(I1~ts",
                "}S'dtype'~cnumpy~dtype~(S'f8'~I00~I01~tRs",
                "}(S'shape'~(I1~tS'dtype'~cnumpy~float64~u",
                "}(S'shape'~(I1~tS'dtype'~cnumpy~dtype~)Ru",
                "}(S'shape'~(I1~tS'dtype'~cnumpy~dtype~(cnumpy~float64~tRu",
                "}(S'shape'~(I1~tS'dtype'~cnumpy~dtype~]S'f8'~aRu"))
        .allSatisfy(
            state -> {
              assertThat(PickleScan.ofLines(WRAPPER + state + "b.").messages())
                  .contains("unknown size of a joblib array");
            });
  }

  @Test
  void isUnreadableWhenArrayHasTooManyDimensions() {
    String shape = "(" + "K\001".repeat(64) + "t";
    assertThat(PickleScan.ofLines(array(shape, type("u1"), "") + "\377.").found()).isEmpty();
    shape = "(" + "K\001".repeat(65) + "t";
    assertThat(PickleScan.ofLines(array(shape, type("u1"), "") + "\377.").messages())
        .containsExactly("a joblib array has too many dimensions");
  }

  @Test
  void skipsPaddingBeforeArray() {
    String padded = array("(I1~t", type("u1"), "S'numpy_array_alignment_bytes'~I16~");
    assertThat(PickleScan.ofLines(padded + "\003\377\377\377\377.").found()).isEmpty();
    assertThat(PickleScan.ofLines(padded + "\003\377\377\377.").verdict())
        .isEqualTo(ScanVerdict.UNREADABLE);
    String none = array("(I1~t", type("u1"), "S'numpy_array_alignment_bytes'~N");
    assertThat(PickleScan.ofLines(none + "\003.").found()).isEmpty();
  }

  /// The wrapper may be an earlier one, which keeps what its new state does not declare.
  @Test
  void isUnreadableWhenPaddingIsNotDeclaredAgain() {
    String padded =
        array("(I1~t", type("u1"), "S'numpy_array_alignment_bytes'~I16~")
            .replace(")\201", ")\201q\0");
    String hidden = "B\100\0\0\0" + "\0".repeat(61) + "cos";
    String again = "0h\0}(S'shape'~(I0~t" + type("u1") + "%sub";
    assertThat(
            PickleScan.ofLines(padded + "\0\377" + again.formatted("") + hidden + ".").messages())
        .containsExactly("unknown padding of a joblib array");
    assertThat(
            PickleScan.ofLines(
                    padded
                        + "\0\377"
                        + again.formatted("S'numpy_array_alignment_bytes'~N")
                        + hidden
                        + ".")
                .found())
        .isEmpty();
    String object = "S'numpy_array_alignment_bytes'~ctorch~float32~";
    assertThat(PickleScan.ofLines(array("(I1~t", type("u1"), object) + "\377.").messages())
        .contains("unknown padding of a joblib array");
  }

  /// joblib reads the bytes from the file, beyond the frame.
  @Test
  void isUnreadableWhenArrayIsInsideAFrame() {
    String pickle = array("(I8~t", type("u1"), "");
    String frame = "\225" + (char) pickle.length() + "\0\0\0\0\0\0\0";
    assertThat(PickleScan.ofLines(frame + pickle + "\377".repeat(8) + ".").found()).isEmpty();
    String longer = "\225" + (char) (pickle.length() + 8) + "\0\0\0\0\0\0\0";
    assertThat(PickleScan.ofLines(longer + pickle + "\377".repeat(8) + ".").messages())
        .contains("a joblib array is inside a frame");
  }

  @Test
  void readsArrayOfObjectsAsPickle() {
    String pickle = array("(I1~t", type("O8"), "");
    assertThat(PickleScan.ofLines(pickle + "].N0.").found()).isEmpty();
    assertThat(PickleScan.ofLines(pickle + "]" + CALL + "..").verdict())
        .isEqualTo(ScanVerdict.MALICIOUS);
    assertThat(PickleScan.ofLines(pickle + "].").verdict()).isEqualTo(ScanVerdict.UNREADABLE);
  }

  @Test
  void isUnreadableWhenFieldsMayBeObjects() {
    String state = "cnumpy~dtype~(S'V8'~I00~I01~tR(I3~S'|'~NNNI8~I1~I63~tb0";
    assertThat(
            PickleScan.ofLines(state + array("(I1~t", type("V8"), "") + "\377".repeat(8) + ".")
                .messages())
        .contains("a joblib array has fields that are objects");
  }

  @Test
  void putsArrayInThePlaceOfItsWrapper() {
    assertThat(PickleScan.ofArray("ab", "Q.").messages())
        .containsExactly("the meaning of `an array` depends on the loading program");
    String objects = array("(I1~t", type("O8"), "");
    assertThat(PickleScan.ofLines(objects + "K\007.Q.").messages())
        .containsExactly("the meaning of `7` depends on the loading program");
  }

  @Test
  void readsWrapperOfScikitLearn() {
    String pickle = array("(I1~t", type("u1"), "").replace("cjoblib", "csklearn.externals.joblib");
    assertThat(PickleScan.ofLines(pickle + "\377.").found()).isEmpty();
  }

  @Test
  void isUnreadableWhenDictionaryThatIsForgottenMayBeThatOfWrapper() {
    assertThat(List.of("shape", "dtype", "numpy_array_alignment_bytes"))
        .allSatisfy(
            key -> {
              String forgotten = "}\224".repeat(4097) + "j\0\020\0\0S'" + key + "'~K\001s.";
              assertThat(PickleScan.ofLines(forgotten).messages())
                  .containsExactly("a joblib array may be modified after it was forgotten");
              assertThat(PickleScan.ofLines(forgotten.replace(key, "other")).found()).isEmpty();
              String kept = "}\224".repeat(4096) + "j\377\017\0\0S'" + key + "'~K\001s.";
              assertThat(PickleScan.ofLines(kept).found()).isEmpty();
            });
  }

  /// joblib calls methods of the wrapper: any other attribute could have the name of one.
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "S'read'~cnumpy~add~",
        "S'read'~N",
        "S'read_array'~cnumpy~add~",
        "S'subclass'~cnumpy~add~",
        "S'subclass'~N",
        "S'order'~S'K'~",
        "S'order'~cnumpy~add~",
        "S'allow_mmap'~cnumpy~add~",
        "S'shape'~(I2~l",
        "NN",
        "cnumpy~add~N",
      })
  void doesNotPassAttributesThatJoblibDoesNotWrite(String attribute) {
    PickleScan scan = PickleScan.ofLines(array("(I2~t", type("u1"), attribute) + "\377\377" + ".");

    assertThat(scan.verdict()).as("%s", scan.found()).isNotEqualTo(ScanVerdict.CLEAN);
  }

  @Test
  void passesAttributesThatJoblibWrites() {
    String more =
        "S'subclass'~cnumpy~ndarray~S'order'~S'C'~S'allow_mmap'~I01~"
            + "S'numpy_array_alignment_bytes'~N";

    assertThat(PickleScan.ofLines(array("(I2~t", type("u1"), more) + "\377\377.").found())
        .isEmpty();
  }
}

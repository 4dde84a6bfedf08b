package dev.redoubt.scan.internal.pickle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.scan.ScanVerdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A small pickle that makes native code exhaust its stack by recursion, or the memory by copying,
/// is not clean.
class ResourceBoundsTest {

  private static final String QUEUE = "ccollections~deque~p1~0";
  private static final String OBJECTS =
      "cnumpy~dtype~(S'O8'~I00~I01~tR(I3~S'|'~NNNI-1~I-1~I63~tbp1~0";
  private static final String MADE = "cnumpy._core.multiarray~_reconstruct~p2~0cnumpy~ndarray~p3~0";

  private static PickleScan scan(String program) {
    return PickleScan.ofLines(program);
  }

  private static void isWithinBounds(PickleScan scan, boolean passes) {
    if (passes) {
      assertThat(scan.found()).isEmpty();
    } else {
      isLimit(scan);
    }
  }

  private static void isLimit(PickleScan scan) {
    assertThat(scan.verdict()).isEqualTo(ScanVerdict.UNREADABLE);
    assertThat(scan.rules()).containsOnlyOnce("pickle-limit");
  }

  /// An object array that contains the value at memo index 0, and takes over its index.
  private static String arrayAround() {
    return "g2~(g3~(I0~tS'b'~tR(I1~(I1~tg1~I00~(g0~ltbp0~0";
  }

  @ParameterizedTest
  @CsvSource({"1999, true", "2000, false", "5000, false"})
  void boundsTuplesInsideOfEachOther(int count, boolean passes) {
    isWithinBounds(scan("})" + "\205".repeat(count) + "Ns."), passes);
  }

  @Test
  void boundsTuplesInsideOfEachOtherWhenMemoForgetsThem() {
    String step = "\205p7~0g7~";

    assertThat(scan(fill() + ")" + step.repeat(1500) + ".").found()).isEmpty();
    isLimit(scan(fill() + ")" + step.repeat(2100) + "."));
  }

  @ParameterizedTest
  @CsvSource({"1500, true", "2100, false"})
  void boundsQueuesInsideOfEachOther(int count, boolean passes) {
    isWithinBounds(scan(QUEUE + "g1~)R".repeat(count) + "a".repeat(count - 1) + "."), passes);
  }

  @Test
  void boundsQueuesThatAreFilledFromTheOutside() {
    String inner = "g1~)Rp3~0g2~g3~a0g3~p2~0";

    isLimit(scan(QUEUE + "g1~)Rp4~p2~0" + inner.repeat(2100) + "g4~."));
  }

  @ParameterizedTest
  @CsvSource({"1500, true", "2100, false"})
  void boundsArraysInsideOfEachOther(int count, boolean passes) {
    isWithinBounds(scan(OBJECTS + MADE + "Np0~0" + arrayAround().repeat(count) + "g0~."), passes);
  }

  @Test
  void takesManyArraysBesideEachOther() {
    String array = "g2~(g3~(I0~tS'b'~tR(I1~(I1~tg1~I00~(Nltb";

    assertThat(scan(OBJECTS + MADE + "(" + array.repeat(3000) + "l.").found()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cbuiltins~bytes~p1~0(I65536~tp2~0]",
        "cbuiltins~bytearray~p1~0(C\377%tp2~0]",
      })
  void boundsCopiesOfConstants(String start) {
    String program = start.replace("%", "a".repeat(255));

    assertThat(scan(program + "g1~g2~Ra".repeat(200) + ".").found()).isEmpty();
    isLimit(scan(program + "g1~g2~Ra".repeat(1 << 20) + "."));
  }

  @Test
  void boundsCopiesOfBytesInArrays() {
    String type = "cnumpy~dtype~(S'u1'~I00~I01~tR(I3~S'|'~NNNI-1~I-1~I0~tbp1~0";
    String bytes = "B\000\000\020\000" + "a".repeat(1 << 20) + "p4~0";
    String array = "g2~(g3~(I0~tS'b'~tR(I1~(I1048576~tg1~I00~g4~tb0";

    assertThat(scan(type + MADE + bytes + array.repeat(60) + "N.").found()).isEmpty();
    isLimit(scan(type + MADE + bytes + array.repeat(90) + "N."));
  }

  @Test
  void boundsCopiesOfLists() {
    String list = "]" + "(" + "N".repeat(1 << 16) + "ep2~0";

    isLimit(scan(list + "ccollections~deque~p1~0" + "g1~(g2~tR0".repeat(100) + "N."));
  }

  @Test
  void boundsNumbersOfTheMemo() {
    assertThat(scan("Nr\000\000\001\0000j\000\000\001\000.").found()).isEmpty();
    isLimit(scan("Nr\000\000\377\000."));
    isLimit(scan("Np99999999~."));
  }

  @ParameterizedTest
  @CsvSource({"I2~, true", "I256~, true", "I257~, false", "S'2'~, false", "cbuiltins~int~, false"})
  void boundsLayersOfRecurrentNetworks(String layers, boolean passes) {
    PickleScan scan = scan("ctorch.nn.modules.rnn~LSTM~)\201}S'num_layers'~" + layers + "sb.");

    assertThat(scan.verdict() == ScanVerdict.CLEAN).as("%s", scan.found()).isEqualTo(passes);
  }

  /// A deep, forgotten tuple has no elements that can be checked.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "cpandas.core.indexes.base~_new_Index~g7~R.",
        "cpandas.arrays~StringArray~)\201g7~b.",
        "cpandas._libs.arrays~__pyx_unpickle_NDArrayBacked~g7~R.",
        "ccollections~deque~g7~R.",
        "cnumpy~dtype~g7~R.",
        "cfunctools~partial~g7~R.",
        "csklearn.neighbors._kd_tree~newObj~(csklearn.neighbors._kd_tree~KDTree~tRg7~b.",
        "cbuiltins~bytes~g7~R.",
        "ctorch._utils~_rebuild_tensor_v2~g7~R.",
        "g7~Q.",
      })
  void doesNotPassWhatIsMadeOfForgottenTuple(String use) {
    String deep = ")" + "\205".repeat(50) + "p7~0";

    PickleScan scan = scan(fill() + deep + use);

    assertThat(scan.verdict()).as("%s", scan.found()).isNotEqualTo(ScanVerdict.CLEAN);
    assertThat(scan.rules()).doesNotContain("file-analysis-failed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"cpandas.core.indexes.base~_new_Index~)R.", "cpandas._libs.interval~Interval~)R."})
  void doesNotPassCallsWithoutArguments(String program) {
    assertThat(scan(program).verdict()).isEqualTo(ScanVerdict.SUSPICIOUS);
  }

  /// Fills the space for details of the memo.
  private static String fill() {
    StringBuilder texts = new StringBuilder();
    for (int i = 0; i < 200_000; i++) {
      texts.append("I9999~p").append(100 + i).append("~0");
    }
    return texts.toString();
  }

  /// However it is created: by a call, without a constructor, by another function.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "c_codecs~encode~p1~0(%S'latin1'~tp2~0(",
        "cdecimal~Decimal~p1~0(%tp2~0(",
        "carray~_array_reconstructor~p1~0(carray~array~S'B'~I0~#tp2~0(",
        "carray~array~p1~0(S'B'~#tp2~0(",
        "cbuiltins~bytes~p1~0(#tp2~0(",
        "ctorch~Size~p1~0(($ttp2~0(",
        "cbuiltins~frozenset~p1~0(($ltp2~0(",
        "ccopyreg~_reconstructor~p1~0(cpandas.core.indexes.frozen~FrozenList~cbuiltins~list~($ltp2~0(",
      })
  void boundsCopiesWhoeverMakesThem(String start) {
    String program =
        start
            .replace("%", "X\000\000\001\000" + "1".repeat(1 << 16))
            .replace("#", "B\000\000\001\000" + "1".repeat(1 << 16))
            .replace("$", "I1~".repeat(1 << 12));

    assertThat(scan(program + "g1~g2~R".repeat(50) + "l.").rules()).doesNotContain("pickle-limit");
    isLimit(scan(program + "g1~g2~R".repeat(3000) + "l."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cbuiltins~frozenset~", "ccollections~deque~"})
  void boundsCopiesThatAreMadeWithoutConstructor(String type) {
    String program = type + "p1~0((" + "I1~".repeat(1 << 12) + "ltp2~0(";

    isLimit(scan(program + "g1~g2~\201".repeat(3000) + "l."));
  }

  @Test
  void boundsCopiesOfListsThatGrowLater() {
    String lists = "]p3~0]p4~0" + "g4~g3~a0".repeat(1000);

    isLimit(
        scan(
            lists
                + "g3~("
                + "N".repeat(1 << 14)
                + "e0ccollections~deque~p1~0(g4~tp2~0"
                + "g1~g2~R0".repeat(100)
                + "N."));
  }

  @Test
  void boundsCopiesOfObjectsInArrays() {
    String list = "(" + "N".repeat(1 << 14) + "lp4~0";
    String array = "g2~(g3~(I0~tS'b'~tR(I1~(I16384~tg1~I00~g4~tb0";

    assertThat(scan(OBJECTS + MADE + list + array.repeat(100) + "N.").found()).isEmpty();
    isLimit(scan(OBJECTS + MADE + list + array.repeat(400) + "N."));
  }

  @Test
  void boundsRangesThatAreIndexes() {
    String range =
        "cpandas.core.indexes.base~_new_Index~(cpandas~RangeIndex~}(S'start'~I0~S'stop'~";

    assertThat(scan(range + "I1000000~S'step'~I1~utR.").found()).isEmpty();
    isLimit(
        scan(
            range
                + "I100000000~S'step'~I1~utRp1~0"
                + "cpandas.core.internals.managers~BlockManager~()(g1~g1~ltR."));
  }

  /// The length of a range must be known by either end, however far apart they are.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "S'start'~I100000000~",
        "S'start'~I-100000000~S'stop'~I0~",
        "S'start'~I100000000~S'stop'~N",
        "S'start'~L-9223372036854775808L~S'stop'~L9223372036854775807L~S'step'~I1099511627776~",
        "S'start'~I01~S'stop'~I5~",
      })
  void boundsRangesByWhateverEndsThem(String ends) {
    String range = "cpandas.core.indexes.base~_new_Index~(cpandas~RangeIndex~}(" + ends + "utRp1~0";
    String table = "cpandas.core.internals.managers~BlockManager~()(g1~g1~ltR0";

    isLimit(scan(range + table.repeat(10) + "N."));
  }
}

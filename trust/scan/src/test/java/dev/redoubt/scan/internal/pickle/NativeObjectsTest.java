package dev.redoubt.scan.internal.pickle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.scan.ScanVerdict;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Native code trusts the objects that it receives: one without a state, or with another state than
/// its library writes, ends the process. A used object must have its state.
class NativeObjectsTest {

  private static final String TEXTS = "cpandas.arrays~StringArray~)\201";
  private static final String TYPE = "cpandas~StringDtype~)R";
  private static final String OBJECTS = "cnumpy~dtype~(S'O8'~I00~I01~tR(I3~S'|'~NNNI-1~I-1~I63~tb";
  private static final String DATES =
      "cnumpy~dtype~(S'M8'~I00~I01~tR(I4~S'<'~NNNI-1~I-1~I0~(}(S'ns'~I1~I1~I1~tttb";
  private static final String TREE =
      "csklearn.neighbors._kd_tree~newObj~(csklearn.neighbors._kd_tree~KDTree~tR";

  /// Expects an index as its last argument.
  private static final String INDEX =
      "cpandas.core.indexes.base~_new_Index~(cpandas~Index~}S'data'~";

  private static final String END = "stR.";

  private static String array(String shape, String type, String data) {
    return "cnumpy._core.multiarray~_reconstruct~(cnumpy~ndarray~(I0~tS'b'~tR(I1~"
        + shape
        + type
        + "I00~"
        + data
        + "tb";
  }

  private static final String FLAT = array("(I1~t", OBJECTS, "(S'a'~l");
  private static final String SCALAR = array("(t", OBJECTS, "(S'a'~l");
  private static final String WIDE = array("(I1~I1~t", DATES, "S'aaaaaaaa'~");
  private static final String WIDE_DATES =
      "cpandas.arrays~DatetimeArray~)\201(" + DATES + WIDE + "}tb";

  private static final String MULTI =
      "cpandas.core.indexes.base~_new_Index~(cpandas~MultiIndex~}S'codes'~";
  private static final String MULTI_END = "stR.";
  private static final String TREE_ARRAY = TEXTS + "(" + TYPE + FLAT + "tb";

  private static String joblib(String shape, int bytes) {
    return "cjoblib.numpy_pickle~NumpyArrayWrapper~)\201}(S'shape'~"
        + shape
        + "S'dtype'~cnumpy~dtype~(S'f8'~I00~I01~tRub"
        + "\377".repeat(bytes);
  }

  private static Stream<Arguments> arguments(Map<String, String> programs) {
    return programs.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
  }

  static Stream<Arguments> crashing() {
    return arguments(
        Map.ofEntries(
            Map.entry(
                "the state of an array of numbers is a part of another state",
                "cpandas.arrays~SparseArray~)\201((I1~(I99999~t" + OBJECTS + "I00~(lt(I0~Nttb."),
            Map.entry("an array of pandas has no state", INDEX + TEXTS + END),
            Map.entry(
                "a list has an array of pandas without a state", INDEX + "(" + TEXTS + "l" + END),
            Map.entry(
                "an array of pandas gets its state after an index was made of it",
                INDEX + TEXTS + "p1~stR0g1~(" + TYPE + FLAT + "tb."),
            Map.entry(
                "what an array of pandas is about has no dimension",
                INDEX + TEXTS + "}S'_ndarray'~" + SCALAR + "sb" + END),
            Map.entry(
                "what an array of pandas is about is no array",
                INDEX + TEXTS + "}S'_ndarray'~Nsb" + END),
            Map.entry("an array of pandas is about nothing", INDEX + TEXTS + "}b" + END),
            Map.entry(
                "an array of pandas is about an array under one name, and nothing under another",
                INDEX + TEXTS + "}S'_ndarray'~" + FLAT + "sS'_data'~Nsb" + END),
            Map.entry(
                "an array of pandas is about two arrays",
                INDEX + TEXTS + "(" + FLAT + SCALAR + "}tb" + END),
            Map.entry(
                "an array of pandas is about an array and something else",
                INDEX + TEXTS + "(" + TYPE + FLAT + TYPE + "tb" + END),
            Map.entry(
                "an array of joblib has no dimension",
                INDEX + TEXTS + "(" + TYPE + joblib("(t", 8) + "tb" + END),
            Map.entry(
                "an array of pandas gets another state",
                INDEX + TEXTS + "(" + TYPE + FLAT + "tb(" + TYPE + WIDE + "tb" + END),
            Map.entry("an index is made of a table", INDEX + WIDE_DATES + END),
            Map.entry(
                "an index is made of a table of joblib",
                INDEX + TEXTS + "(" + TYPE + joblib("(I1~I1~t", 8) + "tb" + END),
            Map.entry(
                "an index is made of a list with a table", INDEX + "(" + WIDE_DATES + "l" + END),
            Map.entry(
                "codes are replaced by their number after they were arrays",
                MULTI + "]p7~" + FLAT + "aI0~" + TREE_ARRAY + "s" + MULTI_END),
            Map.entry(
                "codes get something else after an index was told that they are arrays",
                "]p7~"
                    + FLAT
                    + "a0}p8~S'codes'~g7~s0g7~"
                    + TREE_ARRAY
                    + "a0"
                    + "cpandas.core.indexes.base~_new_Index~(cpandas~MultiIndex~g8~tR."),
            Map.entry(
                "codes get something else after the memo forgot all but that they are arrays",
                "]\224".repeat(4097)
                    + "0".repeat(4097)
                    + "]"
                    + FLAT
                    + "ap5000~0g5000~"
                    + TREE_ARRAY
                    + "a0"
                    + MULTI
                    + "g5000~"
                    + MULTI_END),
            Map.entry(
                "codes are replaced after the memo forgot all but that they are arrays",
                "]\224".repeat(4097)
                    + "0".repeat(4097)
                    + "]"
                    + FLAT
                    + "ap5000~0g5000~I0~"
                    + TREE_ARRAY
                    + "s0"
                    + MULTI
                    + "g5000~"
                    + MULTI_END),
            Map.entry("a tree has no state", INDEX + TREE + END),
            Map.entry(
                "a place has no dimension",
                "cpandas._libs.internals~BlockPlacement~(" + SCALAR + "tR."),
            Map.entry(
                "the columns of a table are no index",
                "cpandas.core.internals.managers~BlockManager~()(" + FLAT + "ltR."),
            Map.entry(
                "the columns of a table are not known",
                "cpandas.core.internals.managers~BlockManager~()(" + "N".repeat(200) + "ltR."),
            Map.entry(
                "what a source of random numbers draws from has no state",
                "cnumpy.random._pickle~__generator_ctor~(cnumpy.random._pcg64~PCG64~)\201tR."),
            Map.entry(
                "a part of a table has no state",
                "cpandas._libs.internals~_unpickle_block~("
                    + TEXTS
                    + "cbuiltins~slice~(I0~I1~I1~tRI2~tR.")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("crashing")
  void doesNotPassWhen(String what, String program) {
    PickleScan scan = PickleScan.of(program.replace('~', '\n'));

    assertThat(scan.verdict()).as(what).isNotEqualTo(ScanVerdict.CLEAN);
    assertThat(scan.rules())
        .as("%s: %s", what, scan.found())
        .contains("pickle-argument")
        .doesNotContain("pickle-broken", "pickle-custom-import");
  }

  static Stream<Arguments> ordinary() {
    return arguments(
        Map.ofEntries(
            Map.entry("an index of texts", INDEX + TEXTS + "(" + TYPE + FLAT + "tb" + END),
            Map.entry(
                "an index of texts with their attributes",
                INDEX + TEXTS + "(" + TYPE + FLAT + "}S'_cache'~}stb" + END),
            Map.entry(
                "an index of texts by name",
                INDEX + TEXTS + "}S'_dtype'~" + TYPE + "sS'_ndarray'~" + FLAT + "sb" + END),
            Map.entry(
                "an index of an array of joblib",
                INDEX + TEXTS + "(" + TYPE + joblib("(I1~t", 8) + "tb" + END),
            Map.entry(
                "dates in a table",
                "cpandas._libs.internals~_unpickle_block~("
                    + WIDE_DATES
                    + "cbuiltins~slice~(I0~I1~I1~tRI2~tR."),
            Map.entry("an array of pandas that nobody uses yet", TEXTS + "."),
            Map.entry(
                "a table without columns",
                "cpandas.core.internals.managers~BlockManager~()("
                    + INDEX
                    + FLAT
                    + END.replace(".", "")
                    + INDEX
                    + FLAT
                    + END.replace(".", "")
                    + "ltR."),
            Map.entry(
                "a generator of random numbers",
                "crandom~Random~)R(I3~(" + "I7~".repeat(625) + "tNtb."),
            Map.entry(
                "texts of any length in joblib",
                "cjoblib.numpy_pickle~NumpyArrayWrapper~)\201}(S'shape'~(I1~tS'dtype'~"
                    + "cnumpy._core._internal~_convert_to_stringdtype_kwargs~(I1~tRub"
                    + "cnumpy._core.multiarray~_reconstruct~(cnumpy~ndarray~(I0~tS'b'~tR(I1~(I1~t"
                    + "cnumpy._core._internal~_convert_to_stringdtype_kwargs~(I1~tRI00~(S'a'~ltb.."),
            Map.entry(
                "a selector of columns",
                "csklearn.compose._column_transformer~ColumnTransformer~)\201}S'transformers'~("
                    + "csklearn.compose._column_transformer~make_column_selector~)\201}"
                    + "S'dtype_include'~cnumpy~number~sblsb."),
            Map.entry(
                "a time zone",
                "cbuiltins~getattr~(czoneinfo~ZoneInfo~S'_unpickle'~tR(S'Europe/Berlin'~I1~tR."),
            Map.entry(
                "the index of a sparse array",
                "cpandas._libs.sparse~IntIndex~(I3~" + joblib("(I1~t", 8) + "tR.")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ordinary")
  void passes(String what, String program) {
    assertThat(PickleScan.of(program.replace('~', '\n')).found()).as(what).isEmpty();
  }
}

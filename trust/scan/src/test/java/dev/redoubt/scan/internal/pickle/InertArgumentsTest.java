package dev.redoubt.scan.internal.pickle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.scan.ScanVerdict;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The invariant of [ImportPermission]: with allowed imports only, no call happens while loading
/// that the pickle chose, and no address or size of its choice reaches native code.
class InertArgumentsTest {

  private static final String HELD = "csklearn.metrics._classification~accuracy_score~";
  private static final String PARTIAL = "cfunctools~partial~(" + HELD + "tR";
  private static final String FROZEN =
      "csklearn.frozen._frozen~FrozenEstimator~)\201}S'estimator'~" + HELD + "sb";
  private static final String PATH = "cpathlib~PosixPath~(S'x'~tR";
  private static final String INDEX =
      "cpandas.core.indexes.base~_new_Index~(cpandas.core.indexes.base~Index~";
  private static final String RECONSTRUCT =
      "cnumpy.core.multiarray~_reconstruct~(cnumpy~ndarray~(I0~tS'b'~tR";
  private static final String OBJECTS = "cnumpy~dtype~(S'O8'~I00~I01~tR(I3~S'|'~NNNI-1~I-1~I63~tb";
  private static final String RECORD = "cnumpy~dtype~(S'V8'~I00~I01~tR";
  private static final String FLOATS = "cnumpy~dtype~(S'f8'~I00~I01~tR(I3~S'<'~NNNI-1~I-1~I0~tb";
  private static final String NATIVE =
      "cpandas._libs.arrays~__pyx_unpickle_NDArrayBacked~(cpandas.arrays~StringArray~I82904607~NtR";
  private static final String STORAGE = "(S'storage'~ctorch~FloatStorage~S'0'~S'cpu'~I4~tQ";
  private static final String ORDERED = "ccollections~OrderedDict~)R";

  static Stream<Arguments> programs() {
    return Map.ofEntries(
            Map.entry(
                "a dictionary whose keys are attributes is made of a dictionary",
                "cscipy.optimize._optimize~OptimizeResult~((dS'__array__'~" + HELD + "stR."),
            Map.entry(
                "an address is an attribute of such a dictionary",
                "csklearn.utils~Bunch~)\201S'__array_interface__'~(S'data'~(I4096~I00~tds."),
            Map.entry(
                "a partial has a namespace with attributes",
                PARTIAL + "(" + HELD + ")}}S'__array__'~" + HELD + "stb."),
            Map.entry(
                "a partial's namespace is filled after it became that",
                PARTIAL + "(" + HELD + ")}}p9~tb0g9~S'__array__'~" + HELD + "s."),
            Map.entry(
                "the names of methods change after they became an attribute",
                "csklearn.metrics._scorer~_Scorer~)\201}S'_response_method'~]p1~sb0g1~S'write_bytes'~a."),
            Map.entry("a matrix is made of a partial", "cnumpy~matrix~(" + PARTIAL + "tR."),
            Map.entry("a function of numbers is called", HELD + "(N" + "tR."),
            Map.entry(
                "an index is made of an estimator that hands attributes on",
                INDEX + "(dS'data'~" + FROZEN + "stR."),
            Map.entry("an index is made of a path", INDEX + "(dS'data'~" + PATH + "stR."),
            Map.entry(
                "an index is made of a list that gets its element later",
                "]p1~(lp2~g1~a0g1~" + HELD + "a00" + INDEX + "(dS'data'~g2~stR."),
            Map.entry(
                "an index is made of an array that gets its objects later",
                RECONSTRUCT
                    + "p1~(I1~(I1~t"
                    + OBJECTS
                    + "I00~("
                    + FROZEN
                    + "ltb0"
                    + INDEX
                    + "(dS'data'~g1~stR."),
            Map.entry(
                "the fields of a type deny their objects",
                "cnumpy~dtype~(S'V8'~I00~I01~tR(I3~S'|'~N(S'a'~t(dS'a'~("
                    + OBJECTS
                    + "I0~tsI8~I1~I0~tb."),
            Map.entry(
                "a type of objects denies it",
                "cnumpy~dtype~(S'O8'~I00~I01~tR(I3~S'|'~NNNI-1~I-1~I0~tb."),
            Map.entry(
                "a type of numbers says that they are objects",
                "cnumpy~dtype~(S'i8'~I00~I01~tR(I3~S'<'~NNNI-1~I-1~I63~tb."),
            Map.entry(
                "a type is changed after an array was made of it",
                "cnumpy.core.multiarray~scalar~(cnumpy~dtype~(S'V8'~I00~I01~tRp1~S'aaaaaaaa'~tR0"
                    + "g1~(I3~S'|'~NNNI8~I1~I0~tb."),
            Map.entry(
                "an array has fewer objects than its shape says",
                RECONSTRUCT + "(I1~(I9~t" + OBJECTS + "I00~(NltbN0."),
            Map.entry(
                "an array of a million million elements is made",
                "cnumpy.core.multiarray~_reconstruct~(cnumpy~ndarray~(I1000000000000~tS'b'~tR."),
            Map.entry(
                "a list is made of a range",
                "cbuiltins~list~(cbuiltins~range~(I0~I100000000000~I1~tRtR."),
            Map.entry("a fraction has a huge exponent", "cfractions~Fraction~(S'1e1000000000'~tR."),
            Map.entry("millions of zeros are made", "cbuiltins~bytearray~(I100000000~tR."),
            Map.entry(
                "a tensor is larger than its storage",
                "ctorch._utils~_rebuild_tensor_v2~("
                    + STORAGE
                    + "I0~(I100000000000~t(I1~tI00~"
                    + ORDERED
                    + "tR."),
            Map.entry(
                "a tensor of another type gets a live state",
                "ctorch._tensor~_rebuild_from_type_v2~(ctorch._utils~_rebuild_tensor_v2~("
                    + STORAGE
                    + "I0~(I4~t(I1~tI00~"
                    + ORDERED
                    + "tctorch~Tensor~}S'tag'~"
                    + FROZEN
                    + "stR."),
            Map.entry(
                "a tensor has hooks",
                "ctorch._utils~_rebuild_tensor_v2~("
                    + STORAGE
                    + "I0~(I4~t(I1~tI00~"
                    + ORDERED
                    + "I0~"
                    + HELD
                    + "stR."),
            Map.entry(
                "an optimiser, which calls methods of its state, gets a live one",
                "ctorch.optim.adam~Adam~)\201}S'defaults'~" + FROZEN + "sb."),
            Map.entry(
                "the parts of a module are no dictionary",
                "ctorch.nn.modules.module~Module~)\201}S'_parameters'~" + FROZEN + "sb."),
            Map.entry(
                "scikit-learn compares a version that is an object",
                "csklearn.linear_model._base~LinearRegression~)\201}S'_sklearn_version'~"
                    + FROZEN
                    + "sb."),
            Map.entry(
                "the state of an estimator is no plain dictionary",
                "csklearn.linear_model._base~LinearRegression~)\201" + ORDERED + "b."),
            Map.entry(
                "isotonic regression, which computes, gets a live state",
                "csklearn.isotonic~IsotonicRegression~)\201}S'X_thresholds_'~" + FROZEN + "sb."),
            Map.entry("an object is a key", "}" + FROZEN + "Ns."),
            Map.entry("an object is an element of a set", "\217(" + FROZEN + "\220."),
            Map.entry("elements are added to an estimator", FROZEN + "Na."),
            Map.entry("keys are set in an array", RECONSTRUCT + "I0~Ns."),
            Map.entry(
                "a class that is made by its state is called",
                "cxgboost.core~Booster~(NN" + "S'/etc/passwd'~tR."),
            Map.entry(
                "a kd-tree is made, whose nodes native code follows",
                "cscipy.spatial._ckdtree~cKDTree~)\201."),
            Map.entry(
                "a date has no unit", "cnumpy~dtype~(S'm8'~I00~I01~tR(I3~S'<'~NNNI8~I1~I16~tb."),
            Map.entry(
                "an array of numbers becomes one of objects and gets bytes, which fails halfway",
                RECONSTRUCT + "(I1~(I1~t" + OBJECTS + "I00~S'aaaaaaaa'~tb."),
            Map.entry(
                "an array of a type of objects without a state gets bytes",
                RECONSTRUCT + "(I1~(I1~tcnumpy~dtype~(cnumpy~object_~tRI00~S'aaaaaaaa'~tb."),
            Map.entry(
                "an array of numbers gets a list",
                RECONSTRUCT
                    + "(I1~(I1~t"
                    + OBJECTS.replace("O8", "i8").replace("I63", "I0").replace("'|'", "'<'")
                    + "I00~(NltbN0."),
            Map.entry(
                "an array of pandas has no dimension, of which its native code reads the first",
                NATIVE
                    + "(cpandas~StringDtype~)R"
                    + RECONSTRUCT
                    + "((t"
                    + OBJECTS
                    + "I00~(NltbtbN0."),
            Map.entry(
                "an array of pandas has no dimension, and is given to its constructor",
                "cpandas._libs.arrays~__pyx_unpickle_NDArrayBacked~(cpandas.arrays~StringArray~I82904607~("
                    + "cpandas~StringDtype~)R"
                    + RECONSTRUCT
                    + "((t"
                    + OBJECTS
                    + "I00~(NltbttR."),
            Map.entry(
                "an array loses its dimension after pandas has it",
                NATIVE
                    + "(cpandas~StringDtype~)R"
                    + RECONSTRUCT
                    + "p1~(I1~(I1~t"
                    + OBJECTS
                    + "I00~(Nltbtb0g1~((t"
                    + OBJECTS
                    + "I00~(Nltb."),
            Map.entry(
                "an array of numbers changes after something holds it",
                RECONSTRUCT + "p1~]g1~a0g1~(I1~(I1~tcnumpy~dtype~(S'i1'~I00~I01~tRI00~S'a'~tb."),
            Map.entry(
                "a polynomial keeps a list that becomes live, and is given to native code",
                "cnumpy.lib.polynomial~poly1d~)\201}S'coeffs'~]p1~sbp2~0g1~"
                    + FROZEN
                    + "a0cpandas._libs.internals~BlockPlacement~(g2~tR."),
            Map.entry(
                "an exception keeps a list that becomes live, and is given to a constructor",
                "cbuiltins~ValueError~(]p1~tRp2~0g1~"
                    + FROZEN
                    + "a0cpandas._libs.internals~BlockPlacement~(g2~tR."),
            Map.entry(
                "more names of methods than are kept",
                "csklearn.metrics._scorer~_Scorer~)\201}S'_response_method'~]("
                    + "S'predict'~".repeat(200)
                    + "S'write_bytes'~esb."),
            Map.entry(
                "names of methods in a list inside of a tuple change after they became an"
                    + " attribute",
                "csklearn.metrics._scorer~_Scorer~)\201}S'_response_method'~(]p1~tsb0g1~S'write_bytes'~a."),
            Map.entry(
                "the parts of a module have the name of a method",
                "ctorch.nn.modules.module~Module~)\201}S'_modules'~}S'__array__'~" + HELD + "ssb."),
            Map.entry(
                "a type that is named by a class says that it holds objects",
                "cnumpy~dtype~(cnumpy~datetime64~I00~I01~tR(I3~S'<'~NNNI-1~I-1~I63~tb."),
            Map.entry(
                "a type of another class gets a state",
                "cnumpy~dtype~(cnumpy~float64~I00~I01~tR(I3~S'<'~NNNI-1~I-1~I0~tb."),
            Map.entry(
                "the array that a type is of is larger than the type",
                RECORD + "(I3~S'|'~(" + FLOATS + "(I16777216~ttNNI8~I1~I0~tb."),
            Map.entry(
                "a record has a negative size",
                "cnumpy~dtype~(cnumpy~record~I00~I01~tR(I3~S'|'~NNNI-1~I1~I0~tb."),
            Map.entry(
                "a field of a type lies behind its end",
                RECORD + "(I3~S'|'~N(S'a'~t}S'a'~(" + FLOATS + "I1073741824~tsI8~I1~I16~tb."),
            Map.entry(
                "a type has a name of a field that it has not",
                RECORD + "(I3~S'|'~N(S'b'~t}S'a'~(" + FLOATS + "I0~tsI8~I1~I16~tb."),
            Map.entry(
                "a source of random numbers takes a range of any length for its state",
                "crandom~Random~)R(I2~cbuiltins~range~(I0~I100000000000~I1~tRNtb."),
            Map.entry(
                "a network that can be called is an attribute of what a function asks",
                "cpytz~_p~(cpandas~Int16Dtype~)\201}S'upper'~ctorch.optim.swa_utils~AveragedModel~)\201sbtR."),
            Map.entry(
                "an array that has elements before its state is set",
                "cnumpy.core.multiarray~_reconstruct~(cnumpy~ndarray~)S'b'~tR."),
            Map.entry(
                "an array that has one element before its state is set",
                "cnumpy.core.multiarray~_reconstruct~(cnumpy~ndarray~(I1~tS'b'~tR."),
            Map.entry(
                "an array has more elements than bytes",
                RECONSTRUCT
                    + "(I1~(L9223372036854775807L~t"
                    + OBJECTS.replace("O8", "i8").replace("I63", "I0").replace("'|'", "'<'")
                    + "I00~S'aaaaaaaa'~tb."),
            Map.entry(
                "a slot is set whose setter calls a method",
                "cscipy.interpolate._interpolate~interp1d~)\201(}S'fill_value'~S'extrapolate'~stb."
                    .replace("(}", "(N}")),
            Map.entry(
                "slots of a class that has none",
                "csklearn.linear_model._base~LinearRegression~)\201(N}S'a'~NstbN0."),
            Map.entry(
                "an attribute of a tensor is a class",
                "ctorch._tensor~_rebuild_from_type_v2~(ctorch._utils~_rebuild_tensor_v2~"
                    + "ctorch.nn.parameter~Parameter~("
                    + STORAGE
                    + "I0~(I4~t(I1~tI00~"
                    + ORDERED
                    + "t}S'detach'~cnumpy~ndarray~stR."),
            Map.entry(
                "a class makes the values of missing keys, and PyTorch asks for one",
                "ctorch.optim.adam~Adam~)\201}S'param_groups'~(ccollections~defaultdict~("
                    + "cnumpy.random~RandomState~tRlsb."),
            Map.entry(
                "the type of an empty array is a text that NumPy compiles",
                "cnumpy.core.multiarray~_reconstruct~(cnumpy~ndarray~(I0~tS'(2,3)i4,f8'~tR."),
            Map.entry(
                "a constructor of an estimator is called",
                "csklearn.linear_model._base~LinearRegression~)R."),
            Map.entry(
                "a module answers for its parts, and elements are added to it",
                "ctorch.nn.modules.module~Module~)\201}S'_modules'~}S'append'~" + HELD + "ssbNa."),
            Map.entry(
                "a class that makes others is called by an index",
                INDEX.replace("pandas.core.indexes.base~Index", "numpy~ndarray")
                    + "(dS'shape'~(I9~tstR."))
        .entrySet()
        .stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("programs")
  void doesNotPassWhen(String what, String program) {
    PickleScan scan = PickleScan.of(program.replace('~', '\n'));
    assertThat(scan.verdict()).as(what).isNotEqualTo(ScanVerdict.CLEAN);
    assertThat(scan.rules())
        .as("%s: %s", what, scan.found())
        .containsAnyOf("pickle-argument", "pickle-magic-attribute", "pickle-custom-import")
        .doesNotContain("pickle-broken", "pickle-dangerous-import");
  }

  static Stream<Arguments> ordinary() {
    return Map.of(
            "an array of objects as an attribute",
            "csklearn.ensemble._gb~GradientBoostingRegressor~)\201}S'estimators_'~"
                + RECONSTRUCT
                + "(I1~(I1~t"
                + OBJECTS
                + "I00~(csklearn.tree._classes~DecisionTreeRegressor~)\201}bltbsb.",
            "modules in the ordered dictionary of a module",
            "ctorch.nn.modules.container~Sequential~)\201}S'_modules'~"
                + ORDERED
                + "S'0'~ctorch.nn.modules.activation~ReLU~)\201}bssb.",
            "a partial of a function",
            PARTIAL + "(" + HELD + ")}Ntb.",
            "an index of texts",
            INDEX
                + "(dS'data'~"
                + RECONSTRUCT
                + "(I1~(I2~t"
                + OBJECTS
                + "I00~(S'a'~S'b'~ltbsS'name'~NstR.",
            "a default dictionary of lists",
            "ccollections~defaultdict~(cbuiltins~list~tR.",
            "a path as an attribute",
            "csklearn.linear_model._base~LinearRegression~)\201}S'cache'~" + PATH + "sb.",
            "a tensor of all of its storage",
            "ctorch._utils~_rebuild_tensor_v2~("
                + STORAGE
                + "I0~(I2~I2~t(I2~I1~tI00~"
                + ORDERED
                + "tR.")
        .entrySet()
        .stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ordinary")
  void passes(String what, String program) {
    assertThat(PickleScan.of(program.replace('~', '\n')).found()).as(what).isEmpty();
  }

  /// LightGBM and XGBoost stop the process, or read out of bounds, if the model in the state of a
  /// booster is damaged.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "clightgbm.basic~Booster~)\201}S'_handle'~S'tree'~sb.",
        "clightgbm.basic~Booster~)\201}S'handle'~I12345678~sb.",
        "cxgboost.core~Booster~)\201}S'handle'~cbuiltins~bytearray~(S'{L'~S'latin-1'~tRsb.",
      })
  void doesNotPassBoostersWhoseModelIsDamaged(String pickle) {
    assertThat(PickleScan.of(pickle.replace('~', '\n')).verdict())
        .isEqualTo(ScanVerdict.UNREADABLE);
  }

  @Test
  void everyAllowedNameIsAFullName() {
    assertThat(AllowedImports.everything().names())
        .hasSizeGreaterThan(1000)
        .allMatch(name -> name.matches("[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)+"));
  }
}

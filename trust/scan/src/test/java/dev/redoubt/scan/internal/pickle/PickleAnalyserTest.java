package dev.redoubt.scan.internal.pickle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.scan.ModelFlavour;
import dev.redoubt.scan.ScanVerdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PickleAnalyserTest {

  /// A call of `os.system('id')` in protocol 0.
  private static final String CALL = "cos\nsystem\n(S'id'\ntR";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "N.",
        "(lp0\nI1\naI01\naL12L\naF1.5\na.",
        "\200\002}q\0(U\001aK\001X\001\0\0\0bM\001\001u.",
        "\200\004\225\004\0\0\0\0\0\0\0]\224N\205.",
        "\200\004\214\013collections\214\013OrderedDict\223)R\214\001ak\001.",
      })
  void passes_whenOnlyPlainValuesAreMade(String pickle) {
    String text = pickle.replace("ak\001", "aK\001s");
    assertThat(PickleScan.of(text).found()).isEmpty();
  }

  @Test
  void namesOffsetsAndArguments_whenACommandIsCalled() {
    PickleScan scan = PickleScan.of(CALL + ".");
    assertThat(scan.verdict()).isEqualTo(ScanVerdict.MALICIOUS);
    assertThat(scan.found().getFirst().message())
        .isEqualTo("loading imports `os.system` and calls it with `'id'`");
    assertThat(scan.found().getFirst().explanation())
        .containsExactly("offset 0 GLOBAL os.system", "offset 19 REDUCE os.system('id')");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(S'id'\nios\nsystem\n.",
        "(cos\nsystem\nS'id'\no.",
        "cos\nsystem\n)\201.",
        "cos\nsystem\n)}\222.",
        "\200\004\214\002os\224\214\006system\224\223.",
        "\200\004\214\002os\224\214\006system\2240h\0h\001\223.",
        "S'\\x6fs'\nS'sys\\164em'\n\223.",
        "V\\157s\nVsystem\n\223.",
        "\215\002\0\0\0\0\0\0\0osU\006system\223.",
        "c__builtin__\neval\n.",
        "\200\004\214\006shutil\214\011os.system\223.",
        "cbuiltins\ngetattr\n(csklearn.base\nBaseEstimator\nS'__reduce__'\ntR.",
      })
  void findsEveryWayToImport(String pickle) {
    assertThat(PickleScan.of(pickle).verdict()).isEqualTo(ScanVerdict.MALICIOUS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "N", "0", "\377", "h\011.", "(.", "N(.", "X\377\377\377\177"})
  void isMalicious_whenThePickleIsTruncatedAfterThePayload(String rest) {
    PickleScan scan = PickleScan.of(CALL + rest.replace(".", "0000."));
    assertThat(scan.verdict()).isEqualTo(ScanVerdict.MALICIOUS);
    assertThat(scan.rules()).contains("pickle-broken");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0.",
        "h\005.",
        "e.",
        "\200\011N.",
        "\201.",
        "Ixyz\n.",
        "pminus\n.",
        "Sid\n.",
        "\212\3771",
        "\213\377\377\377\377.",
        "\215\377\377\377\377\377\377\377\377.",
        "\225\377\0\0\0\0\0\0\0N.",
        "N.rest that is none",
      })
  void isUnreadable_wherePythonFails(String pickle) {
    assertThat(PickleScan.of(pickle).verdict()).isEqualTo(ScanVerdict.UNREADABLE);
  }

  @ParameterizedTest
  @CsvSource({
    "'\202\001.', pickle-unresolved",
    "'\204\001\0\0\0.', pickle-unresolved",
    "'S''os''\nK\007\223.', pickle-unresolved",
    "'\227.', pickle-unresolved",
    "'Pwhere\n.', pickle-persistent-id",
    "'NQ.', pickle-persistent-id",
    "'ccollections\nOrderedDict\n)R)R.', pickle-unresolved",
  })
  void isUnreadable_whenOnlyTheLoadingProgramKnows(String pickle, String rule) {
    String text = pickle.replace("''", "'");
    PickleScan scan = PickleScan.of(text);
    assertThat(scan.verdict()).isEqualTo(ScanVerdict.UNREADABLE);
    assertThat(scan.rules()).contains(rule);
  }

  @Test
  void isSuspicious_whenAClassIsNotOfAKnownLibrary() {
    PickleScan scan = PickleScan.of("cmine.models\nScorer\n)\201}b.");
    assertThat(scan.verdict()).isEqualTo(ScanVerdict.SUSPICIOUS);
    assertThat(scan.rules()).containsExactly("pickle-custom-import");
  }

  /// Each of these calls something with arguments that the pickle chose, although models contain
  /// every import.
  @ParameterizedTest
  @CsvSource({
    "'cnumpy~transpose~(NtR.', pickle-argument",
    "'cbuiltins~repr~(NtR.', pickle-argument",
    "'cfunctools~partial~(clightgbm.basic~Booster~NNtR.', pickle-argument",
    "'cfunctools~partial~(csklearn.metrics._scorer~_Scorer~)\201tR.', pickle-argument",
    "'cfunctools~partial~(cnumpy~add~tR(clightgbm.basic~Booster~)NNtb.', pickle-argument",
    "'cfunctools~partial~(cbuiltins~type~tR.', pickle-argument",
    "'cnumpy.random._pickle~__generator_ctor~(I1~cbuiltins~list~tR.', pickle-argument",
    "'cnumpy.random._pickle~__randomstate_ctor~(I1~cnumpy~add~tR.', pickle-argument",
    "'cnumpy.random._pickle~__bit_generator_ctor~(clightgbm.basic~Booster~tR.', pickle-argument",
    "'ctypes~SimpleNamespace~)\201}S\"append\"~cnumpy~add~sbI1~a.', pickle-magic-attribute",
    "'ctypes~SimpleNamespace~)\201}S\"__array_interface__\"~}sb.', pickle-magic-attribute",
    "'csklearn.utils~Bunch~)RS\"__array__\"~cnumpy~add~s.', pickle-magic-attribute",
    "'csklearn.metrics._scorer~_Scorer~)\201}S\"_response_method\"~S\"to_csv\"~sb.',"
        + " pickle-magic-attribute",
    "'ctorch._utils~_rebuild_parameter_with_state~(ctorch._utils~_rebuild_meta_tensor_no_storage~(ctorch~float32~(I1~t(I1~tI00~tR\211N}S\"__class__\"~NstR.',"
        + " pickle-magic-attribute",
    "'ctypes~SimpleNamespace~)\201ccollections~OrderedDict~)RS\"__setstate__\"~Nsb.',"
        + " pickle-unresolved",
  })
  void doesNotPass_whenAnObjectIsMadeToBeCalled(String pickle, String rule) {
    PickleScan scan = PickleScan.of(pickle.replace('"', '\'').replace('~', '\n'));
    assertThat(scan.verdict()).isNotEqualTo(ScanVerdict.CLEAN);
    assertThat(scan.rules()).contains(rule);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cfunctools~partial~(ctorch.nn.functional~relu~tR(ctorch.nn.functional~relu~)NNtb.",
        "ctorch.nn.modules.module~Module~)\201}S'add'~\210sb.",
        "cnumpy.random._pickle~__generator_ctor~(S'X'~cnumpy.random._pickle~__bit_generator_ctor~tR.",
        "csklearn.metrics._scorer~_Scorer~)\201}S'_response_method'~S'predict'~sb.",
      })
  void passes_functionsThatModelsStore(String pickle) {
    assertThat(PickleScan.of(pickle.replace('~', '\n')).found()).isEmpty();
  }

  @Test
  void isMalicious_whenAnImportIsModified() {
    assertThat(PickleScan.of("ccollections\nOrderedDict\n}S'a'\nNsb.").rules())
        .containsExactly("pickle-changed-import");
    assertThat(PickleScan.of("ccollections\nOrderedDict\nNNs.").verdict())
        .isEqualTo(ScanVerdict.MALICIOUS);
  }

  @Test
  void isSuspicious_whenStateSetsASpecialAttribute() {
    PickleScan scan =
        PickleScan.of("ccollections\nOrderedDict\n)R}S'__setstate__'\ncbuiltins\nlen\nsb.");
    assertThat(scan.rules()).contains("pickle-magic-attribute");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cxgboost.core\nBooster\n(NNS'/etc/passwd'\ntR.",
        "cbuiltins\ntype\n(S'X'\n)}tR.",
        "cbuiltins\nbytearray\n(L99999999999L\ntR.",
        "c_codecs\nencode\n(S'a'\nS'zip'\ntR.",
        "ccopyreg\n_reconstructor\n(cxgboost.core\nBooster\ncxgboost.core\nBooster\nNtR.",
      })
  void isSuspicious_whenAnAllowedNameIsCalledOtherwise(String pickle) {
    PickleScan scan = PickleScan.of(pickle);
    assertThat(scan.verdict()).isEqualTo(ScanVerdict.SUSPICIOUS);
    assertThat(scan.rules()).contains("pickle-argument");
  }

  @Test
  void isSuspicious_whenAFunctionThatNeedsCheckingIsStored() {
    assertThat(PickleScan.of("(c_codecs\nencode\nl.").rules())
        .containsExactly("pickle-handed-function");
  }

  @Test
  void resolvesTheNameThatAnAllowedFunctionImports() {
    String pickle = "cnumpy.core\n_ufunc_reconstruct\n(S'%s'\nS'%s'\ntR.";
    assertThat(PickleScan.of(pickle.formatted("numpy", "log1p")).verdict())
        .isEqualTo(ScanVerdict.CLEAN);
    assertThat(PickleScan.of(pickle.formatted("os", "system")).verdict())
        .isEqualTo(ScanVerdict.MALICIOUS);
  }

  /// Protocols 0 to 2 write bytes as encoded text.
  @Test
  void scansArgumentsOfALoader_whenBytesAreWrittenAsText() {
    String inner = CALL.replace("'id'", "'" + "x".repeat(100) + "'") + ".";
    String length = (char) inner.length() + "\0\0\0";
    PickleScan scan =
        PickleScan.of(
            "ctorch.storage\n_load_from_bytes\n(c_codecs\nencode\n(X"
                + length
                + inner
                + "S'latin1'\ntRtR.");
    assertThat(scan.verdict()).isEqualTo(ScanVerdict.MALICIOUS);
  }

  @Test
  void judgesTheCallThatTorchMakesOfATensorOfAnotherType() {
    String arguments =
        "((S'storage'\nctorch\nFloatStorage\nS'0'\nS'cpu'\nI4\ntQI0\n(I2\nI2\nt(I2\nI1\ntI00\n"
            + "ccollections\nOrderedDict\n)Rt";
    String pickle = "ctorch._tensor\n_rebuild_from_type_v2\n(%sctorch\nTensor\n%sNtR.";
    String rebuild = "ctorch._utils\n_rebuild_tensor_v2\n";
    assertThat(PickleScan.of(pickle.formatted(rebuild, arguments)).found()).isEmpty();
    assertThat(PickleScan.of(pickle.formatted(rebuild, ")")).verdict())
        .isEqualTo(ScanVerdict.SUSPICIOUS);
    assertThat(PickleScan.of(pickle.formatted("cos\nsystem\n", ")")).verdict())
        .isEqualTo(ScanVerdict.MALICIOUS);
  }

  @Test
  void allowsWhatTheFlavourAllows() {
    String booster = "cxgboost.core\nBooster\n)\201.";
    assertThat(PickleScan.of(booster, ModelFlavour.XGBOOST).verdict()).isEqualTo(ScanVerdict.CLEAN);
    assertThat(PickleScan.of(booster, ModelFlavour.NUMPY).verdict())
        .isEqualTo(ScanVerdict.SUSPICIOUS);
  }

  @Test
  void readsAllPicklesOfAFile() {
    assertThat(PickleScan.of("N.N.N.").verdict()).isEqualTo(ScanVerdict.CLEAN);
    assertThat(PickleScan.of("N.N." + CALL + ".").verdict()).isEqualTo(ScanVerdict.MALICIOUS);
  }

  @Test
  void scansArgumentsOfALoader() {
    String inner = CALL + ".";
    PickleScan scan =
        PickleScan.of(
            "ctorch.storage\n_load_from_bytes\n(C" + (char) inner.length() + inner + "tR.");
    assertThat(scan.verdict()).isEqualTo(ScanVerdict.MALICIOUS);
    assertThat(scan.found()).anyMatch(detection -> detection.location().members().size() == 2);
  }

  @Test
  void scansValuesThatArePickles() {
    String inner = "\200\004" + CALL + ".";
    assertThat(PickleScan.of("C" + (char) inner.length() + inner + ".").rules())
        .containsExactly("pickle-embedded");
  }

  @Test
  void skipsTheBytesThatJoblibPutsAfterItsWrapper() {
    String pickle =
        "\200\003cjoblib.numpy_pickle\nNumpyArrayWrapper\n)\201}(X\005\0\0\0shapeK\002\205"
            + "X\005\0\0\0dtypecnumpy\ndtype\n(X\002\0\0\0f8K\0K\001tRub%s.";
    assertThat(PickleScan.of(pickle.formatted("\377".repeat(16))).found()).isEmpty();
    assertThat(PickleScan.of(pickle.formatted("\377".repeat(15))).verdict())
        .isEqualTo(ScanVerdict.UNREADABLE);
  }

  /// joblib continues after the array, and so must the scanner.
  @Test
  void doesNotPass_whenAnArrayOfJoblibIsLongerThanItSeems() {
    String start =
        "\200\003cjoblib.numpy_pickle\nNumpyArrayWrapper\n)\201}(X\005\0\0\0shapeK\001\205";
    String type = "X\005\0\0\0dtypecnumpy\ndtype\n(X\002\0\0\0V8K\0K\001tR";
    String hidden = "\0".repeat(8) + "B\100\0\0\0" + "\0".repeat(64) + ".";
    assertThat(PickleScan.of(start + type + "ub" + hidden).found()).isEmpty();

    String size = "(K\003X\001\0\0\0|NNNK\100K\001K\0tb";
    assertThat(PickleScan.of(start + type + size + "ub" + hidden).rules())
        .contains("pickle-argument");
    StringBuilder again = new StringBuilder();
    for (int i = 10; i < 99; i++) {
      again.append("X\002\0\0\0").append(i).append("N");
    }
    again.append("X\005\0\0\0shapeK\100\205");
    assertThat(PickleScan.of(start + type + again + "ub" + hidden).verdict())
        .isEqualTo(ScanVerdict.UNREADABLE);
  }

  @Test
  void readsTheBytesOfAnArrayOfJoblibAlsoAsPickleLoadWould() {
    String pickle =
        "\200\003cjoblib.numpy_pickle\nNumpyArrayWrapper\n)\201}(X\005\0\0\0shapeK\004\205"
            + "X\005\0\0\0dtypecnumpy\ndtype\n(X\002\0\0\0f8K\0K\001tRub%s.";
    String array = "cos\nsystem\n(S'id'\ntR.";
    assertThat(PickleScan.of(pickle.formatted(array + "\0".repeat(32 - array.length()))).rules())
        .containsExactly("pickle-dangerous-import");
    String unknown = "\202\001.";
    assertThat(
            PickleScan.of(pickle.formatted(unknown + "\0".repeat(32 - unknown.length()))).verdict())
        .isEqualTo(ScanVerdict.UNREADABLE);
  }

  @Test
  void readsTheStoragesAfterTorchsFivePickles() {
    String pickles =
        "\200\002\212\012\154\374\234\106\371\040\152\250\120\031."
            + "M\351\003.}.(U\007storagectorch\nFloatStorage\nU\0010U\003cpuK\002NtQ.]U\0010a.";
    assertThat(PickleScan.of(pickles + "\0".repeat(16)).found()).isEmpty();
    assertThat(PickleScan.of(pickles + "\0".repeat(17)).rules())
        .containsExactly("pickle-trailing-bytes");
  }
}

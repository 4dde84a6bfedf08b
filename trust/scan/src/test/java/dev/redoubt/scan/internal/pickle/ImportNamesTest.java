package dev.redoubt.scan.internal.pickle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.scan.ModelFlavour;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is known of a name.
class ImportNamesTest {

  @Test
  void isDangerous() {
    assertThat(
            List.of(
                "os.system",
                "os.path.join",
                " os.system",
                "os.system\n",
                "shutil.os",
                "shutil.os.system",
                "numpy.f2py.os.system",
                "a.b.subprocess.Popen",
                "builtins.eval",
                "mine.__globals__",
                "mine.__globals__.get",
                "mine.__builtins__.get"))
        .allSatisfy(
            name -> {
              assertThat(DangerousNames.contains(name)).isTrue();
            });
  }

  @Test
  void isNotDangerous() {
    assertThat(
            List.of("", "os", "osx.run", "mine.os2.run", "a", "a.b.c", ".", "..", "evaluate.load"))
        .allSatisfy(
            name -> {
              assertThat(DangerousNames.contains(name)).isFalse();
            });
  }

  @ParameterizedTest
  @CsvSource({
    "__builtin__.list, builtins.list",
    "copy_reg._reconstructor, copyreg._reconstructor",
    "cPickle.loads, pickle.loads",
    "commands.getoutput, subprocess.getoutput",
    "numpy.core.multiarray.scalar, numpy._core.multiarray.scalar",
    "numpy.corex.a, numpy.corex.a",
    "builtins.list, builtins.list",
    "mine.__builtin__.list, mine.__builtin__.list",
  })
  void knowsNamesThatMoved(String old, String now) {
    assertThat(AllowedImports.canonical(old)).isEqualTo(now);
  }

  @ParameterizedTest
  @CsvSource({
    "collections, OrderedDict, MAPPING",
    "collections, deque, LIST",
    "__builtin__, list, NAMED",
    "numpy.core.multiarray, scalar, VALUE",
    "numpy, add, HELD",
    "builtins, getattr, CHECKED",
    "uuid, UUID, STATE",
    "sklearn.utils, Bunch, ATTRIBUTES",
    "types, SimpleNamespace, INSTANCES",
    "types, NoneType, NAMED",
    "mine, Own, CUSTOM",
    "os, system, DANGEROUS",
    "__torch__.a, B, INSTANCES",
    "__torch__x.a, B, CUSTOM",
  })
  void permits(String module, String name, ImportPermission permission) {
    assertThat(AllowedImports.everything().permission(module, name)).isEqualTo(permission);
  }

  @Test
  void allowsClassesOfTorchScriptInPytorchAlone() {
    assertThat(AllowedImports.of(Set.of(ModelFlavour.PYTORCH)).permission("__torch__.a", "B"))
        .isEqualTo(ImportPermission.INSTANCES);
    assertThat(AllowedImports.of(Set.of(ModelFlavour.XGBOOST)).permission("__torch__.a", "B"))
        .isEqualTo(ImportPermission.CUSTOM);
  }

  @ParameterizedTest
  @CsvSource({
    "PLAIN, collections, OrderedDict, true",
    "PLAIN, numpy, dtype, false",
    "NUMPY, collections, OrderedDict, true",
    "NUMPY, numpy, dtype, true",
    "NUMPY, joblib.numpy_pickle, NumpyArrayWrapper, false",
    "JOBLIB, joblib.numpy_pickle, NumpyArrayWrapper, true",
    "JOBLIB, numpy, dtype, true",
    "JOBLIB, torch, FloatStorage, false",
    "PYTORCH, torch, FloatStorage, true",
    "PYTORCH, numpy, dtype, true",
    "PYTORCH, collections, OrderedDict, true",
    "PYTORCH, joblib.numpy_pickle, NumpyArrayWrapper, false",
    "SCIKIT_LEARN, sklearn.utils, Bunch, true",
    "SCIKIT_LEARN, scipy.optimize._optimize, OptimizeResult, true",
    "SCIKIT_LEARN, pandas, Interval, true",
    "SCIKIT_LEARN, xgboost.core, Booster, false",
    "XGBOOST, xgboost.core, Booster, true",
    "XGBOOST, sklearn.utils, Bunch, true",
    "XGBOOST, pandas, Interval, true",
    "XGBOOST, lightgbm.basic, Booster, false",
    "LIGHTGBM, lightgbm.basic, Booster, true",
    "LIGHTGBM, sklearn.utils, Bunch, true",
    "LIGHTGBM, xgboost.core, Booster, false",
  })
  void allowsWhatTheLibraryOfTheModelNeeds(
      ModelFlavour flavour, String module, String name, boolean allowed) {
    assertThat(ImportList.of(EnumSet.of(flavour), module, name))
        .isEqualTo(allowed ? ImportList.Judgement.ALLOWED : ImportList.Judgement.UNKNOWN);
  }

  @Test
  void judgesDangerousName() {
    assertThat(ImportList.of(Set.of(ModelFlavour.PLAIN), "os", "system"))
        .isEqualTo(ImportList.Judgement.DANGEROUS);
  }

  @Test
  void knowsPartsOfAllowedNames() {
    AllowedImports library = AllowedImports.everything();
    assertThat(library.knows("collections")).isTrue();
    assertThat(library.knows("OrderedDict")).isTrue();
    assertThat(library.knows("numpy._core")).isTrue();
    assertThat(library.knows("numpy._core.multiarray")).isTrue();
    assertThat(library.knows("multiarray.scalar")).isTrue();
    assertThat(library.knows("scalar")).isTrue();
    assertThat(library.knows("nothing")).isFalse();
  }

  @Test
  void hasSignatureOfEachName() {
    AllowedImports library = AllowedImports.everything();
    assertThat(library.entry("builtins", "object").signature().parameters()).isEmpty();
    assertThat(library.entry("builtins", "bytes").signature().product()).isEqualTo("buffer");
    assertThat(library.entry("pandas.core.indexes.frozen", "FrozenList").signature())
        .isEqualTo(CallSignature.INERT);
    assertThat(library.entry("types", "NoneType").signature()).isEqualTo(CallSignature.NEVER);
    assertThat(library.entry("os", "system").signature()).isEqualTo(CallSignature.NEVER);
    assertThat(library.entry("mine", "Own").signature()).isEqualTo(CallSignature.NEVER);
  }

  @Test
  void readsLinesWithoutComments() {
    assertThat(AllowedImports.lines("allowed/plain.txt"))
        .contains("builtins.object ()")
        .noneMatch(String::isEmpty)
        .noneMatch(line -> line.startsWith("#"));
    assertThatThrownBy(() -> AllowedImports.lines("allowed/none.txt"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("missing resource: allowed/none.txt");
  }

  @Test
  void knowsWhatEachPermissionAllows() {
    for (ImportPermission permission : ImportPermission.values()) {
      assertThat(permission.isAllowed())
          .as(permission.name())
          .isEqualTo(
              permission != ImportPermission.CUSTOM && permission != ImportPermission.DANGEROUS);
      assertThat(permission.makesHolders())
          .as(permission.name())
          .isEqualTo(permission == ImportPermission.LIST || permission == ImportPermission.MAPPING);
    }
  }
}

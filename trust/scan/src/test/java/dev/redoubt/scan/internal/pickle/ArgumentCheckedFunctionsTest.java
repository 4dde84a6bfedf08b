package dev.redoubt.scan.internal.pickle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.scan.ScanVerdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Functions that are harmless only with some arguments.
class ArgumentCheckedFunctionsTest {

  private static final String PARAMETER = "ctorch._utils~_rebuild_parameter_with_state~";
  private static final String META =
      "ctorch._utils~_rebuild_meta_tensor_no_storage~(ctorch~float32~(I1~t(I1~tI00~tR";
  private static final String TYPED = "ctorch._tensor~_rebuild_from_type_v2~";
  private static final String REBUILD = "ctorch._utils~_rebuild_tensor_v2~";
  private static final String ARGUMENTS =
      "((S'storage'~ctorch~FloatStorage~S'0'~S'cpu'~I4~tQ"
          + "I0~(I4~t(I1~tI00~ccollections~OrderedDict~)Rt";

  private static String program(String text) {
    return text.replace("<attr>", "cbuiltins~getattr~")
        .replace("<make>", "ccopyreg~_reconstructor~")
        .replace("<new>", "ccopyreg~__newobj__~")
        .replace("<type>", "cbuiltins~type~")
        .replace("<encode>", "c_codecs~encode~")
        .replace("<import>", "cnumpy._core~_ufunc_reconstruct~")
        .replace("<partial>", "cfunctools~partial~")
        .replace("<bits>", "cnumpy.random._pickle~__bit_generator_ctor~")
        .replace("<generator>", "cnumpy.random._pickle~__generator_ctor~")
        .replace("<parameter>", PARAMETER)
        .replace("<meta>", META)
        .replace("<typed>", TYPED)
        .replace("<rebuild>", REBUILD)
        .replace("<arguments>", ARGUMENTS)
        .replace("<Tensor>", "ctorch~Tensor~")
        .replace("<object>", "cbuiltins~object~")
        .replace("<dict>", "cbuiltins~dict~")
        .replace("<add>", "cnumpy~add~")
        .replace("<bunch>", "csklearn.utils~Bunch~")
        .replace("<estimator>", "csklearn.linear_model._base~LinearRegression~");
  }

  @Test
  void gives() {
    assertThat(
            List.of(
                "<attr>(<object>S'a'~tR => builtins.object.a",
                "<attr>(<object>)RS'a'~tR => builtins.object.a",
                "<new>(cuuid~UUID~tR => uuid.UUID(...)",
                "<new>(<object>tR => builtins.object(...)",
                "<make>(<estimator><object>NtR => sklearn.linear_model._base.LinearRegression(...)",
                "<type>(NtR => types.NoneType",
                "<encode>(S'ab'~S'latin1'~tR => b'ab'",
                "<encode>(S'\\xff'~S'latin-1'~tR => b'\\xff'",
                "<encode>(V\\u00e4~S'utf-8'~tR => b'\\xc3\\xa4'",
                "<encode>(V\\u00e4~S'ascii'~tR => b'\\xe4'",
                "cbuiltins~bytes~(C\001atR => b'a'",
                "cbuiltins~bytearray~(C\001atR => b'a'",
                "cbuiltins~bytearray~(S'a'~S'latin1'~tR => b'a'",
                "cbuiltins~bytes~(K\003tR => builtins.bytes(...)",
                "cbuiltins~bytes~(]tR => builtins.bytes(...)",
                "cbuiltins~bytes~)R => builtins.bytes(...)",
                "<import>(S'numpy'~S'log1p'~tR => numpy.log1p",
                "<partial>(<add>tR => functools.partial(...)",
                "cpathlib~PosixPath~(S'a'~S'b'~tR => pathlib.PosixPath(...)",
                "coperator~itemgetter~(I1~tR => operator.itemgetter(...)",
                "<bits>(S'PCG64'~tR => numpy.random._pickle.__bit_generator_ctor(...)",
                "<bits>)R => numpy.random._pickle.__bit_generator_ctor(...)",
                "<bits>(cnumpy.random._pcg64~PCG64~tR =>"
                    + " numpy.random._pickle.__bit_generator_ctor(...)",
                "<generator>(S'PCG64'~tR => numpy.random._pickle.__generator_ctor(...)",
                "<generator>(S'PCG64'~<bits>tR => numpy.random._pickle.__generator_ctor(...)",
                "<generator>(<bits>(S'PCG64'~tR<bits>tR =>"
                    + " numpy.random._pickle.__generator_ctor(...)"))
        .allSatisfy(
            line -> {
              String[] parts = line.split(" => ", -1);
              String program = program(parts[0]);
              assertThat(PickleScan.shown(program)).isEqualTo(parts[1]);
              assertThat(PickleScan.ofLines(program + ".").rules())
                  .doesNotContain("pickle-argument", "pickle-unresolved", "pickle-broken");
            });
  }

  @Test
  void refuses() {
    assertThat(
            List.of(
                "<attr>(<object>tR",
                "<attr>(<object>NtR",
                "<attr>(<object>S'a'~NtR",
                "<attr>(NS'a'~tR",
                "<attr>(<object>V" + "x".repeat(257) + "~tR",
                "<import>(S'numpy'~V" + "x".repeat(257) + "~tR",
                "<import>(V" + "x".repeat(257) + "~S'numpy'~tR",
                "<make>(<estimator><object>tR",
                "<make>(<estimator>N<object>tR",
                "<make>(<estimator><object>I1~tR",
                "<make>(<estimator><dict>NtR",
                "<make>(<estimator><dict>]tR",
                "<make>(<estimator>cbuiltins~list~}tR",
                "<make>(<estimator>cbuiltins~tuple~]tR",
                "<make>(<estimator>cbuiltins~set~}tR",
                "<make>(<estimator>cbuiltins~frozenset~}tR",
                "<make>(<estimator>cbuiltins~str~]tR",
                "<make>(<estimator>cbuiltins~int~)tR",
                "<make>(<estimator>cnumpy~ndarray~NtR",
                "<new>)R",
                "<type>)R",
                "<type>(\210tR",
                "<type>(I1~tR",
                "<type>(NNtR",
                "<type>(S'A'~)}tR",
                "<encode>(S'ab'~tR",
                "<encode>(S'ab'~S'rot13'~tR",
                "<encode>(S'ab'~NtR",
                "<encode>(NS'latin1'~tR",
                "<encode>(S'ab'~S'latin1'~NtR",
                "<import>(S'numpy'~tR",
                "<import>(NS'log1p'~tR",
                "<import>(S'numpy'~NtR",
                "<import>(S'numpy'~S'log1p'~NtR",
                "<partial>)R",
                "<partial>(NtR",
                "<partial>(cuuid~UUID~tR",
                "<partial>(<attr>tR",
                "<partial>(<bunch>tR",
                "<partial>(<estimator>tR",
                "<partial>(cpandas~Interval~tR",
                "cpathlib~PosixPath~(NtR",
                "cpathlib~PosixPath~(S'a'~I1~tR",
                "coperator~itemgetter~(<add>tR",
                "<bits>(I1~tR",
                "<bits>(<object>tR",
                "<bits>(<object>)RtR",
                "<generator>(S'X'~NtR",
                "<generator>(S'X'~<add>tR",
                "<generator>(S'X'~<bits>NtR",
                "<parameter>(NNNtR",
                "<parameter>(NNNNNtR",
                "<parameter>(N<add>NNtR",
                "<typed>(NNNtR",
                "<typed>(N<Tensor>)NtR",
                "<typed>(<add><Tensor>)NtR",
                "<typed>(ctorch~device~<Tensor>(S'cpu'~tNtR",
                "<typed>(<rebuild><object>)NtR",
                "<typed>(<rebuild>N)NtR",
                "ctorch.storage~_load_from_bytes~)R",
                "ctorch.storage~_load_from_bytes~(C\002N.tR",
                "ctorch.storage~_load_from_bytes~(NtR"))
        .allSatisfy(
            program -> {
              PickleScan scan = PickleScan.ofLines(program(program) + ".");
              assertThat(scan.rules()).contains("pickle-argument").doesNotContain("pickle-broken");
              assertThat(scan.messages())
                  .anyMatch(message -> message.contains("` is called with `"));
              assertThat(scan.messages())
                  .anyMatch(message -> message.endsWith("`, which no model needs"));
            });
  }

  @Test
  void passes() {
    assertThat(
            List.of(
                "<make>(<estimator><object>NtR",
                "<make>(<bunch><dict>}tR",
                "<make>(<bunch><dict>}S'a'~<add>stR",
                "<make>(ccollections~deque~cbuiltins~list~]tR",
                "<make>(cuuid~UUID~cbuiltins~tuple~)tR",
                "<make>(cuuid~UUID~cbuiltins~set~]tR",
                "<make>(cuuid~UUID~cbuiltins~set~\217tR",
                "<make>(cuuid~UUID~cbuiltins~frozenset~]tR",
                "<make>(cuuid~UUID~cbuiltins~frozenset~(\221tR",
                "<make>(cuuid~UUID~cbuiltins~str~S'a'~tR",
                "<make>(cuuid~UUID~cbuiltins~int~I1~tR",
                "<make>(cuuid~UUID~cbuiltins~int~L99999999999999999999L~tR",
                "<make>(cuuid~UUID~cbuiltins~float~F1.0~tR",
                "<make>(cuuid~UUID~cbuiltins~bytes~C\001atR",
                "<partial>(cbuiltins~list~tR",
                "<partial>(ccollections~OrderedDict~tR",
                "<partial>(ctorch.nn.modules.linear~Linear~tR",
                "<partial>(<add>tR(<add>)}Ntb",
                "<partial>(<add>tR(<add>)NNtb",
                "<partial>(<add>tR(<add>(Nt}S'a'~Ns}tb",
                "cnumpy.random._pickle~__generator_ctor~(S'PCG64'~tR}S'a'~I1~sb",
                "<parameter>(<meta>\211NNtR",
                "<parameter>(<meta>\211N}S'a'~I1~stR",
                "<typed>(<rebuild><Tensor><arguments>NtR",
                PickleScan.torchStorageLoaded(200)))
        .allSatisfy(
            program -> {
              assertThat(PickleScan.ofLines(program(program) + ".").found()).isEmpty();
            });
  }

  @Test
  void rejectsStateOfPartial() {
    assertThat(
            List.of(
                "<partial>(<add>tRNb",
                "<partial>(<add>tR(<add>)}tb",
                "<partial>(<add>tR(N)}Ntb",
                "<partial>(<add>tR(<add>]}Ntb",
                "<partial>(<add>tR(<add>)]Ntb",
                "<partial>(<add>tR(<add>)}]tb",
                "<partial>(<add>tR(<add>)}I1~tb",
                "<partial>(<add>tR(<add>)}}S'a'~Nstb",
                "<partial>(<add>tR(<add>)}NNtb"))
        .allSatisfy(
            program -> {
              assertThat(PickleScan.ofLines(program(program) + ".").messages())
                  .anyMatch(
                      message ->
                          message.startsWith("the state of `functools.partial` is set to `"));
            });
  }

  @Test
  void checksAttributesOfTensors() {
    assertThat(PickleScan.ofLines(program("<parameter>(<meta>\211N}S'__class__'~NstR.")).rules())
        .containsExactly("pickle-magic-attribute");
    String typed = program("<typed>(<rebuild><Tensor><arguments>%stR.");
    assertThat(PickleScan.ofLines(typed.formatted("}S'__class__'~Ns")).rules())
        .containsExactly("pickle-magic-attribute");
    assertThat(PickleScan.ofLines(typed.formatted("}S'a'~" + program("<add>s"))).rules())
        .containsExactly("pickle-argument");
  }

  @Test
  void checksKeysOfRebuiltObjects() {
    String pickle = program("<make>(<estimator><dict>}S'__class__'~NstR.");
    assertThat(PickleScan.ofLines(pickle).rules()).contains("pickle-magic-attribute");
    String ordered = program("<make>(ccollections~OrderedDict~<dict>}S'__class__'~NstR.");
    assertThat(PickleScan.ofLines(ordered).found()).isEmpty();
    String forgotten = "}\224".repeat(4097) + "0".repeat(4097);
    pickle = program("<make>(<estimator><dict>j\0\020\0\0tR.");
    assertThat(PickleScan.ofLines(forgotten + pickle).messages())
        .containsExactly("the state contains unknown attributes");
  }

  @Test
  void isLive_whenRebuiltFromLiveContent() {
    String pickle =
        program("cbuiltins~Exception~(<make>(ccollections~OrderedDict~<dict>}S'a'~<add>stRtR.");
    assertThat(PickleScan.ofLines(pickle).rules()).containsExactly("pickle-argument");
  }

  @Test
  void isUnresolved_whenArgumentsAreUnknown() {
    PickleScan scan = PickleScan.ofLines(program("<attr>NR."));
    assertThat(scan.messages())
        .containsExactly("`builtins.getattr` is called with unknown arguments");
    assertThat(scan.verdict()).isEqualTo(ScanVerdict.UNREADABLE);
    String many = "(" + "N".repeat(65) + "t";
    assertThat(PickleScan.ofLines(program("<attr>") + many + "\201.").messages())
        .containsExactly("`builtins.getattr` is called with ``, which no model needs");
    assertThat(PickleScan.ofLines(program("<attr>") + many + "R.").verdict())
        .isEqualTo(ScanVerdict.UNREADABLE);
    assertThat(PickleScan.ofLines("ccollections~deque~" + many + "R.").messages())
        .containsExactly("`collections.deque` is called with unknown arguments");
  }
}

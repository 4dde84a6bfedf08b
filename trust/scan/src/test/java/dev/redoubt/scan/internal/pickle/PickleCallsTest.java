package dev.redoubt.scan.internal.pickle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.scan.Detection;
import dev.redoubt.scan.ScanVerdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The exact messages for calls, instances, states and elements; and what passes.
class PickleCallsTest {

  private static final String ADD = "cnumpy~add~";
  private static final String ORDERED = "ccollections~OrderedDict~)R";
  private static final String DEQUE = "ccollections~deque~(]tR";
  private static final String ESTIMATOR = "csklearn.linear_model._base~LinearRegression~)\201";

  /// Names in angle brackets stand for the programs above.
  private static String program(String text) {
    return text.replace("<add>", ADD)
        .replace("<ordered>", ORDERED)
        .replace("<deque>", DEQUE)
        .replace("<estimator>", ESTIMATOR);
  }

  @Test
  void reports() {
    assertThat(
            List.of(
                // Calls.
                "<add>)R. => `numpy.add` is called with ``; models only store this function",
                "cbuiltins~list~(NtR. => `builtins.list` is called with `None`; models only store"
                    + " this function",
                "cbuiltins~object~(NtR. => `builtins.object` is called with `None`, which no model"
                    + " needs",
                "cuuid~UUID~)R. => `uuid.UUID` is called with ``, which no model needs",
                "cbuiltins~Exception~(<add>tR. => `builtins.Exception` is called with `numpy.add`,"
                    + " which no model needs",
                "cbuiltins~Exception~(Pa~tR. => `builtins.Exception` is called with an unknown"
                    + " value: `an unknown value`",
                "cbuiltins~Exception~NR. => `builtins.Exception` is called with unknown arguments",
                "<add>NR. => `numpy.add` is called with `*None`; models only store this function",
                "ctorch._utils~_rebuild_tensor~(NtR. => `torch._utils._rebuild_tensor` is called"
                    + " with `None`, which no model needs",
                "(cuuid~UUID~No. => `uuid.UUID` is called with `None`, which no model needs",
                "(Niuuid~UUID~. => `uuid.UUID` is called with `None`, which no model needs",
                "(ibuiltins~list~. => `builtins.list` is called with ``; models only store this"
                    + " function",
                // Instances.
                "cbuiltins~list~)\201. => an instance of `builtins.list` is created with ``, which"
                    + " no model needs",
                "cbuiltins~list~(Nt\201. => an instance of `builtins.list` is created with `None`,"
                    + " which no model needs",
                "cuuid~UUID~(<add>t\201. => `uuid.UUID` is called with `numpy.add`, which no model"
                    + " needs",
                "cbuiltins~object~(Nt\201. => `builtins.object` is called with `None`, which no"
                    + " model needs",
                "ccollections~OrderedDict~(Nt\201. => `collections.OrderedDict` is called with"
                    + " `None`, which no model needs",
                "cuuid~UUID~)}S'a'~Ns\222. => an instance of `uuid.UUID` is created with `**{'a',"
                    + " None}`, which no model needs",
                "cbuiltins~getattr~)\201. => `builtins.getattr` is called with ``, which no model"
                    + " needs",
                "cbuiltins~getattr~(Nt\201. => `builtins.getattr` is called with `None`, which no"
                    + " model needs",
                // States.
                "cuuid~UUID~)\201}S'a'~<add>sb. => the state of `uuid.UUID` is set to `{'a',"
                    + " numpy.add}`, which no model does",
                "cuuid~UUID~)\201<ordered>b. => the state of `uuid.UUID` is set to"
                    + " `collections.OrderedDict(...)`, which no model does",
                "ctorch~device~(S'cpu'~tR}b. => the state of `torch.device` is set to `{}`, which"
                    + " no model does",
                "<add>)R}b. => the state of `numpy.add` is set to `{}`, which no model does",
                "<estimator>Pa~b. => the state contains unknown attributes",
                "<estimator><ordered>b. => the state of"
                    + " `sklearn.linear_model._base.LinearRegression` is set to"
                    + " `collections.OrderedDict(...)`, which no model does",
                "<estimator>}}S'a'~<add>s\206b. => the state of"
                    + " `sklearn.linear_model._base.LinearRegression` is set to `({}, {'a',"
                    + " numpy.add})`, which no model does",
                "<estimator>}]\206b. => the state of `sklearn.linear_model._base.LinearRegression`"
                    + " is set to `({}, [])`, which no model does",
                "<estimator>]}\206b. => the state of `sklearn.linear_model._base.LinearRegression`"
                    + " is set to `([], {})`, which no model does",
                "<estimator>}}}\207b. => the state of `sklearn.linear_model._base.LinearRegression`"
                    + " is set to `({}, {}, {})`, which no model does",
                "<estimator>}S'__class__'~Nsb. => the state sets the attribute `__class__`",
                "<estimator>}}S'__class__'~Ns\206b. => the state sets the attribute `__class__`",
                "<estimator>}(S'__class__'~Nub. => the state sets the attribute `__class__`",
                "<estimator>(S'__class__'~Ndb. => the state sets the attribute `__class__`",
                "<estimator>}S'append'~<add>sb. => the state sets the attribute `append`",
                "<estimator>}S'extend'~<ordered>sb. => the state sets the attribute `extend`",
                "<estimator>}S'add'~Pa~sb. => the state sets the attribute `add`",
                "<estimator>}<ordered>Nsb. => the state sets the attribute"
                    + " `collections.OrderedDict(...)`",
                "<estimator>}Pa~Nsb. => the state sets the attribute `an unknown value`",
                "<estimator>}S'_response_method'~S'write'~sb. => the state sets the attribute"
                    + " `_response_method`",
                "<estimator>}S'response_method'~(S'predict'~S'write'~tsb. => the state sets the"
                    + " attribute `response_method`",
                "<estimator>}S'stack_method_'~]S'write'~asb. => the state sets the attribute"
                    + " `stack_method_`",
                "<estimator>}S'stack_method_'~I1~sb. => the state sets the attribute"
                    + " `stack_method_`",
                "<estimator>}S'stack_method_'~\210sb. => the state sets the attribute"
                    + " `stack_method_`",
                "<estimator>}S'_parameters'~]sb. => the state sets the attribute `_parameters`",
                "<estimator>}S'_buffers'~I1~sb. => the state sets the attribute `_buffers`",
                "<estimator>}S'_modules'~<estimator>sb. => the state sets the attribute `_modules`",
                "<estimator>}S'_sklearn_version'~I1~sb. => the state sets the attribute"
                    + " `_sklearn_version`",
                "<estimator>}p7~b0g7~S'a'~Ns. => `{}` is modified after it became the state of an"
                    + " object",
                "<estimator>}}p7~\206b0g7~S'a'~Ns. => `{}` is modified after it became the state of"
                    + " an object",
                "<ordered>}S'__class__'~Nsb. => the state sets the attribute `__class__`",
                "cuuid~UUID~)\201(}S'__class__'~NsNtb. => the state sets the attribute `__class__`",
                "<add>}b. => `numpy.add` itself is modified, for the whole process",
                "<add>Na. => `numpy.add` itself is modified, for the whole process",
                "<add>NNs. => `numpy.add` itself is modified, for the whole process",
                "<add>(e. => `numpy.add` itself is modified, for the whole process",
                // Elements.
                "<estimator>Na. => elements are added to"
                    + " `sklearn.linear_model._base.LinearRegression(...)`, which no model does",
                "<estimator>(e. => elements are added to"
                    + " `sklearn.linear_model._base.LinearRegression(...)`, which no model does",
                "<ordered>Na. => elements are added to `collections.OrderedDict(...)`, which no"
                    + " model does",
                "<deque>NNs. => elements are added to `collections.deque(...)`, which no model"
                    + " does",
                "<deque>(N\220. => elements are added to `collections.deque(...)`, which no model"
                    + " does",
                "csklearn.utils~Bunch~)\201Na. => elements are added to `sklearn.utils.Bunch(...)`,"
                    + " which no model does",
                "csklearn.utils~Bunch~)\201S'__class__'~Ns. => the state sets the attribute"
                    + " `__class__`",
                "C\001a<add>a. => a value other than a number is added to `b'a'`",
                "C\001aK\0<add>s. => a value other than a number is added to `b'a'`",
                "}<estimator>Ns. => `sklearn.linear_model._base.LinearRegression(...)` is used as a"
                    + " key, so that Python calls its own methods",
                "}<estimator>N\206Ns. => `sklearn.linear_model._base.LinearRegression(...)` is used"
                    + " as a key, so that Python calls its own methods",
                "(<estimator>\221. => `sklearn.linear_model._base.LinearRegression(...)` is used as"
                    + " a key, so that Python calls its own methods",
                "<ordered><estimator>Ns. => `sklearn.linear_model._base.LinearRegression(...)` is"
                    + " used as a key, so that Python calls its own methods",
                // Stored functions.
                "cbuiltins~getattr~\205. => `builtins.getattr` is stored, so that other code may"
                    + " call it",
                "]cbuiltins~getattr~a. => `builtins.getattr` is stored, so that other code may call"
                    + " it",
                "}Ncbuiltins~getattr~s. => `builtins.getattr` is stored, so that other code may"
                    + " call it",
                "](cbuiltins~getattr~e. => `builtins.getattr` is stored, so that other code may"
                    + " call it",
                "(cbuiltins~getattr~l. => `builtins.getattr` is stored, so that other code may call"
                    + " it",
                "]NaK\0cbuiltins~getattr~s. => `builtins.getattr` is stored, so that other code may"
                    + " call it",
                "(cbuiltins~Exception~cbuiltins~getattr~o. => `builtins.getattr` is stored, so that"
                    + " other code may call it",
                "(cbuiltins~getattr~ibuiltins~Exception~. => `builtins.getattr` is stored, so that"
                    + " other code may call it",
                "<estimator>cbuiltins~getattr~b. => `builtins.getattr` is stored, so that other"
                    + " code may call it"))
        .allSatisfy(
            line -> {
              String[] parts = line.split(" => ", -1);
              PickleScan scan = PickleScan.ofLines(program(parts[0]));
              assertThat(scan.verdict()).isNotEqualTo(ScanVerdict.CLEAN);
              assertThat(scan.messages()).contains(parts[1]);
            });
  }

  @Test
  void passes() {
    assertThat(
            List.of(
                "cbuiltins~object~)R.",
                "cbuiltins~Exception~(NS'a'~tR.",
                "cbuiltins~Exception~]NaR.",
                "cuuid~UUID~)\201.",
                "cuuid~UUID~)}\222.",
                "(iuuid~UUID~.",
                "(cuuid~UUID~o.",
                "(isklearn.utils~Bunch~.",
                "(Nibuiltins~Exception~.",
                "ccollections~OrderedDict~)\201.",
                "cuuid~UUID~)\201Nb.",
                "cuuid~UUID~)\201}S'int'~I1~sb.",
                "crandom~Random~)R(I3~(I1~I2~tNtb.",
                "ctorch~device~(S'cpu'~tRNb.",
                "<estimator>Nb.",
                "<estimator>}b.",
                "cscipy.interpolate._interpolate~interp1d~)\201N}\206b.",
                "cscipy.interpolate._interpolate~interp1d~)\201NN\206b.",
                "cscipy.interpolate._interpolate~interp1d~)\201N}S'dtype'~I1~s\206b.",
                "<estimator>}S'coef_'~<add>sb.",
                "<estimator>}S'append'~I1~sb.",
                "<estimator>}S'appender'~<add>sb.",
                "<estimator>}S'__other__'~Nsb.",
                "<estimator>}S'_response_method'~S'predict'~sb.",
                "<estimator>}S'_response_method'~Nsb.",
                "<estimator>}S'response_method'~(S'predict_proba'~S'decision_function'~tsb.",
                "<estimator>}S'stack_method_'~]S'transform'~asb.",
                "<estimator>}S'_modules'~Nsb.",
                "<estimator>}S'_modules'~}sb.",
                "<estimator>}S'_modules'~<ordered>sb.",
                "<estimator>}S'_sklearn_version'~S'1.5.0'~sb.",
                "<estimator>}S'a'~Nsp7~b0g7~.",
                "<ordered>S'a'~Ns.",
                "<ordered>(S'a'~Nu.",
                "<ordered>S'__class__'~Ns.",
                "<ordered>S'a'~<add>s.",
                "<ordered>S'shape'~Ns.",
                "<estimator>}p7~b0g7~(u.",
                "<deque>Na.",
                "<deque>(Ne.",
                "<deque><add>a.",
                "csklearn.utils~Bunch~)\201S'a'~Ns.",
                "C\001aK\001a.",
                "C\001a(K\001e.",
                "C\001aK\0K\001s.",
                "}<add>Ns.",
                "}N\205Ns.",
                "}<add>\205Ns.",
                "(Ncbuiltins~str~\221.",
                "\217(N\220.",
                "]NaK\0Ns.",
                "]cbuiltins~type~a.",
                "]cnumpy.random._pickle~__bit_generator_ctor~a.",
                "]cpathlib~PosixPath~a.",
                "]coperator~itemgetter~a.",
                "N)K\001\207."))
        .allSatisfy(
            program -> {
              assertThat(PickleScan.ofLines(program(program)).found()).isEmpty();
            });
  }

  /// A value that was found inert is not inert any more after something live is added to it
  /// elsewhere.
  @Test
  void doesNotHandOnWhatBecameLive() {
    assertThat(
            List.of(
                "]p1~(g1~tp2~0g1~<add>a0cbuiltins~Exception~g2~R.",
                "}p1~(g1~tp2~0g1~N<add>s0cbuiltins~Exception~g2~R.",
                "]p1~(g1~tp2~0g1~(<add>e0cbuiltins~Exception~g2~R.",
                "]Nap1~(g1~tp2~0g1~K\0<add>s0cbuiltins~Exception~g2~R.",
                "<deque>p1~(g1~tp2~0g1~<add>a0cbuiltins~Exception~g2~R.",
                "<ordered>p1~(g1~tp2~0g1~N<add>s0cbuiltins~Exception~g2~R."))
        .allSatisfy(
            program -> {
              PickleScan scan = PickleScan.ofLines(program(program));
              assertThat(scan.rules()).containsExactly("pickle-argument");
              String inert = program.replace("<add>", "N");
              assertThat(PickleScan.ofLines(program(inert)).found()).isEmpty();
            });
  }

  @Test
  void doesNotHandOnWhatIsLive() {
    assertThat(
            List.of(
                "]<add>ap1~0cbuiltins~Exception~(g1~tR.",
                "(<add>tp1~0cbuiltins~Exception~(g1~tR.",
                "(N<add>dp1~0cbuiltins~Exception~(g1~tR.",
                "(<add>\221p1~0cbuiltins~Exception~(g1~tR.",
                "]Nap1~K\0<add>s0cbuiltins~Exception~(g1~tR.",
                "<deque>p1~<add>a0cbuiltins~Exception~(g1~tR.",
                "<ordered>p1~N<add>s0cbuiltins~Exception~(g1~tR.",
                "csklearn.utils~Bunch~)\201p1~0cbuiltins~Exception~(g1~tR.",
                "ccollections~deque~(]t\201p1~<add>a0cbuiltins~Exception~(g1~tR."))
        .allSatisfy(
            program -> {
              assertThat(PickleScan.ofLines(program(program)).rules())
                  .containsExactly("pickle-argument");
            });
  }

  /// Its holder was inert at creation, and is not notified.
  @Test
  void doesNotHandOnWhatHoldsSomethingThatBecameLive() {
    String forgotten = "]\224".repeat(4097) + "0".repeat(4097);
    assertThat(
            List.of(
                "]p1~0(g1~tp2~0g1~<add>a",
                "]p1~0(g1~lp2~0g1~<add>a",
                "]p1~0(Ng1~dp2~0g1~<add>a",
                "]p1~0(g1~tp2~0g1~(<add>e",
                "}p1~0(g1~tp2~0g1~N<add>s",
                "\217p1~0(g1~tp2~0g1~(<add>\220",
                "]Nap1~0(g1~tp2~0g1~K\0<add>s",
                "<deque>p1~0(g1~tp2~0g1~<add>a",
                "<ordered>p1~0(g1~tp2~0g1~N<add>s",
                forgotten + "(j\0\020\0\0tp2~0j\0\020\0\0<add>a",
                forgotten + "(j\0\020\0\0tp2~0j\0\020\0\0K\0<add>s"))
        .allSatisfy(
            text -> {
              String program = text + "0cbuiltins~Exception~(g2~tR.";
              assertThat(PickleScan.ofLines(program(program)).rules())
                  .containsExactly("pickle-argument");
              assertThat(PickleScan.ofLines(program(program.replace("<add>", "N"))).found())
                  .isEmpty();
            });
  }

  @Test
  void isLiveWhatIsMadeOfSomethingLive() {
    String pickle = "cbuiltins~Exception~(ccollections~OrderedDict~(((K\001%stltRtR.";
    assertThat(PickleScan.ofLines(pickle.formatted("N")).found()).isEmpty();
    assertThat(PickleScan.ofLines(pickle.formatted(ADD)).rules())
        .containsExactly("pickle-argument");
  }

  @Test
  void tellsContainersOfOneClassApart() {
    String pickle = "<ordered>p1~0<ordered>N<add>s0cbuiltins~Exception~(g1~tR.";
    assertThat(PickleScan.ofLines(program(pickle)).found()).isEmpty();
  }

  @Test
  void reportsStateWithUnknownContent() {
    String forget = PickleScan.forget();
    assertThat(
            List.of(
                ESTIMATOR + "Pa~b.",
                ESTIMATOR + "}" + forget + "b.",
                ESTIMATOR + "}}\206" + forget + "b.",
                ESTIMATOR + ORDERED + "}\206b.",
                ESTIMATOR + "}" + forget + "}\206b.",
                ESTIMATOR + "Pa~}\206b.",
                "cuuid~UUID~)\201}" + forget + "b.",
                "cmine~Own~)\201}" + forget + "b.",
                "csklearn.utils~Bunch~)\201csklearn.utils~Bunch~)\201b."))
        .allSatisfy(
            program ->
                assertThat(PickleScan.ofLines(program).messages())
                    .contains("the state contains unknown attributes"));
    assertThat(PickleScan.ofLines(ESTIMATOR + "]" + forget + "b.").messages())
        .doesNotContain("the state contains unknown attributes");
    assertThat(PickleScan.ofLines(ESTIMATOR + DEQUE + "}\206b.").messages())
        .doesNotContain("the state contains unknown attributes");
  }

  @Test
  void addsToBytesThatAreNotKnown() {
    String bytes = "c_codecs~encode~(X\054\001\0\0" + "a".repeat(300) + "S'latin1'~tR";
    assertThat(PickleScan.ofLines(bytes + "K\001a.").found()).isEmpty();
    assertThat(PickleScan.ofLines(bytes + "K\0K\001s.").found()).isEmpty();
    assertThat(PickleScan.ofLines(bytes + ADD + "a.").messages())
        .containsExactly("a value other than a number is added to `bytes`");
    assertThat(PickleScan.ofLines(bytes + "K\0" + ADD + "s.").messages())
        .containsExactly("a value other than a number is added to `bytes`");
    assertThat(PickleScan.ofLines(bytes + "(K\001\220.").messages())
        .containsExactly("elements cannot be added to `bytes`");
  }

  @Test
  void doesNotKnowArgumentsOfOtherContainers() {
    String call = "cbuiltins~Exception~";
    String unknown = "`builtins.Exception` is called with unknown arguments";
    assertThat(List.of("\217", "}", "](" + "N".repeat(97) + "e", ")" + PickleScan.forget()))
        .allSatisfy(
            arguments ->
                assertThat(PickleScan.ofLines(call + arguments + "R.").messages())
                    .containsExactly(unknown));
  }

  /// A live element is harmless if nothing else holds the container.
  @Test
  void staysInertWhenLiveElementIsAddedElsewhere() {
    String other = program("]p1~0]<add>a0cbuiltins~Exception~(g1~tR.");
    assertThat(PickleScan.ofLines(other).found()).isEmpty();
  }

  @Test
  void tracesCallsOfWhatIsNotAllowed() {
    List<Detection> found = PickleScan.ofLines("cmine~Own~(I1~tR(I2~tR}b(Ne.").found();
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().message())
        .isEqualTo("loading imports `mine.Own` and calls it with `1`");
    assertThat(found.getFirst().explanation())
        .containsExactly(
            "offset 0 GLOBAL mine.Own",
            "offset 15 REDUCE mine.Own(1)",
            "offset 21 REDUCE mine.Own(...)(2)",
            "offset 23 BUILD mine.Own(...).__setstate__(...)",
            "offset 26 APPENDS mine.Own(...).add(...)");
  }

  @Test
  void tracesInstancesOfWhatIsNotAllowed() {
    assertThat(PickleScan.ofLines("cmine~Own~(I1~t}S'a'~I2~s\222.").messages())
        .containsExactly("loading imports `mine.Own` and calls it with `1, **{'a', 2}`");
    assertThat(PickleScan.ofLines("cmine~Own~)\201.").messages())
        .containsExactly("loading imports `mine.Own` and calls it");
    assertThat(PickleScan.ofLines("cmine~Own~.").messages())
        .containsExactly("loading imports `mine.Own`");
    assertThat(PickleScan.ofLines("cmine~Own~)\201}S'__class__'~Nsb.").rules())
        .containsExactly("pickle-magic-attribute", "pickle-custom-import");
    assertThat(PickleScan.ofLines("cmine~Own~)\201S'__class__'~Ns.").rules())
        .containsExactly("pickle-magic-attribute", "pickle-custom-import");
  }
}

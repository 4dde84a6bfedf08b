package dev.redoubt.scan.internal.pickle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.scan.Detection;
import dev.redoubt.scan.ScanVerdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is said of calls, instances, states and elements, word for word; and what passes beside it.
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
                "<add>)R. => `numpy.add` is called with ``, where models only hold it",
                "cbuiltins~list~(NtR. => `builtins.list` is called with `None`, where models only"
                    + " hold it",
                "cbuiltins~object~(NtR. => `builtins.object` is called with `None`, which no model"
                    + " needs",
                "cuuid~UUID~)R. => `uuid.UUID` is called with ``, which no model needs",
                "cbuiltins~Exception~(<add>tR. => `builtins.Exception` is called with `numpy.add`,"
                    + " which no model needs",
                "cbuiltins~Exception~(Pa~tR. => `builtins.Exception` is called with something"
                    + " unknown: `something unknown`",
                "cbuiltins~Exception~NR. => `builtins.Exception` is called with arguments that are"
                    + " unknown",
                "<add>NR. => `numpy.add` is called with `*None`, where models only hold it",
                "ctorch._utils~_rebuild_tensor~(NtR. => `torch._utils._rebuild_tensor` is called"
                    + " with `None`, which no model needs",
                "(cuuid~UUID~No. => `uuid.UUID` is called with `None`, which no model needs",
                "(Niuuid~UUID~. => `uuid.UUID` is called with `None`, which no model needs",
                "(ibuiltins~list~. => `builtins.list` is called with ``, where models only hold it",
                // Instances.
                "cbuiltins~list~)\201. => an instance of `builtins.list` is made with ``, which no"
                    + " model needs",
                "cbuiltins~list~(Nt\201. => an instance of `builtins.list` is made with `None`,"
                    + " which no model needs",
                "cuuid~UUID~(<add>t\201. => `uuid.UUID` is called with `numpy.add`, which no model"
                    + " needs",
                "cbuiltins~object~(Nt\201. => `builtins.object` is called with `None`, which no"
                    + " model needs",
                "ccollections~OrderedDict~(Nt\201. => `collections.OrderedDict` is called with"
                    + " `None`, which no model needs",
                "cuuid~UUID~)}S'a'~Ns\222. => an instance of `uuid.UUID` is made with `**{'a',"
                    + " None}`, which no model needs",
                "cbuiltins~getattr~)\201. => `builtins.getattr` is called with ``, which no model"
                    + " needs",
                "cbuiltins~getattr~(Nt\201. => `builtins.getattr` is called with `None`, which no"
                    + " model needs",
                // States.
                "cuuid~UUID~)\201}S'a'~<add>sb. => the state of `uuid.UUID` is set to `{'a',"
                    + " numpy.add}`, as no model does",
                "cuuid~UUID~)\201<ordered>b. => the state of `uuid.UUID` is set to"
                    + " `collections.OrderedDict(...)`, as no model does",
                "ctorch~device~(S'cpu'~tR}b. => the state of `torch.device` is set to `{}`, as no"
                    + " model does",
                "<add>)R}b. => the state of `numpy.add` is set to `{}`, as no model does",
                "<estimator>Pa~b. => state is set of which it is not known what it holds",
                "<estimator><ordered>b. => the state of"
                    + " `sklearn.linear_model._base.LinearRegression` is set to"
                    + " `collections.OrderedDict(...)`, as no model does",
                "<estimator>}}S'a'~<add>s\206b. => the state of"
                    + " `sklearn.linear_model._base.LinearRegression` is set to `({}, {'a',"
                    + " numpy.add})`, as no model does",
                "<estimator>}]\206b. => the state of `sklearn.linear_model._base.LinearRegression`"
                    + " is set to `({}, [])`, as no model does",
                "<estimator>]}\206b. => the state of `sklearn.linear_model._base.LinearRegression`"
                    + " is set to `([], {})`, as no model does",
                "<estimator>}}}\207b. => the state of `sklearn.linear_model._base.LinearRegression`"
                    + " is set to `({}, {}, {})`, as no model does",
                "<estimator>}S'__class__'~Nsb. => state sets the attribute `__class__`",
                "<estimator>}}S'__class__'~Ns\206b. => state sets the attribute `__class__`",
                "<estimator>}(S'__class__'~Nub. => state sets the attribute `__class__`",
                "<estimator>(S'__class__'~Ndb. => state sets the attribute `__class__`",
                "<estimator>}S'append'~<add>sb. => state sets the attribute `append`",
                "<estimator>}S'extend'~<ordered>sb. => state sets the attribute `extend`",
                "<estimator>}S'add'~Pa~sb. => state sets the attribute `add`",
                "<estimator>}<ordered>Nsb. => state sets the attribute"
                    + " `collections.OrderedDict(...)`",
                "<estimator>}Pa~Nsb. => state sets the attribute `something unknown`",
                "<estimator>}S'_response_method'~S'write'~sb. => state sets the attribute"
                    + " `_response_method`",
                "<estimator>}S'response_method'~(S'predict'~S'write'~tsb. => state sets the"
                    + " attribute `response_method`",
                "<estimator>}S'stack_method_'~]S'write'~asb. => state sets the attribute"
                    + " `stack_method_`",
                "<estimator>}S'stack_method_'~I1~sb. => state sets the attribute `stack_method_`",
                "<estimator>}S'stack_method_'~\210sb. => state sets the attribute `stack_method_`",
                "<estimator>}S'_parameters'~]sb. => state sets the attribute `_parameters`",
                "<estimator>}S'_buffers'~I1~sb. => state sets the attribute `_buffers`",
                "<estimator>}S'_modules'~<estimator>sb. => state sets the attribute `_modules`",
                "<estimator>}S'_sklearn_version'~I1~sb. => state sets the attribute"
                    + " `_sklearn_version`",
                "<estimator>}p7~b0g7~S'a'~Ns. => `{}` is changed after it became the state of"
                    + " something",
                "<estimator>}}p7~\206b0g7~S'a'~Ns. => `{}` is changed after it became the state of"
                    + " something",
                "<ordered>}S'__class__'~Nsb. => state sets the attribute `__class__`",
                "cuuid~UUID~)\201(}S'__class__'~NsNtb. => state sets the attribute `__class__`",
                "<add>}b. => `numpy.add` itself is changed, for the whole process",
                "<add>Na. => `numpy.add` itself is changed, for the whole process",
                "<add>NNs. => `numpy.add` itself is changed, for the whole process",
                "<add>(e. => `numpy.add` itself is changed, for the whole process",
                // Elements.
                "<estimator>Na. => elements are added to"
                    + " `sklearn.linear_model._base.LinearRegression(...)`, as no model does",
                "<estimator>(e. => elements are added to"
                    + " `sklearn.linear_model._base.LinearRegression(...)`, as no model does",
                "<ordered>Na. => elements are added to `collections.OrderedDict(...)`, as no model"
                    + " does",
                "<deque>NNs. => elements are added to `collections.deque(...)`, as no model does",
                "<deque>(N\220. => elements are added to `collections.deque(...)`, as no model"
                    + " does",
                "csklearn.utils~Bunch~)\201Na. => elements are added to `sklearn.utils.Bunch(...)`,"
                    + " as no model does",
                "csklearn.utils~Bunch~)\201S'__class__'~Ns. => state sets the attribute"
                    + " `__class__`",
                "C\001a<add>a. => something that is no number is added to `b'a'`",
                "C\001aK\0<add>s. => something that is no number is added to `b'a'`",
                "}<estimator>Ns. => `sklearn.linear_model._base.LinearRegression(...)` is a key, so"
                    + " that its own methods are called",
                "}<estimator>N\206Ns. => `sklearn.linear_model._base.LinearRegression(...)` is a"
                    + " key, so that its own methods are called",
                "(<estimator>\221. => `sklearn.linear_model._base.LinearRegression(...)` is a key,"
                    + " so that its own methods are called",
                "<ordered><estimator>Ns. => `sklearn.linear_model._base.LinearRegression(...)` is a"
                    + " key, so that its own methods are called",
                // Functions that are stored.
                "cbuiltins~getattr~\205. => `builtins.getattr` is stored, so that something else"
                    + " may call it",
                "]cbuiltins~getattr~a. => `builtins.getattr` is stored, so that something else may"
                    + " call it",
                "}Ncbuiltins~getattr~s. => `builtins.getattr` is stored, so that something else may"
                    + " call it",
                "](cbuiltins~getattr~e. => `builtins.getattr` is stored, so that something else may"
                    + " call it",
                "(cbuiltins~getattr~l. => `builtins.getattr` is stored, so that something else may"
                    + " call it",
                "]NaK\0cbuiltins~getattr~s. => `builtins.getattr` is stored, so that something else"
                    + " may call it",
                "(cbuiltins~Exception~cbuiltins~getattr~o. => `builtins.getattr` is stored, so that"
                    + " something else may call it",
                "(cbuiltins~getattr~ibuiltins~Exception~. => `builtins.getattr` is stored, so that"
                    + " something else may call it",
                "<estimator>cbuiltins~getattr~b. => `builtins.getattr` is stored, so that something"
                    + " else may call it"))
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

  /// What was found to be inert is so no more when something live is added to it elsewhere.
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

  /// What holds it was inert when it was made, and does not know of it.
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
  void saysThatItDoesNotKnowWhatStateHolds() {
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
                    .contains("state is set of which it is not known what it holds"));
    assertThat(PickleScan.ofLines(ESTIMATOR + "]" + forget + "b.").messages())
        .doesNotContain("state is set of which it is not known what it holds");
    assertThat(PickleScan.ofLines(ESTIMATOR + DEQUE + "}\206b.").messages())
        .doesNotContain("state is set of which it is not known what it holds");
  }

  @Test
  void addsToBytesThatAreNotKnown() {
    String bytes = "c_codecs~encode~(X\054\001\0\0" + "a".repeat(300) + "S'latin1'~tR";
    assertThat(PickleScan.ofLines(bytes + "K\001a.").found()).isEmpty();
    assertThat(PickleScan.ofLines(bytes + "K\0K\001s.").found()).isEmpty();
    assertThat(PickleScan.ofLines(bytes + ADD + "a.").messages())
        .containsExactly("something that is no number is added to `bytes`");
    assertThat(PickleScan.ofLines(bytes + "K\0" + ADD + "s.").messages())
        .containsExactly("something that is no number is added to `bytes`");
    assertThat(PickleScan.ofLines(bytes + "(K\001\220.").messages())
        .containsExactly("elements cannot be added to `bytes`");
  }

  @Test
  void doesNotKnowArgumentsOfOtherContainers() {
    String call = "cbuiltins~Exception~";
    String unknown = "`builtins.Exception` is called with arguments that are unknown";
    assertThat(List.of("\217", "}", "](" + "N".repeat(97) + "e", ")" + PickleScan.forget()))
        .allSatisfy(
            arguments ->
                assertThat(PickleScan.ofLines(call + arguments + "R.").messages())
                    .containsExactly(unknown));
  }

  /// A live element alone does no harm where nothing else holds the container.
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
    assertThat(found.getFirst().witness())
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

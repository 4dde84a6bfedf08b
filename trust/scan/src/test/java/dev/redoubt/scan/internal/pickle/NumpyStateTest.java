package dev.redoubt.scan.internal.pickle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// The states of types and arrays, which NumPy trusts.
class NumpyStateTest {

  private static final String RECONSTRUCT =
      "cnumpy.core.multiarray~_reconstruct~(cnumpy~ndarray~(I0~tS'b'~tR";
  private static final String MASKED =
      "cnumpy.ma.core~_mareconstruct~(cnumpy.ma.core~MaskedArray~cnumpy~ndarray~(I0~tS'b'~tR";
  private static final String OBJECTS = "cnumpy~dtype~(S'O8'~I00~I01~tR(I3~S'|'~NNNI-1~I-1~I63~tb";
  private static final String NUMBERS = "cnumpy~dtype~(S'i1'~I00~I01~tR(I3~S'|'~NNNI-1~I-1~I0~tb";
  private static final String ADD = "cnumpy~add~";

  private static String type(String code) {
    return "cnumpy~dtype~(S'" + code + "'~I00~I01~tR";
  }

  /// @param line the code of a type, and its state
  private static PickleScan typed(String line) {
    String[] parts = line.split(" => ", -1);
    return PickleScan.ofLines(type(parts[0]) + parts[1] + "b.");
  }

  @Test
  void passesTypes() {
    assertThat(
            List.of(
                "f8 => (I3~S'<'~NNNI-1~I-1~I0~t",
                "f8 => (I4~S'<'~NNNI-1~I-1~I0~t",
                "f8 => (I4~S'>'~NNNI-1~I-1~I0~Nt",
                "<f8 => (I3~S'='~NNNI8~I8~I0~t",
                "f8 => (I3~S'|'~NNNI8~I1~I0~t",
                "f8 => (I3~S'|'~NNNI8~I64~I0~t",
                "O8 => (I3~S'|'~NNNI-1~I-1~I63~t",
                "|O8 => (I3~S'|'~NNNI-1~I-1~I63~t",
                "U5 => (I3~S'<'~NNNI20~I4~I8~t",
                "U5 => (I3~S'<'~NNNI20~I4~I0~t",
                "S5 => (I3~S'|'~NNNI5~I1~I0~t",
                "V8 => (I3~S'|'~NNNI8~I1~I0~t",
                "V8 => (I3~S'|'~NNNI8~I1~I16~t",
                "V8 => (I3~S'|'~NNNI8~I1~I8~t",
                "V8 => (I3~S'|'~NNNI8~I1~I128~t",
                "V8 => (I3~S'|'~N(S'a'~t}(S'a'~(" + NUMBERS + "I0~tuI8~I1~I16~t",
                "V8 => (I3~S'|'~N(S'a'~t}(S'a'~(" + NUMBERS + "I0~S'title'~tuI8~I1~I16~t",
                "V8 => (I3~S'|'~(" + NUMBERS + "(I8~ttNNI8~I1~I0~t",
                "V8 => (I3~S'|'~(" + NUMBERS + "I8~tNNI8~I1~I0~t",
                "M8 => (I4~S'<'~NNNI-1~I-1~I0~(N(C\002nsI1~I1~I1~ttt",
                "m8 => (I4~S'<'~NNNI8~I8~I0~(N(S'ns'~I1~I1~I1~ttt",
                "<m8 => (I4~S'<'~NNNI8~I8~I0~(}(S'ns'~I25~I1~I1073741824~ttt",
                "m8 => (I4~S'<'~NNNI8~I8~I0~(N(cbuiltins~bytes~(K\002tRI1~I1~I1~ttt"))
        .allSatisfy(
            line -> {
              assertThat(typed(line).found()).isEmpty();
            });
  }

  @Test
  void rejectsTypes() {
    assertThat(
            List.of(
                "V8 => (I3~S'|'~(" + NUMBERS + "(I0~ttNNI8~I1~I0~t",
                "V8 => (I3~S'|'~(" + NUMBERS + "(I9~ttNNI8~I1~I0~t",
                "V8 => (I3~S'|'~(" + NUMBERS + "(I8~tt(S'a'~t}S'a'~(" + NUMBERS + "I0~tsI8~I1~I0~t",
                "V8 => (I3~S'|'~N(S'a'~t}S'a'~(" + NUMBERS + "I8~tsI8~I1~I16~t",
                "V8 => (I3~S'|'~N(S'a'~S'b'~t}S'a'~(" + NUMBERS + "I0~tsI8~I1~I16~t",
                "V8 => (I3~S'|'~N(S'a'~t}I8~I1~I16~t",
                "V8 => (I3~S'|'~NN}S'a'~(" + NUMBERS + "I0~tsI8~I1~I16~t",
                "V8 => (I3~S'|'~N(S'a'~tNI8~I1~I16~t",
                "f8 => N",
                "f8 => }",
                "f8 => (I3~S'<'~NNNI-1~I-1~t",
                "f8 => (I3~S'<'~NNNI-1~I-1~I0~NNt",
                "f8 => (I2~S'<'~NNNI-1~I-1~I0~t",
                "f8 => (I5~S'<'~NNNI-1~I-1~I0~t",
                "f8 => (NS'<'~NNNI-1~I-1~I0~t",
                "f8 => (I3~NNNNI-1~I-1~I0~t",
                "f8 => (I3~S'x'~NNNI-1~I-1~I0~t",
                "f8 => (I3~S'<'~I1~NNI-1~I-1~I0~t",
                "f8 => (I3~S'<'~NI1~NI-1~I-1~I0~t",
                "f8 => (I3~S'<'~NNI1~I-1~I-1~I0~t",
                "f8 => (I3~S'<'~NNNI-2~I-1~I0~t",
                "f => (I3~S'<'~NNNI4~I4~I0~t",
                "f8 => (I3~S'<'~NNNI4~I-1~I0~t",
                "f8 => (I3~S'<'~NNNNI-1~I0~t",
                "f8 => (I3~S'<'~NNNI-1~NI0~t",
                "f8 => (I3~S'<'~NNNI-1~I0~I0~t",
                "f8 => (I3~S'<'~NNNI-1~I65~I0~t",
                "f8 => (I3~S'<'~NNNI-1~I-2~I0~t",
                "f8 => (I3~S'<'~NNNI-1~I-1~Nt",
                "f8 => (I3~S'<'~NNNI-1~I-1~I1~t",
                "f8 => (I3~S'<'~NNNI-1~I-1~I8~t",
                "f8 => (I3~S'<'~NNNI-1~I-1~I63~t",
                "f8 => (I3~S'<'~NNNI-1~I-1~I0~I1~t",
                "O8 => (I3~S'|'~NNNI-1~I-1~I0~t",
                "O8 => (I3~S'|'~NNNI-1~I-1~I62~t",
                "U5 => (I3~S'<'~NNNI-1~I4~I8~t",
                "U5 => (I3~S'<'~NNNI20~I-1~I8~t",
                "U5 => (I3~S'<'~NNNI5~I4~I8~t",
                "U5 => (I3~S'<'~NNNI20~I4~I16~t",
                "S5 => (I3~S'|'~NNNI5~I1~I8~t",
                "S5 => (I3~S'|'~NNNI-1~I1~I0~t",
                "V8 => (I3~S'|'~NNNI8~I1~I1~t",
                "V8 => (I3~S'|'~NNNI8~I1~I63~t",
                "V8 => (I3~S'|'~NNNI8~I1~I-1~t",
                "V8 => (I3~S'|'~NNNI-1~I1~I0~t",
                "V8 => (I3~S'|'~NNNI9~I1~I0~t",
                "V8 => (I3~S'|'~I1~NNI8~I1~I0~t",
                "V8 => (I3~S'|'~(" + OBJECTS + "(I8~ttNNI8~I1~I0~t",
                "V8 => (I3~S'|'~(" + NUMBERS + "Nt" + "NNI8~I1~I0~t",
                "V8 => (I3~S'|'~(" + NUMBERS + "(I4294967296~tt" + "NNI8~I1~I0~t",
                "V8 => (I3~S'|'~(" + NUMBERS + "I8~NtNNI8~I1~I0~t",
                "V8 => (I3~S'|'~N" + ADD + "NI8~I1~I0~t",
                "V8 => (I3~S'|'~N(S'a'~t]I8~I1~I16~t",
                "V8 => (I3~S'|'~N(S'a'~t}(S'a'~NuI8~I1~I16~t",
                "V8 => (I3~S'|'~N(S'a'~t}(S'a'~(" + OBJECTS + "I0~tuI8~I1~I16~t",
                "V8 => (I3~S'|'~N(S'a'~t}(S'a'~(" + NUMBERS + "I-1~tuI8~I1~I16~t",
                "V8 => (I3~S'|'~N(S'a'~t}(S'a'~(" + NUMBERS + "NtuI8~I1~I16~t",
                "V8 => (I3~S'|'~N(S'a'~t}(S'a'~(" + NUMBERS + "tuI8~I1~I16~t",
                "V8 => (I3~S'|'~N(S'a'~t}(S'a'~(" + NUMBERS + "I0~NNtuI8~I1~I16~t",
                "V8 => (I3~S'|'~N(S'a'~t}(S'a'~(" + NUMBERS + "I0~" + ADD + "tuI8~I1~I16~t",
                "M8 => (I3~S'<'~NNNI-1~I-1~I0~t",
                "M8 => (I4~S'<'~NNNI-1~I-1~I0~t",
                "M8 => (I4~S'<'~NNNI-1~I-1~I0~Nt",
                "M8 => (I4~S'<'~NNNI-1~I-1~I0~(Ntt",
                "M8 => (I4~S'<'~NNNI-1~I-1~I0~(NNtt",
                "M8 => (I4~S'<'~NNNI-1~I-1~I0~(N(C\002nsI1~I1~ttt",
                "M8 => (I4~S'<'~NNNI-1~I-1~I0~(N(I1~I1~I1~I1~ttt",
                "M8 => (I4~S'<'~NNNI-1~I-1~I0~(N(C\002nsI0~I1~I1~ttt",
                "M8 => (I4~S'<'~NNNI-1~I-1~I0~(N(C\002nsI1~I0~I1~ttt",
                "M8 => (I4~S'<'~NNNI-1~I-1~I0~(N(C\002nsI1~I1~I1073741825~ttt",
                "M8 => (I4~S'<'~NNNI-1~I-1~I0~(" + ADD + "(C\002nsI1~I1~I1~ttt",
                "M8 => (I3~S'<'~NNNI-1~I-1~I0~(N(C\002nsI1~I1~I1~ttt"))
        .allSatisfy(
            line -> {
              assertThat(typed(line).messages())
                  .anyMatch(m -> m.startsWith("the state of `numpy.dtype`"));
            });
  }

  @Test
  void rejectsStateOfTypeThatIsUsedOrHasOne() {
    String state = "(I3~S'<'~NNNI-1~I-1~I0~tb";
    assertThat(PickleScan.ofLines(type("f8") + state + ".").found()).isEmpty();
    assertThat(PickleScan.ofLines(type("f8") + state + state + ".").rules())
        .containsExactly("pickle-argument");
    assertThat(PickleScan.ofLines(type("f8") + "p1~\2050g1~" + state + ".").rules())
        .containsExactly("pickle-argument");
    assertThat(PickleScan.ofLines("cnumpy~dtype~)\201" + state + ".").rules())
        .contains("pickle-argument");
    assertThat(PickleScan.ofLines("cnumpy~dtype~(cnumpy~float64~tR" + state + ".").rules())
        .contains("pickle-argument");
    String record = "cnumpy~dtype~(cnumpy~%s~tR(I3~S'|'~NNNI8~I1~I16~tb.";
    assertThat(PickleScan.ofLines(record.formatted("record")).found()).isEmpty();
    assertThat(PickleScan.ofLines(record.formatted("void")).found()).isEmpty();
    assertThat(PickleScan.ofLines(record.formatted("float64")).rules()).contains("pickle-argument");
  }

  @Test
  void passesArrays() {
    assertThat(
            List.of(
                "(I1~(I2~t" + NUMBERS + "I00~C\002abt",
                "(I0~(I2~t" + NUMBERS + "I00~C\002abt",
                "(I2~(I2~t" + NUMBERS + "I00~C\002abt",
                "((I2~t" + NUMBERS + "I00~C\002abt",
                "(I1~(I2~t" + NUMBERS + "I01~S'ab'~t",
                "(I1~(I2~t" + NUMBERS + "I00~cbuiltins~bytes~(K\002tRt",
                "(I1~(I65536~t" + NUMBERS + "I00~C\0t",
                "(I1~(I1099511627776~t" + NUMBERS + "I00~cbuiltins~bytes~(K\002tRt",
                "(I1~)" + NUMBERS + "I00~C\001at",
                "(I1~(I0~t" + NUMBERS + "I00~C\0t",
                "(I1~(I2~t" + OBJECTS + "I00~(NNlt",
                "(I1~(I2~t" + OBJECTS + "I00~(N" + ADD + "lt",
                "(I1~(I0~t" + OBJECTS + "I00~]t",
                "N"))
        .allSatisfy(
            state -> {
              assertThat(PickleScan.ofLines(RECONSTRUCT + state + "b.").found()).isEmpty();
            });
  }

  /// Whether an array contains objects depends on its type, which must not be forgotten.
  @Test
  void knowsTypesBehindManyTexts() {
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 150_000; i++) {
      many.append("S'k").append(i).append("'~p").append(i + 10).append("~0");
    }
    String array = many + NUMBERS + "p1~0" + RECONSTRUCT + "(I1~(I2~tg1~I00~C\002abtb.";
    assertThat(PickleScan.ofLines(array).found()).isEmpty();
    String forgotten = many + RECONSTRUCT + "p2~(I1~(I2~t" + NUMBERS + "I00~C\002abtb";
    assertThat(PickleScan.ofLines(forgotten + ".").found()).isEmpty();
    assertThat(
            PickleScan.ofLines(
                    forgotten + "]g2~a0" + RECONSTRUCT + "p3~(I1~)" + NUMBERS + "I00~C\001atb.")
                .rules())
        .containsExactly("pickle-argument");
    String objects = many + OBJECTS + "p1~0" + RECONSTRUCT + "(I1~(I1~tg1~I00~C\010aaaaaaaatb.";
    assertThat(PickleScan.ofLines(objects).rules()).containsExactly("pickle-argument");
  }

  @Test
  void rejectsArrays() {
    assertThat(
            List.of(
                "}",
                "((I2~t" + NUMBERS + "I00~t",
                "(I1~(I2~t" + NUMBERS + "I00~C\002abNt",
                "(I3~(I2~t" + NUMBERS + "I00~C\002abt",
                "(I-1~(I2~t" + NUMBERS + "I00~C\002abt",
                "(N(I2~t" + NUMBERS + "I00~C\002abt",
                "(I1~I2~" + NUMBERS + "I00~C\002abt",
                "(I1~(I-2~t" + NUMBERS + "I00~C\002abt",
                "(I1~(I65537~t" + NUMBERS + "I00~C\0t",
                "(I1~(I1099511627777~t" + NUMBERS + "I00~cbuiltins~bytes~(K\002tRt",
                "(I1~(I2~tNI00~C\002abt",
                "(I1~(I2~tcnumpy~float64~I00~C\002abt",
                "(I1~(I2~t" + NUMBERS + ADD + "C\002abt",
                "(I1~(I2~t" + NUMBERS + "I00~Nt",
                "(I1~(I2~t" + NUMBERS + "I00~}t",
                "(I1~(I2~t" + NUMBERS + "I00~(NN\221t",
                "(I1~(I2~t" + NUMBERS + "I00~(NNlt",
                "(I1~(I0~t" + NUMBERS + "I00~]t",
                "(I1~(I1~t" + OBJECTS + "I00~C\010aaaaaaaat",
                "(I1~(I0~t" + OBJECTS + "I00~C\0t",
                "((I0~t" + OBJECTS + "I00~S''~t",
                "(I1~(I1~t" + type("O") + "I00~C\010aaaaaaaat",
                "(I1~(I1~tcnumpy~dtype~(cnumpy~object_~tRI00~C\010aaaaaaaat",
                "(I1~(I2~t" + OBJECTS + "I00~(Nlt",
                "(I1~(I2~t" + OBJECTS + "I00~(NNNlt",
                "(I1~(I2~t" + NUMBERS + "I00~(N" + ADD + "lt"))
        .allSatisfy(
            state -> {
              assertThat(PickleScan.ofLines(RECONSTRUCT + state + "b.").messages())
                  .anyMatch(m -> m.startsWith("the state of `numpy.core.multiarray._reconstruct`"));
            });
  }

  @Test
  void judgesMaskedArrays() {
    assertThat(
            List.of(
                "(I1~(I2~t" + NUMBERS + "I00~C\002abC\002\0\0Nt => passes",
                "(I1~(I2~t" + NUMBERS + "I00~C\002abS'aa'~I1~t => passes",
                "(I1~(I2~t" + NUMBERS + "I00~C\002abC\002\0\0t => refused",
                "(I1~(I2~t" + NUMBERS + "I00~C\002abC\002\0\0NNt => refused",
                "(I1~(I2~t" + NUMBERS + "I00~C\002abNNt => refused",
                "(I1~(I2~t" + NUMBERS + "I00~C\002abC\002\0\0" + ADD + "t => refused",
                "(I1~(I2~t" + NUMBERS + "I00~C\002abt => refused",
                "((I2~t" + NUMBERS + "I00~C\002abt => refused"))
        .allSatisfy(
            line -> {
              String[] parts = line.split(" => ", -1);
              assertThat(
                      PickleScan.ofLines(MASKED + parts[0] + "b.")
                          .rules()
                          .contains("pickle-argument"))
                  .isEqualTo(parts[1].equals("refused"));
            });
  }

  @Test
  void isLiveWhenItHoldsSomethingLive() {
    String state = "(I1~(I1~t" + OBJECTS + "I00~(%sltb";
    String index = "cbuiltins~Exception~(" + RECONSTRUCT + state + "tR.";
    assertThat(PickleScan.ofLines(index.formatted("N")).found()).isEmpty();
    assertThat(PickleScan.ofLines(index.formatted(ADD)).rules()).containsExactly("pickle-argument");
    String later = RECONSTRUCT + "p1~(g1~tp2~0g1~" + state + "0cbuiltins~Exception~g2~R.";
    assertThat(PickleScan.ofLines(later.formatted("N")).found()).isEmpty();
    assertThat(PickleScan.ofLines(later.formatted(ADD)).rules()).containsExactly("pickle-argument");
    String apart = "]p2~0" + RECONSTRUCT + state + "0cbuiltins~Exception~(g2~tR.";
    assertThat(PickleScan.ofLines(apart.formatted(ADD)).found()).isEmpty();
  }
}

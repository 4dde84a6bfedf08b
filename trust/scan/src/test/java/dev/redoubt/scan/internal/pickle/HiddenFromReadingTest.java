package dev.redoubt.scan.internal.pickle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.scan.ScanVerdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The scanner must continue wherever CPython does: anything after it stops is missed. To
/// `pickle.load`, the bytes of a joblib array are opcodes, and a failure there is not reported.
class HiddenFromReadingTest {

  private static final String CALL = "cos~system~(S'id'~tR.";

  /// CPython 3.11 ran all of these, and what follows them.
  @Test
  void findsWhatFollows() {
    assertThat(
            List.of(
                "",
                "cbuiltins~type~(NtR)R0",
                "cbuiltins~type~(\210tR)R0",
                "cbuiltins~type~(NtR)\2010",
                "K\001(e0",
                "N(e0",
                "K\001(u0",
                "K\001(\2200",
                "\226\001\0\0\0\0\0\0\0aK\0K\005s0",
                "\226\001\0\0\0\0\0\0\0a(K\0K\005u0",
                "](N}tb0",
                "K\001N}\206b0",
                "K\001}}\206b0",
                "K\001}b0",
                "K\001)b0",
                "K\001]b0",
                "K\001K\0b0",
                "K\001U\0b0",
                "K\001C\0b0",
                "K\001\211b0",
                "K\001Nccollections~OrderedDict~)R\206b0",
                "Np00~0g00~0",
                "Np01~0g1~0",
                "Np 1 ~0g1~0",
                "Np010~0g10~0",
                "Np1_0~0g10~0",
                "Np1\0abc~0g1~0",
                "L5 L~0",
                "L5\0L~0",
                "I5\0abc~0",
                "I\0~0",
                "I010~0",
                "I1_0~0",
                "I0b1~0",
                "S''~0",
                "(0",
                "N(00",
                "\212\0000",
                "(icollections~OrderedDict~0",
                "\200\005"))
        .allSatisfy(
            before -> {
              assertThat(PickleScan.ofLines(before + CALL).verdict())
                  .isEqualTo(ScanVerdict.MALICIOUS);
              assertThat(PickleScan.ofArray((before + CALL).replace('~', '\n'), ".").rules())
                  .contains("pickle-dangerous-import");
            });
  }

  @Test
  void endsWherePythonFails() {
    assertThat(
            List.of(
                "00",
                "0(e",
                "K\001(Ne",
                "K\001(NNu",
                "K\001}K\001\206b",
                "K\001K\001b",
                "K\001\210b",
                "K\001S'a'~b",
                "K\001C\001ab",
                "K\001(Nlb",
                "K\001NNN\207b",
                "K\001cbuiltins~str~b",
                "K\001L99999999999999999999L~b",
                "p-1~",
                "px~",
                "I5L~",
                "I019~",
                "I- 5~",
                "I ~",
                "I~",
                "LL~",
                "L5LL~",
                "Pid~",
                "NQ",
                "K\001K\002\223",
                "K\001S'a'~\223",
                "S'a'~K\001\223",
                "S'a'~]\223",
                "S'a'~cbuiltins~str~\223",
                "cuuid~UUID~)\201S'a'~\223",
                "\200\006",
                "\202\0"))
        .allSatisfy(
            before -> {
              assertThat(PickleScan.ofArray((before + CALL).replace('~', '\n'), ".").found())
                  .isEmpty();
            });
  }

  /// An unknown string may be any name.
  @Test
  void doesNotKnowWhatIsImportedByForgottenText() {
    String scalar = "cnumpy.core.multiarray~scalar~(cnumpy~dtype~(S'U1'~I00~I01~tRC\004a\0\0\0tR";
    assertThat(
            List.of(
                "V" + "x".repeat(257) + "~S'a'~\223",
                "S'a'~V" + "x".repeat(257) + "~\223",
                "S'a'~" + PickleScan.forget() + "S'a'~\223",
                scalar + "S'a'~\223"))
        .allSatisfy(
            program ->
                assertThat(PickleScan.ofArray(program.replace('~', '\n') + ".", ".").rules())
                    .containsExactly("pickle-unresolved"));
  }

  /// A limit of the scanner is not a failure of Python.
  @Test
  void reportsLimitWhenArrayExceedsIt() {
    PickleScan marks = PickleScan.ofArray("(".repeat((1 << 20) + 1) + CALL, ".");
    assertThat(marks.rules()).containsExactly("pickle-limit");
    assertThat(marks.messages()).containsExactly("more than 1048576 open marks");
    assertThat(marks.verdict()).isEqualTo(ScanVerdict.UNREADABLE);

    PickleScan number = PickleScan.ofArray("Np" + " ".repeat(4096) + "1\n0" + CALL, ".");
    assertThat(number.messages()).containsExactly("a memo index is longer than 4096");
  }

  /// `pickle.load` may be called again.
  @Test
  void readsAllPicklesAsPickleLoadDoes() {
    String array = "N." + CALL.replace('~', '\n');
    assertThat(PickleScan.ofArray(array, ".").rules()).containsExactly("pickle-dangerous-import");
  }
}

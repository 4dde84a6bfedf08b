package dev.redoubt.scan.internal.pickle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.scan.ScanVerdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The values that opcodes push, and how they are formatted.
class PickleConstantsTest {

  @Test
  void showsValue() {
    assertThat(
            List.of(
                "N => None",
                "\210 => True",
                "\211 => False",
                "K\377 => 255",
                "M\377\001 => 511",
                "J\377\377\377\377 => -1",
                "J\0\0\0\001 => 16777216",
                "G\0\0\0\0\0\0\0\0 => a number",
                "F1.5~ => a number",
                "I00~ => False",
                "I01~ => True",
                "I0~ => 0",
                "I12~ => 12",
                "I-12~ => -12",
                "I+12~ => 12",
                "I010~ => 8",
                "I-017~ => -15",
                "I0x1F~ => 31",
                "I0X1f~ => 31",
                "I0o17~ => 15",
                "I0O17~ => 15",
                "I0b11~ => 3",
                "I0B11~ => 3",
                "I1_000~ => 1000",
                "I 7 ~ => 7",
                "I\0~ => 0",
                "I9\0x~ => 9",
                "I9223372036854775807~ => 9223372036854775807",
                "I-9223372036854775808~ => -9223372036854775808",
                "I9223372036854775808~ => a large number",
                "I340282366920938463463374607431768211455~ => a large number",
                "I340282366920938463463374607431768211456~ => an integer",
                "L12L~ => 12",
                "L12~ => 12",
                "L-12L~ => -12",
                "L010L~ => 10",
                "L5 L~ => 5",
                "L0xfL~ => 15",
                "\212\0 => 0",
                "\212\001\377 => -1",
                "\212\002\001\002 => 513",
                "\212\003\001\002\003 => 197121",
                "\212\010\001\0\0\0\0\0\0\200 => -9223372036854775807",
                "\212\011\0\0\0\0\0\0\0\200\0 => a large number",
                "\212\020\001\0\0\0\0\0\0\0\0\0\0\0\0\0\0\177 => a large number",
                "\213\002\0\0\0\001\002 => 513",
                "S'a'~ => 'a'",
                "S\"a\"~ => 'a'",
                "S''~ => ''",
                "S'a' ~ => 'a'",
                "S'\\x41\\n'~ => 'A\\n'",
                "S'\344'~ => 'ä'",
                "Va\\u00e4~ => 'aä'",
                "V~ => ''",
                "V\\U00000041~ => 'A'",
                "U\002ab => 'ab'",
                "U\001\344 => 'ä'",
                "T\002\0\0\0ab => 'ab'",
                "X\002\0\0\0ab => 'ab'",
                "X\002\0\0\0\303\244 => 'ä'",
                "\214\002ab => 'ab'",
                "\215\002\0\0\0\0\0\0\0ab => 'ab'",
                "C\002ab => b'ab'",
                "B\002\0\0\0ab => b'ab'",
                "\216\002\0\0\0\0\0\0\0ab => b'ab'",
                "\226\002\0\0\0\0\0\0\0ab => b'ab'",
                "C\002`\377 => b'\\x60\\xff'",
                ") => ()",
                "N\205 => (None)",
                "NK\001\206 => (None, 1)",
                "NK\001K\002\207 => (None, 1, 2)",
                "(NK\001t => (None, 1)",
                "(t => ()",
                "] => []",
                "(NK\001l => [None, 1]",
                "]Na => [None]",
                "](NK\001e => [None, 1]",
                "]NaK\0K\001s => []",
                "} => {}",
                "(S'a'~K\001d => {'a', 1}",
                "}S'a'~K\001s => {'a', 1}",
                "}(S'a'~K\001u => {'a', 1}",
                "\217 => {}",
                "\217(K\001\220 => {1}",
                "(K\001\221 => {1}",
                "ccollections~OrderedDict~ => collections.OrderedDict",
                "ccollections~OrderedDict~)R => collections.OrderedDict(...)",
                "Pwhere~ => 'where'",
                "\227 => bytes",
                "\215\0\0\0\0\0\0\0\0 => ''",
                "\202\001 => an unknown value",
                "N(K\001ibuiltins~Exception~0 => None",
                "N(cbuiltins~Exception~K\001o0 => None",
                "NK\0012 => 1",
                "K\001q\0050h\005 => 1",
                "K\001p5~0g5~ => 1",
                "K\001r\005\0\001\0" + "0j\005\0\001\0 => 1",
                "K\001\224" + "0h\0 => 1",
                "K\001(K\002K\0031 => 1",
                "K\001K\0020 => 1",
                "]]]]NaaaaN0 => [[...]]",
                "NNNNNNN(NNNNNNt => (None, None, None, None, None, None)",
                "(NNNNNNNt => (None, None, None, None, None, None, ...)",
                "N\205\205\205\205 => ((((...))))"))
        .allSatisfy(
            line -> {
              String[] parts = line.split(" => ", -1);
              assertThat(PickleScan.shown(parts[0])).isEqualTo(parts[1]);
            });
  }

  @Test
  void showsBeginningOfLongTextAndBytes() {
    assertThat(PickleScan.shown("X\120\0\0\0" + "a".repeat(80)))
        .isEqualTo("'" + "a".repeat(80) + "'");
    assertThat(PickleScan.shown("X\121\0\0\0" + "a".repeat(81)))
        .isEqualTo("'" + "a".repeat(80) + "...'");
    assertThat(PickleScan.shown("B\050\0\0\0" + "a".repeat(40)))
        .isEqualTo("b'" + "a".repeat(40) + "'");
    assertThat(PickleScan.shown("B\051\0\0\0" + "a".repeat(41)))
        .isEqualTo("b'" + "a".repeat(40) + "...'");
    assertThat(PickleScan.shown("B\0\004\0\0" + "a".repeat(1024)))
        .isEqualTo("b'" + "a".repeat(40) + "...'");
  }

  @Test
  void readsNumbersOfManyDigits() {
    assertThat(PickleScan.shown("I" + "0".repeat(1000) + "7~")).isEqualTo("an integer");
    assertThat(PickleScan.shown("I" + "0".repeat(999) + "7~")).isEqualTo("7");
    assertThat(PickleScan.shown("I" + " ".repeat(4095) + "7~")).isEqualTo("7");
    assertThat(PickleScan.shown("I" + " ".repeat(4096) + "7~")).isEqualTo("an integer");
    assertThat(PickleScan.shown("L" + " ".repeat(4095) + "7~")).isEqualTo("7");
    assertThat(PickleScan.shown("L" + " ".repeat(4096) + "7~")).isEqualTo("an integer");
    assertThat(PickleScan.shown("\212\021\001" + "\0".repeat(16))).isEqualTo("an integer");
    assertThat(PickleScan.shown("Np" + " ".repeat(4095) + "7~0g7~")).isEqualTo("None");
  }

  @Test
  void forgetsLinesOfTextThatAreTooLong() {
    String most = "a".repeat((1 << 16) - 2);
    assertThat(PickleScan.shown("S'" + most + "'~")).startsWith("'aaa");
    assertThat(PickleScan.shown("S'a" + most + "'~")).isEqualTo("a string");
    assertThat(PickleScan.shown("Vaa" + most + "~")).startsWith("'aaa");
    assertThat(PickleScan.shown("Vaaa" + most + "~")).isEqualTo("a string");
  }

  /// A name of which only the beginning is known is not used.
  @ParameterizedTest
  @ValueSource(ints = {256, 257})
  void importsByTextsThatAreKnownWhole(int length) {
    String name = "x".repeat(length);
    PickleScan scan = PickleScan.ofLines("S'numpy'~S'" + name + "'~\223.");
    assertThat(scan.rules())
        .containsExactly(length == 256 ? "pickle-custom-import" : "pickle-unresolved");
    scan = PickleScan.ofLines("V" + name + "~S'add'~\223.");
    assertThat(scan.rules())
        .containsExactly(length == 256 ? "pickle-custom-import" : "pickle-unresolved");
  }

  @Test
  void reportsWhyAndWhereItFails() {
    assertThat(
            List.of(
                "0 => the stack is empty => 1",
                "N(a. => elements are added to an empty stack => 3",
                "a => elements are added to an empty stack => 1",
                "Na => elements are added to an empty stack => 2",
                "(e => elements are added to an empty stack => 2",
                "Ns => elements are added to an empty stack => 2",
                "NNs => elements are added to an empty stack => 3",
                "}(Nu => a dictionary has a key without a value => 4",
                "(Nd => a dictionary has a key without a value => 3",
                "\205 => a tuple requires more values than the stack has => 1",
                "N\206 => a tuple requires more values than the stack has => 2",
                "NN\207 => a tuple requires more values than the stack has => 3",
                "NN(N\206 => a tuple requires more values than the stack has => 5",
                "t => there is no mark on the stack => 1",
                "h\003 => memo index 3 is read but was never stored => 2",
                "g3~ => memo index 3 is read but was never stored => 3",
                "j\003\0\0\0 => memo index 3 is read but was never stored => 5",
                "\200\006 => protocol 6 does not exist => 2",
                "\377 => byte 255 is not an opcode => 1",
                "(o => an object is created without a class => 2",
                "\202\0 => extension 0 is not valid => 2",
                "\203\0\0 => extension 0 is not valid => 3",
                "\204\377\377\377\377 => extension -1 is not valid => 5",
                "\213\377\377\377\377 => an integer has a negative length => 5",
                "\215\0\0\0\0\0\0\0\200 => a length is negative or exceeds any memory => 9",
                "\216\0\0\0\0\0\0\0\200 => a length is negative or exceeds any memory => 9",
                "\225\0\0\0\0\0\0\0\200 => a length is negative or exceeds any memory => 9",
                "I5L~ => `5L` is not an integer => 4",
                "I~ => `` is not an integer => 2",
                "L~ => `` is not an integer => 2",
                "I1x1~ => `1x1` is not an integer => 5",
                "S  ~ => the string `  ` has no quotation marks => 4",
                "I-~ => `-` is not an integer => 3",
                "I0x~ => `0x` is not an integer => 4",
                "I0xg~ => `0xg` is not an integer => 5",
                "I08~ => `08` is not an integer => 4",
                "LxL~ => `xL` is not an integer => 4",
                "Npx~ => `x` is not a memo index => 4",
                "Np-1~ => `-1` is not a memo index => 5",
                "Np9223372036854775808~ => `9223372036854775808` is not a memo index => 22",
                "Sa~ => the string `a` has no quotation marks => 3",
                "S'~ => the string `'` has no quotation marks => 3",
                "S'a\"~ => the string `'a\"` has no quotation marks => 5",
                "Saa~ => the string `aa` has no quotation marks => 4",
                "NR => the stack is empty => 2",
                "N)R => `None` is called, but is not a function => 3",
                "N)\201 => an instance is created from `None` => 3",
                "NK\001b => `None` has no state => 4",
                "K\001Na => elements cannot be added to `1` => 4",
                ")Na => elements cannot be added to `()` => 3",
                "}Na => elements cannot be added to `{}` => 3",
                "](N\220 => elements cannot be added to `[]` => 4",
                "C\001a(N\220 => elements cannot be added to `b'a'` => 6",
                "\217NNs => elements cannot be added to `{}` => 4",
                "N => the data ends in the middle of the pickle => 1"))
        .allSatisfy(
            line -> {
              String[] parts = line.split(" => ", -1);
              long offset = Long.parseLong(parts[2]);
              PickleScan scan = PickleScan.ofLines(parts[0]);
              assertThat(scan.verdict()).isEqualTo(ScanVerdict.UNREADABLE);
              assertThat(scan.found())
                  .anySatisfy(
                      detection -> {
                        assertThat(detection.rule()).isEqualTo(PickleRule.BROKEN);
                        assertThat(detection.message()).isEqualTo(parts[1]);
                        assertThat(detection.location().offset()).isEqualTo(offset);
                        assertThat(detection.explanation())
                            .containsExactly("offset " + offset + " end");
                      });
            });
  }

  @Test
  void reportsWhatOnlyTheLoadingProgramKnows() {
    assertThat(
            List.of(
                "N\202\001. => the meaning of extension 1 depends on the loading program => 1 =>"
                    + " EXT1",
                "N\203\002\001. => the meaning of extension 258 depends on the loading program => 1"
                    + " => EXT2",
                "\204\002\001\0\0. => the meaning of extension 258 depends on the loading program"
                    + " => 0 => EXT4",
                "N\227. => an out-of-band buffer is required => 1 => NEXT_BUFFER",
                "NPa~. => the meaning of `'a'` depends on the loading program => 1 => PERSID",
                "NNQ. => the meaning of `None` depends on the loading program => 2 => BINPERSID",
                "S'os'~K\007\223. => the import is `7` of `'os'` => 8 => STACK_GLOBAL",
                "Pa~)R. => an unknown value is called with `` => 4 => REDUCE",
                "Pa~)\201. => an unknown value is instantiated => 4 => NEWOBJ",
                "Pa~)}\222. => an unknown value is instantiated => 5 => NEWOBJ_EX",
                "Pa~Nb. => the state of an unknown value is set => 4 => BUILD",
                "Pa~Na. => elements are added to an unknown value => 4 => APPEND",
                "Pa~(N\220. => elements are added to an unknown value => 5 => ADDITEMS",
                "ccollections~OrderedDict~)R)R. => the result of `collections.OrderedDict` is"
                    + " called with `` => 28 => REDUCE",
                "ccollections~OrderedDict~)R)\201. => an instance is created from the result of"
                    + " `collections.OrderedDict` => 28 => NEWOBJ"))
        .allSatisfy(
            line -> {
              String[] parts = line.split(" => ", -1);
              long offset = Long.parseLong(parts[2]);
              assertThat(PickleScan.ofLines(parts[0]).found())
                  .anySatisfy(
                      detection -> {
                        assertThat(detection.message()).isEqualTo(parts[1]);
                        assertThat(detection.verdict()).isEqualTo(ScanVerdict.UNREADABLE);
                        assertThat(detection.location().offset()).isEqualTo(offset);
                        assertThat(detection.explanation())
                            .containsExactly("offset " + offset + " " + parts[3]);
                      });
            });
  }

  @Test
  void readsFramesOneAfterAnother() {
    String frame = "\225\002\0\0\0\0\0\0\0";
    assertThat(PickleScan.of(frame + "NN" + frame + "0.").found()).isEmpty();
    String twelve = frame.replace("\002", "\012");
    assertThat(PickleScan.of(twelve + "N" + frame + "NN0.").found()).isEmpty();
    PickleScan inside = PickleScan.of(frame.replace("\002", "\014") + "N" + frame + "N0.");
    assertThat(inside.messages()).containsExactly("a frame begins inside another frame");
    assertThat(inside.found().getFirst().location().offset()).isEqualTo(10);
    assertThat(PickleScan.of("\225\003\0\0\0\0\0\0\0N.").messages())
        .containsExactly("the pickle ends inside a frame");
  }

  @Test
  void readsBytesOfAnyLength() {
    for (int length : new int[] {8, 9, 64, 65, 256, 257, 65_536, 65_537}) {
      String size =
          "" + (char) (length & 0xff) + (char) (length >> 8 & 0xff) + (char) (length >> 16) + "\0";
      assertThat(PickleScan.of("B" + size + "a".repeat(length) + ".").found()).isEmpty();
      assertThat(PickleScan.of("B" + size + "a".repeat(length - 1)).verdict())
          .isEqualTo(ScanVerdict.UNREADABLE);
      assertThat(PickleScan.of("X" + size + "g".repeat(length) + ".").found()).isEmpty();
      assertThat(PickleScan.of("X" + size + "a".repeat(length) + ".").found()).isEmpty();
    }
  }
}

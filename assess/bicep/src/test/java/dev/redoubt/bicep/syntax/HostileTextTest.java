package dev.redoubt.bicep.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Parses texts that are built to overflow the stack, exhaust memory or never terminate. Each is
/// parsed, and its tree walked, on a stack half the default size.
class HostileTextTest {

  private static final int MANY = 100_000;
  private static final int MANY_LINES = 20_000;
  private static final long STACK_BYTES = 512 << 10;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[",
        "[\n",
        "{a:",
        "{\na:",
        "(",
        "(\n",
        "f(",
        "f(a,",
        "a[",
        "a[?^",
        "'${",
        "$'''${",
        "!(",
        "-(",
        "x=>",
        "(x,y)=>",
        "a?",
        "a?b:",
        "a??(",
        "[for x in y:",
        "[for x in [",
        "{...",
        "[...",
        "{'${",
        "a.b(",
        "f([{a:'${g("
      })
  void boundsTheDepthOfExpressions(String repeated) {
    ParsedText parsed = survive("var x = " + repeated.repeat(MANY) + "\nvar y = 1");
    assertThat(parsed.problems()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+a", "-a", " ?? a", " && a", " == a", ".b", ".?b", "::b", "[0]", "!", ".f()", "+a*b",
        "?b:c"
      })
  void boundsTheLengthOfChains(String repeated) {
    ParsedText parsed = survive("var x = a" + repeated.repeat(MANY) + "\nvar y = 1");
    assertThat(parsed.problems())
        .hasSize(1)
        .first()
        .asString()
        .endsWith(
            "expressions or types are nested more than 126 levels deep; move parts into `var` or"
                + " `type` declarations");
    assertThat(parsed.printed()).isEqualTo("(var x <missing>)\n(var y 1)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"(;a;?b:c)", "(;a;+b)", "[...;a;]", "f(;a;).b", "(;a;)!", "{a:;b;}.a", "(b ?? ;c;)"})
  void boundsTheHeightOfWhatIsClosed(String before, String middle, String after) {
    for (int times = 30; times < 140; times++) {
      survive("var x = " + before.repeat(times) + middle + after.repeat(times));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "[\n", "{a:", "{*:", "(", "a<", "a.b<", "|(", "-(", "{@d(["})
  void boundsTheDepthOfTypes(String repeated) {
    assertThat(survive("type t = " + repeated.repeat(MANY) + "\nvar y = 1").problems())
        .isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "?!", "!", ".b", "[*]", ".*", "[0]"})
  void boundsTheLengthOfTypes(String repeated) {
    ParsedText parsed = survive("type t = a" + repeated.repeat(MANY) + "\nvar y = 1");
    assertThat(parsed.problems()).hasSize(1);
    assertThat(parsed.printed()).isEqualTo("(type t <missing>)\n(var y 1)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "resource a 'b' = {\n",
        "resource a 'b' = [for c in d: {\n",
        "resource a 'b' = if (c) {\n",
        "@d(\n",
        "@d()\n",
        "@",
        "}",
        "]\n",
        ")",
        "'",
        "'\n",
        "'''",
        "$",
        "#",
        "/*",
        "\\",
        "\0",
        "param ",
        "param\n",
        "import {",
        "using ",
        "func f(",
        "func f(a ",
        "\r",
        ",",
        "{",
        "{\n",
        "é"
      })
  void survivesWhatComesAgainAndAgain(String repeated) {
    survive(repeated.repeat(MANY_LINES));
    survive("resource a 'b' = {\n" + repeated.repeat(MANY_LINES));
    survive("var a = '${" + repeated.repeat(MANY_LINES) + "}'");
  }

  @Test
  void acceptsNestingOfHandWrittenFiles() {
    String nested = "[".repeat(60) + "{a: f(-(b ?? c ? d : e))}" + "]".repeat(60);
    assertThat(survive("var x = " + nested).problems()).isEmpty();
    assertThat(survive("var x = a" + " + 'b'".repeat(120)).problems()).isEmpty();
    assertThat(survive("var x = '" + "${a}".repeat(5_000) + "'").problems()).isEmpty();
    assertThat(survive("type t = " + "| 'a'\n".repeat(5_000)).problems()).isEmpty();
  }

  @Test
  void limitsTheNumberOfNodes() {
    ParsedText parsed =
        survive("var x = [" + "a,".repeat(ParserState.MAX_NODES + 10) + "]\nvar y = 1");
    assertThat(parsed.problems())
        .containsExactly(
            "1:1048575 the file has more than 1,000,000 expressions and types; the rest of"
                + " the file is not parsed");
  }

  @Test
  void boundsTheBracketsThatAreOpen() {
    ParsedText parsed =
        survive("var x = ) " + "(".repeat(ErrorRecovery.MAX_OPEN + 10) + "\nvar y = 1");
    assertThat(parsed.problems())
        .containsExactly(
            "1:9 expected an expression, but found `)`",
            "1:100011 more than 100,000 nested brackets; the rest of the file is not parsed");
  }

  @Test
  void tellsNamesApart_whoseHashesCollide() {
    StringBuilder names = new StringBuilder("var x = [\n");
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 1 << 12; i++) {
      StringBuilder name = new StringBuilder();
      for (int bit = 0; bit < 12; bit++) {
        name.append((i >> bit & 1) == 0 ? "Aa" : "BB");
      }
      expected.add(name.toString());
      names.append(name).append('\n');
    }
    assertThat(survive(names.append("]").toString()).printed())
        .isEqualTo("(var x [" + String.join(" ", expected) + "])");
  }

  @Test
  void survivesEveryPrefix_andEveryTextWithoutOneCharacter() {
    String text = SAMPLE;
    for (int i = 0; i < text.length(); i++) {
      read(text.substring(0, i));
      read(text.substring(i));
      read(text.substring(0, i) + text.substring(i + 1));
    }
  }

  @Test
  void survivesRandomChanges() {
    Random random = new Random(7);
    String marks = "{}[]()'$@:,.?!=>|&\n\r \\/*#\"<-+1ax\0";
    for (int round = 0; round < 5_000; round++) {
      StringBuilder text = new StringBuilder(SAMPLE);
      for (int change = random.nextInt(6); change >= 0; change--) {
        int at = random.nextInt(text.length());
        int other = random.nextInt(text.length());
        switch (random.nextInt(4)) {
          case 0 -> text.deleteCharAt(at);
          case 1 -> text.insert(at, marks.charAt(random.nextInt(marks.length())));
          case 2 -> text.setCharAt(at, marks.charAt(random.nextInt(marks.length())));
          default -> text.insert(at, text.substring(other, Math.min(other + 40, text.length())));
        }
      }
      read(text.toString());
    }
  }

  private static final String SAMPLE =
      """
      #disable-next-line no-unused-params
      @description('''
      two
      lines''')
      param a { b: 'c' | 'd', *: int[]? } = { b: 'c' }
      var e = [for (f, i) in range(0, 3): '${f}-${a.?b ?? 'g${i}'}'] // h
      func j(k string) sys.resourceInput<'l/m@1'>.n => { o: k != '' ? -1 : p[^1]!.q }
      resource r 's/t@1' = if (!(a =~ e)) {
        name: 'u', ...v
        @batchSize(1)
        resource w 'x' existing = { name: $'''y ${z}''' /* aa */ }
        tags: map(bb, (cc, dd) => cc::ee(
          dd
        ))
      }
      import { ff as gg } from 'hh'
      """;

  private static ParsedText survive(String text) {
    AtomicReference<@Nullable ParsedText> result = new AtomicReference<>();
    AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
    Thread thread = new Thread(null, () -> result.set(read(text)), "small stack", STACK_BYTES);
    thread.setUncaughtExceptionHandler((_, e) -> thrown.set(e));
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    assertThat(thrown.get()).isNull();
    ParsedText parsed = Objects.requireNonNull(result.get());
    assertThat(TreeHeight.of(parsed.file())).isLessThanOrEqualTo(BicepParser.MAX_HEIGHT);
    return parsed;
  }

  /// Reads a text as both kinds of file, and walks the trees.
  private static ParsedText read(String text) {
    for (BicepFile.Kind kind : BicepFile.Kind.values()) {
      List<Problem> problems = new ArrayList<>();
      BicepFile file = BicepParser.parse(text, kind, 1, problems);
      String printed = SyntaxTreePrinter.of(file);
      assertThat(printed).isNotNull();
      assertThat(problems)
          .hasSizeLessThanOrEqualTo(SyntaxProblems.MAX_PROBLEMS + 1)
          .allMatch(problem -> problem.origin().line() >= 1 && problem.origin().column() >= 1);
      if (printed.contains("<missing>")) {
        assertThat(problems).isNotEmpty();
      }
    }
    return ParsedText.template(text);
  }
}

package dev.redoubt.workspace.exemption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InlineExemptionsTest {

  private static final String OK = "redoubt:exempt a-b until 2027-03-31 by alice: why";

  private final List<Problem> problems = new ArrayList<>();

  private List<InlineExemption> read(String name, String text) {
    InlineExemptions reader = new InlineExemptions(new SourceFiles(), problems);
    reader.add(text.getBytes(StandardCharsets.UTF_8), name);
    return reader.list();
  }

  private List<String> lines(String name, String text) {
    return read(name, text).stream()
        .map(each -> each.range().firstLine() + "-" + each.range().lastLine())
        .toList();
  }

  @Test
  void readsControlsDateOwnerTicketAndReason() {
    InlineExemption read =
        read("a.bicep", "// redoubt:exempt a, b until 2027-03-31 by alice smith (SEC-1): why: so\n")
            .getFirst();
    assertThat(read.controls()).containsExactly("a", "b");
    assertThat(read.exemption().expires()).isEqualTo(LocalDate.of(2027, 3, 31));
    assertThat(read.exemption().owner()).isEqualTo("alice smith");
    assertThat(read.exemption().ticket()).isEqualTo("SEC-1");
    assertThat(read.exemption().reason()).isEqualTo("why: so");
    assertThat(problems).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "redoubt:exempt | the control is missing",
        "redoubt:exempt a | the last day is missing",
        "redoubt:exempt a until | the last day is missing",
        "redoubt:exempt a until 2027-03-31 | the owner is missing",
        "redoubt:exempt a until 2027-03-31: why | the owner is missing",
        "redoubt:exempt a until 2027-03-31 by alice | the reason is missing",
        "redoubt:exempt a until 2027-03-31 by alice (SEC-1) | the reason is missing",
        "redoubt:exempt a until 2027-03-31 by alice: | the reason is missing",
        "redoubt:exempt a until 2027-03-31 by : why | the owner is missing",
        "redoubt:exempt a until 2027-03-31 by (SEC-1): why | the owner is missing",
        "redoubt:exempt a until tomorrow by alice: why | `tomorrow` is not a date",
        "redoubt:exempt a until 2027-02-30 by alice: why | `2027-02-30` is not a date",
        "redoubt:exempt a by alice: why | the last day is missing",
        "redoubt:exempt a by alice until 2027-03-31: why | the owner is missing",
        "redoubt:exempt until 2027-03-31 by alice: why | the control is missing",
        "redoubt:exempt A until 2027-03-31 by alice: why | `A` is not the id of a control",
        "redoubt:exempt * until 2027-03-31 by alice: why | `*` is not the id of a control",
        "redoubt:exempt a, until 2027-03-31 by alice: why | `` is not the id of a control",
        "Redoubt:exempt a until 2027-03-31 by alice: why | it begins with `Redoubt:exempt` instead",
        "redoubt: exempt a until 2027-03-31 by alice: why | it begins with `redoubt: exempt`"
            + " instead",
        "redoubt:ignore a | it begins with `redoubt:ignore` instead",
        "redoubt:exempted a until 2027-03-31 by a: b | it begins with `redoubt:exempted` instead",
      })
  void malformedExemptionSaysWhatIsWrongAndExemptsNothing(String comment, String wrong) {
    assertThat(read("a.bicep", "\n  // " + comment + "\nvar a = 1\n")).isEmpty();
    assertThat(problems)
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.severity()).isEqualTo(Problem.Severity.WARNING);
              assertThat(problem.message())
                  .startsWith(wrong)
                  .contains("an exemption is written `redoubt:exempt CONTROL until");
              assertThat(problem.origin().line()).isEqualTo(2);
              assertThat(problem.origin().column()).isEqualTo(3);
            });
  }

  @Test
  void otherCommentsAreNotExemptions() {
    read("a.bicep", "// redoubt finds this\n// see redoubt:exempt a\n// redoubt: what it is\n");
    assertThat(problems).isEmpty();
  }

  @Test
  void appliesToTheNextCodeOrToItsOwnLine() {
    assertThat(lines("a.bicep", "// " + OK + "\nvar a = 1\n")).containsExactly("2-2");
    assertThat(lines("a.bicep", "// " + OK + "\n\n// more\n/* and\n more */\nvar a = 1\n"))
        .containsExactly("6-6");
    assertThat(lines("a.bicep", "/* " + OK + " */ var a = 1\nvar b = 1\n")).containsExactly("1-1");
    assertThat(lines("a.bicep", "/*\n " + OK + "\n*/\nvar b = 1\n")).containsExactly("4-4");
    assertThat(lines("a.bicep", "var a = 1 // " + OK + "\nvar b = 2\n")).containsExactly("1-1");
    assertThat(lines("a.bicep", "var a = 1 /* x */ // " + OK + "\nvar b = 2\n"))
        .containsExactly("1-1");
    assertThat(lines("a.bicep", "// " + OK + "\n// " + OK + "\nvar a = 1\n"))
        .containsExactly("3-3", "3-3");
    assertThat(lines("a.bicep", "// " + OK + "\r\n\r\nvar a = 1\r\n")).containsExactly("3-3");
    assertThat(lines("a.bicep", "// " + OK)).containsExactly("2-2");
  }

  @Test
  void decoratorsBelongToTheDeclaration() {
    String text =
        "// " + OK + "\n@batchSize(1)\n@description('''\nresource\n''')\nresource a 'b' = {}\n";
    assertThat(lines("a.bicep", text).getFirst()).startsWith("2-");
    assertThat(lines("a.bicep", "// " + OK + "\n@secure()\nparam a string\nparam b string\n"))
        .containsExactly("2-3");
  }

  @Test
  void stringsAreNotComments() {
    assertThat(read("a.bicep", "var a = '// " + OK + "'\nvar b = '''\n// " + OK + "\n'''\n"))
        .isEmpty();
    assertThat(read("a.bicep", "var a = 'x${'// " + OK + "'}y'\n")).isEmpty();
    assertThat(read("a.json", "{ \"a\": \"// " + OK + "\", \"b\\\"// " + OK + "\": 1 }")).isEmpty();
    assertThat(read("a.yaml", "a: '# " + OK + "'\nb: \"\n # " + OK + "\"\nc: x# " + OK + "\n"))
        .isEmpty();
    assertThat(read("a.yaml", "a: |\n  # " + OK + "\n  b\n")).isEmpty();
    assertThat(read("a.yaml", "a:\n  - >-\n    # " + OK + "\n")).isEmpty();
    assertThat(problems).isEmpty();
  }

  @Test
  void readsJsonAndYamlComments() {
    assertThat(lines("a.json", "{\n  // " + OK + "\n  \"a\": 1 /* x */\n}")).containsExactly("3-3");
    assertThat(lines("a.yaml", "# " + OK + "\na: 1\n")).containsExactly("2-2");
    assertThat(lines("a.yml", "a: |\n  text\n# " + OK + "\nb: it's # " + OK + "\n"))
        .containsExactly("4-4", "4-4");
  }

  @Test
  void tooManyExemptionsAreReported() {
    String text = ("// " + OK + "\n").repeat(InlineExemptions.MAX_EXEMPTIONS + 5) + "var a = 1\n";
    assertThat(read("a.bicep", text)).hasSize(InlineExemptions.MAX_EXEMPTIONS);
    assertThat(problems).hasSize(1);
  }

  private List<String> columns(String name, String text) {
    return read(name, text).stream()
        .map(
            each ->
                each.range().firstColumn()
                    + "-"
                    + each.range().lastColumn()
                    + " of "
                    + each.range().valueColumn())
        .toList();
  }

  @Test
  void appliesToOneElementOfALine() {
    String mark = "/*" + OK + "*/";
    int width = mark.length();
    assertThat(columns("a.json", "[{\"a\":1}," + mark + "{\"b\":[2,3]},{}]"))
        .containsExactly((10 + width) + "-" + (20 + width) + " of " + (10 + width));
    assertThat(columns("a.json", "{" + mark + "\"b\": [2,3],\"c\":1}"))
        .containsExactly((2 + width) + "-" + (11 + width) + " of " + (7 + width));
    assertThat(columns("a.json", "{\"b\":[2,3],\"c\":1" + mark + "}"))
        .containsExactly("12-16 of 16");
    assertThat(columns("a.json", "{\"b\":[2,3]," + mark + "}")).containsExactly("2-11 of 6");
    assertThat(columns("a.json", "{ " + mark)).containsExactly("1-2 of 1");
    assertThat(columns("a.json", "{\"€\":1," + mark + "\"b\":2}"))
        .containsExactly((10 + width) + "-" + (14 + width) + " of " + (14 + width));
    assertThat(columns("a.bicep", "var a = { b: 'x,{', " + mark + " c: 1, d: 2 }"))
        .containsExactly((22 + width) + "-" + (25 + width) + " of " + (22 + width));
    assertThat(columns("a.bicep", "var a = { b: 1, c: 2 } " + mark)).containsExactly("1-23 of 1");
    assertThat(columns("a.bicep", "  b: 1, c: 2 " + mark)).containsExactly("9-13 of 9");
  }
}

package dev.redoubt.bicep.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Tests error recovery: one syntax error gives one problem and affects as little of the tree as
/// possible.
class ErrorRecoveryTest {

  @Test
  void endsAnUnterminatedString_withItsLine() {
    check(
        """
        param a string = 'b
        param c string
        """,
        """
        (param a string <missing>)
        (param c string)\
        """,
        "1:18 the string is not terminated; add a closing `'` on the same line");
  }

  @Test
  void endsAnUnterminatedHole_withItsLine() {
    check(
        """
        var a = 'b${c
        var d = 'e${f(g, 'h${i}'
        var j = 1
        """,
        """
        (var a <missing>)
        (var d <missing>)
        (var j 1)\
        """,
        "1:14 unexpected end of the line inside `${`; close it with `}`",
        "2:25 unexpected end of the line inside `${`; close it with `}`");
  }

  @Test
  void keepsTheStringAroundABrokenHole() {
    check(
        "var a = 'b${c d}e${f}'",
        "(var a \"b${<missing>}e${f}\")",
        "1:15 expected `}` after the interpolated expression, but found `d`");
    check(
        "var a = 'b${}e${f(}'",
        "(var a \"b${<missing>}e${<missing>}\")",
        "1:13 expected an expression, but found the `}` that ends the interpolation");
    check(
        "var a = $'''\nb ${c\n'''\nvar d = 1",
        "(var a <missing>)\n(var d 1)",
        "2:6 unexpected end of the line inside `${`; close it with `}`");
  }

  @Test
  void errorInProperty_affectsItsValue() {
    check(
        """
        var a = {
          b: 1
          c: = 2
          d: 3 4
          e:
          f: g(1 2, {
            h: 1
          })
          i: 5
        }
        """,
        "(var a {\"b\":1 \"c\":<missing> \"d\":<missing> \"e\":<missing> \"f\":<missing> \"i\":5})",
        "3:6 expected an expression, but found `=`",
        "4:8 expected a new line or `,` between two properties, but found `4`",
        "5:5 expected an expression, but found the end of the line",
        "6:10 expected `,` or `)` after argument 1 of `g`, but found `2`");
  }

  @Test
  void opensAnObject_whereAnEntryHasNoName() {
    check(
        """
        var a = {
          b: 1
          = 2
          'c${d': 3
          e: 4
        }
        """,
        "(var a {...<missing> \"b\":1 \"e\":4})",
        "3:3 expected a property name or `}`, but found `=`",
        "4:8 the string is not terminated; add a closing `'` on the same line");
  }

  @Test
  void errorInArray_affectsOneElement() {
    check(
        "var a = [\n  1\n  2 3\n  )\n  [4, 5\n  6]\n]",
        "(var a [1 <missing> <missing> [4 5 6]])",
        "3:5 expected a new line or `,` between two elements, but found `3`",
        "4:3 expected an expression, but found `)`");
    check(
        "var a = [1, , 2]",
        "(var a [1 <missing> 2])",
        "1:13 expected an expression, but found `,`");
  }

  @Test
  void reportsCommaBeforeLineEnd() {
    check(
        "var a = {\n  b: 1,\n  c: 2\n}",
        "(var a {\"b\":1 \"c\":2})",
        "2:8 unexpected new line after `,`; remove the `,`");
  }

  @Test
  void reportsDuplicateProperty_amongFewAndMany() {
    check(
        "var a = { b: 1, c: 2, 'b': 3 }",
        "(var a {\"b\":1 \"c\":2 \"b\":3})",
        "1:23 the property `b` is declared multiple times in this object; the last one is used");
    StringBuilder many = new StringBuilder("var a = {\n");
    for (int i = 0; i < 40; i++) {
      many.append("  b").append(i).append(": 1\n");
    }
    assertThat(ParsedText.template(many + "  b7: 1\n}").problems())
        .containsExactly(
            "42:3 the property `b7` is declared multiple times in this object; the last one is"
                + " used");
  }

  @Test
  void closesOpenBrackets_beforeTheNextStatement() {
    check(
        """
        resource a 'T/t@1' = {
          name: 'b'
          tags: {
            c: [
              1

        @description('d')
        @secure()
        param e string
        output f string = e
        """,
        """
        (resource a "T/t@1" {...<missing> "name":"b" "tags":{...<missing> "c":[1 ...<missing>]}})
        @description("d") @secure() (param e string)
        (output f string e)\
        """,
        "7:1 expected `]` to close the `[` on line 4, but found `@`");
  }

  @Test
  void givesDecoratorsToTheStatementBehindThem_whereAResourceIsNotClosed() {
    check(
        """
        resource a 'T/t@1' = if (b) {
          name: 'b'

        @description('d')
        @secure()
        param e string
        """,
        """
        (resource a "T/t@1" (if b {...<missing> "name":"b"}))
        @description("d") @secure() (param e string)\
        """,
        "6:1 expected `}` to close the `{` on line 1, but found `param`");
    check(
        "type a = {\n  b: int\n\n@export()\ntype c = int",
        "(type a {b:int})\n@export() (type c int)",
        "5:1 expected `}` to close the `{` on line 1, but found `type`");
  }

  @Test
  void closesOpenBrackets_atTheEndOfTheFile() {
    check(
        "module a 'b' = [for c in d: {\n  e: 1\n",
        "(module a \"b\" (for c d {...<missing> \"e\":1}))",
        "3:1 expected `}` to close the `{` on line 1, but found the end of the file");
  }

  @Test
  void closesOpenBrackets_beforeTheClosingBracketOfTheEnclosingOne() {
    check(
        "var a = {\n  b: [1, { c: 2 ]\n  d: 3\n}\nvar e = 1",
        "(var a {\"b\":[1 {...<missing> \"c\":2}] \"d\":3})\n(var e 1)",
        "2:17 expected `}` to close the `{` on line 2, but found `]`");
  }

  @Test
  void skipsABracketThatNothingOpened() {
    check(
        "var a = {\n  b: 1 )\n  c: 2\n}\n}\nvar d = 1",
        "(var a {\"b\":<missing> \"c\":2})\n(var d 1)",
        "2:8 expected a new line or `,` between two properties, but found `)`");
    check(
        "var a = 1\n}\nvar d = 1",
        "(var a 1)\n(var d 1)",
        "2:1 expected a declaration, such as `param`, but found `}`");
  }

  @Test
  void endsACall_beforeThePropertyBehindIt() {
    check(
        "var a = {\n  b: c(1, [\n    2\n  ]\n  d: 3\n  e: 4\n}",
        "(var a {\"b\":<missing> \"d\":3 \"e\":4})",
        "5:3 expected `,` or `)` after argument 2 of `c`, but found `d`");
  }

  @Test
  void reportsExtraClosingBracketOnce() {
    check(
        """
        var a = {
          b: {
            c: 1
            }
          }
          d: 2
          e: [
            3
          ]
        }
        var f = 1
        """,
        """
        (var a {"b":{"c":1}})
        (var f 1)\
        """,
        "6:3 expected a declaration, such as `param`, but found `d`");
  }

  @Test
  void incompleteDeclarationIsKept() {
    check(
        """
        param a
        param b string =
        param string = 1
        var c
        resource d 'T/t@1' {
          name: 'x'
        }
        resource e = {
          name: 'x'
        }
        output f = 1
        module g
        func h(i) int => 1
        type j
        targetScope
        """,
        """
        (param a <missing>)
        (param b string <missing>)
        (param string <missing> 1)
        (var c <missing>)
        (resource d "T/t@1" {"name":"x"})
        (resource e <missing> <missing>)
        (output f <missing> 1)
        (module g <missing> <missing>)
        (func h () <missing> <missing>)
        (type j <missing>)
        (targetScope <missing>)\
        """,
        "1:8 expected a type, but found the end of the line",
        "2:17 expected an expression, but found the end of the line",
        "3:14 expected a type, but found `=`",
        "4:6 expected `=` after the name of the variable, but found the end of the line",
        "5:20 expected `=`, but found `{`",
        "8:12 expected a resource type, such as `'Microsoft.Web/sites@2024-04-01'`, but"
            + " found `=`",
        "11:10 expected a type, but found `=`",
        "12:9 expected a module path string, but found the end of the line",
        "13:9 expected a type, but found `)`",
        "14:7 expected `=` after the name of the type, but found the end of the line",
        "15:12 expected `=` after `targetScope`, but found the end of the line");
  }

  @Test
  void keepsADeclarationWithoutName_unnamed() {
    ParsedText parsed = ParsedText.template("resource 'T/t@1' = {\n}");
    assertThat(parsed.problems())
        .containsExactly("1:10 expected the name of the resource, but found `'T/t@1'`");
    assertThat(((Statement.Resource) parsed.file().statements().getFirst()).name().isPresent())
        .isFalse();
  }

  @Test
  void parsingContinuesAfterAnInvalidStatement() {
    check(
        "parm a string\nvar b = 1\nfoo\nbar\nvar c = 2 3\nvar d = 4",
        "(var b 1)\n(var c 2)\n(var d 4)",
        "1:1 expected a declaration, such as `param`, but found `parm`",
        "3:1 expected a declaration, such as `param`, but found `foo`",
        "4:1 expected a declaration, such as `param`, but found `bar`",
        "5:11 expected a new line after the statement, but found `3`");
  }

  @Test
  void readsAStatement_onTheLineOfItsDecorator() {
    check(
        "@secure() param a string",
        "@secure() (param a string)",
        "1:11 expected a new line after the decorator, but found `param`");
    check(
        "@secure\n@minLength(\nparam a string",
        "(param a string)",
        "1:8 expected `(` after `@secure`, but found the end of the line",
        "3:1 expected an expression, but found `param`");
  }

  @Test
  void reportsUnrecognizedCharacters() {
    check(
        "var a = \"b\"\nvar c = d & e\nvar f =\u00a01\nvar g = $h",
        "(var a <missing>)\n(var c d)\n(var f <missing>)\n(var g <missing>)",
        "1:9 unrecognized character `\"`; strings are enclosed in `'`",
        "2:11 unrecognized character `&`",
        "3:8 unrecognized character U+00A0 outside strings and comments",
        "4:9 unrecognized character `$`");
  }

  @Test
  void reportsUnterminatedConstructs_atTheirStart() {
    check(
        "var a = 1\n/* b",
        "(var a 1)",
        "2:1 the multi-line comment that starts here is not terminated; add `*/`");
    check(
        "var a = '''\nb",
        "(var a <missing>)",
        "1:9 the multi-line string that starts here is not terminated; add `'''`");
  }

  @Test
  void stopsReportingErrors_afterOneHundred() {
    ParsedText parsed = ParsedText.template("var a = )\n".repeat(200) + "var b = 1");
    assertThat(parsed.problems())
        .hasSize(SyntaxProblems.MAX_PROBLEMS + 1)
        .last()
        .isEqualTo(
            "100:9 the limit of 100 errors is reached; further errors in this file are not"
                + " reported");
    assertThat(parsed.file().statements()).hasSize(201);
  }

  private static void check(String text, String tree, String... problems) {
    ParsedText parsed = ParsedText.template(text);
    assertThat(parsed.problems()).as(text).containsExactly(problems);
    assertThat(parsed.printed()).as(text).isEqualTo(tree);
  }
}

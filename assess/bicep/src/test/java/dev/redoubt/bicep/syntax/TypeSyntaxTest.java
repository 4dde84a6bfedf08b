package dev.redoubt.bicep.syntax;

import static dev.redoubt.bicep.syntax.ParsedText.type;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TypeSyntaxTest {

  @Test
  void readsNamesAndLiterals() {
    assertThat(type("string")).isEqualTo("string");
    assertThat(type("'a'")).isEqualTo("\"a\"");
    assertThat(type("'''a'''")).isEqualTo("\"a\"");
    assertThat(type("3")).isEqualTo("3");
    assertThat(type("-3")).isEqualTo("(- 3)");
    assertThat(type("-9223372036854775808")).isEqualTo("-9223372036854775808");
    assertThat(type("true")).isEqualTo("true");
    assertThat(type("!true")).isEqualTo("(! true)");
    assertThat(type("null")).isEqualTo("null");
    assertThat(type("(string)")).isEqualTo("string");
  }

  @Test
  void readsArraysAndAccess() {
    assertThat(type("string[]")).isEqualTo("(array string)");
    assertThat(type("string[][]")).isEqualTo("(array (array string))");
    assertThat(type("a[0]")).isEqualTo("([] a 0)");
    assertThat(type("a[*]")).isEqualTo("([*] a)");
    assertThat(type("a.*")).isEqualTo("(.* a)");
    assertThat(type("a.b.c[]")).isEqualTo("(array (. (. a b) c))");
    assertThat(type("{ a: int }[]")).isEqualTo("(array {a:int})");
  }

  @Test
  void readsNullableAndNonNullable() {
    assertThat(type("string?")).isEqualTo("(nullable string)");
    assertThat(type("string[]?")).isEqualTo("(nullable (array string))");
    assertThat(type("(string?)[]")).isEqualTo("(array (nullable string))");
    assertThat(type("a.b!")).isEqualTo("(nonnull (. a b))");
    assertThat(type("-1?")).isEqualTo("(nullable (- 1))");
  }

  @Test
  void readsUnions_alsoOverLines() {
    assertThat(type("'a' | 'b'")).isEqualTo("(| \"a\" \"b\")");
    assertThat(type("| 'a'")).isEqualTo("(| \"a\")");
    assertThat(type("\n  | 'a' // one\n  // two\n  | 'b'\n\n  | null"))
        .isEqualTo("(| \"a\" \"b\" null)");
    assertThat(type("('a' | 'b')[]")).isEqualTo("(array (| \"a\" \"b\"))");
    assertThat(type("a? | b")).isEqualTo("(| (nullable a) b)");
    assertThat(type("{ a: | 1\n | 2\n b: int }")).isEqualTo("{a:(| 1 2) b:int}");
  }

  @Test
  void readsObjects_withDecoratorsAndOtherProperties() {
    assertThat(type("{}")).isEqualTo("{}");
    assertThat(type("{ a: int, 'b c': string? }")).isEqualTo("{a:int b c:(nullable string)}");
    assertThat(
            type(
                """
                {
                  @description('one')
                  @minValue(1)

                  a: int
                  @secure()
                  *: { type: 'x', resource: bool }
                }\
                """))
        .isEqualTo(
            "{@description(\"one\") @minValue(1) a:int @secure() *:{type:\"x\" resource:bool}}");
  }

  @Test
  void readsTuples() {
    assertThat(type("[]")).isEqualTo("[]");
    assertThat(type("[int, string]")).isEqualTo("[int string]");
    assertThat(type("[\n  @minValue(1)\n  int\n  [bool]?\n]"))
        .isEqualTo("[@minValue(1) int (nullable [bool])]");
  }

  @Test
  void readsTypesOfResources() {
    assertThat(type("resourceInput<'a/b@1'>")).isEqualTo("resourceInput<\"a/b@1\">");
    assertThat(type("sys.resourceOutput<'a/b@1'>.properties.x?"))
        .isEqualTo("(nullable (. (. sys.resourceOutput<\"a/b@1\"> properties) x))");
    assertThat(type("resource<\n  'a/b@1'\n>")).isEqualTo("resource<\"a/b@1\">");
    assertThat(ParsedText.valid("param a resource 'a/b@1'"))
        .isEqualTo("(param a (resource \"a/b@1\"))");
    assertThat(ParsedText.valid("output a resource = b")).isEqualTo("(output a (resource) b)");
  }

  @Test
  void refusesStringsWithHoles() {
    assertThat(ParsedText.template("param a 'b${c}'").problems())
        .containsExactly("1:9 string interpolation is not supported in types");
  }

  @Test
  void leavesOutAPropertyThatIsWrong() {
    ParsedText parsed =
        ParsedText.template("type t = {\n  a: int\n  b: = 3\n  c string\n  d: bool\n}");
    assertThat(parsed.problems())
        .containsExactly(
            "3:6 expected a type, but found `=`", "4:5 expected `:` after `c`, but found `string`");
    assertThat(parsed.printed()).isEqualTo("(type t {a:int d:bool})");
  }
}

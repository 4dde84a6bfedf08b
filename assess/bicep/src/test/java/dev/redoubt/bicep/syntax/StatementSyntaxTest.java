package dev.redoubt.bicep.syntax;

import static dev.redoubt.bicep.syntax.ParsedText.valid;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatementSyntaxTest {

  @Test
  void readsNothing() {
    assertThat(valid("")).isEmpty();
    assertThat(valid("\n\n  // nothing\n/* at\nall */\n")).isEmpty();
  }

  @Test
  void readsScopeAndMetadata() {
    assertThat(valid("targetScope = 'subscription'")).isEqualTo("(targetScope \"subscription\")");
    assertThat(valid("metadata a = {\n  b: 1\n}")).isEqualTo("(metadata a {\"b\":1})");
  }

  @Test
  void readsParameters() {
    assertThat(valid("param a string")).isEqualTo("(param a string)");
    assertThat(valid("param a string = 'b'")).isEqualTo("(param a string \"b\")");
    assertThat(valid("param a { b: int }? = { b: 1 }"))
        .isEqualTo("(param a (nullable {b:int}) {\"b\":1})");
  }

  @Test
  void readsDecorators_onTheLinesBefore() {
    assertThat(
            valid(
                """
                @description('''
                where''')
                @sys.allowed(['a', 'b'])
                // one

                @secure()
                param a string\
                """))
        .isEqualTo(
            "@description(\"where\") @sys.allowed([\"a\" \"b\"]) @secure() (param a string)");
  }

  @Test
  void readsVariables_withAndWithoutType() {
    assertThat(valid("var a = 1")).isEqualTo("(var a 1)");
    assertThat(valid("@export()\nvar a int[] = [1]"))
        .isEqualTo("@export() (var a (array int) [1])");
  }

  @Test
  void readsFunctions() {
    assertThat(valid("func f() string => 'a'")).isEqualTo("(func f () string \"a\")");
    assertThat(valid("func f(a string, b int?) { c: bool } =>\n  { c: a == b }"))
        .isEqualTo("(func f (a:string b:(nullable int)) {c:bool} {\"c\":(== a b)})");
    assertThat(valid("func f(\n  a string,\n  b int\n) int => b"))
        .isEqualTo("(func f (a:string b:int) int b)");
  }

  @Test
  void readsResources() {
    assertThat(valid("resource a 'T/t@1' = {\n  name: 'x'\n}"))
        .isEqualTo("(resource a \"T/t@1\" {\"name\":\"x\"})");
    assertThat(valid("resource a 'T/t@1' existing = { name: 'x' }"))
        .isEqualTo("(resource a \"T/t@1\" existing {\"name\":\"x\"})");
    assertThat(valid("resource a 'T/t@1' = if (b) {}"))
        .isEqualTo("(resource a \"T/t@1\" (if b {}))");
    assertThat(valid("resource a 'T/t@1' =\n\n  if (\n    b\n  ) {}"))
        .isEqualTo("(resource a \"T/t@1\" (if b {}))");
    assertThat(valid("@batchSize(1)\nresource a 'T/t@1' = [for (b, i) in c: if (b) {\n}]"))
        .isEqualTo("@batchSize(1) (resource a \"T/t@1\" (for b,i c (if b {})))");
    assertThat(valid("resource a '${b}@1' = {}")).isEqualTo("(resource a \"${b}@1\" {})");
  }

  @Test
  void readsNestedResources_amongProperties() {
    assertThat(
            valid(
                """
                resource a 'T/t@1' = {
                  name: 'x'
                  @description('inner')
                  resource b 'u' existing = {
                    name: 'y'
                    resource c 'v' = [for d in e: {
                      resource: d
                    }]
                  }
                  resource: 'a property'
                }\
                """))
        .isEqualTo(
            "(resource a \"T/t@1\" {\"name\":\"x\" @description(\"inner\") (resource b \"u\""
                + " existing {\"name\":\"y\" (resource c \"v\" (for d e {\"resource\":d}))})"
                + " \"resource\":\"a property\"})");
  }

  @Test
  void readsComments_betweenAllTokens() {
    assertThat(
            valid(
                """
                resource/*
                */a/**/'T/t@1'/**/existing/**/=/**/if/**/(/**/b/**/)/**/{
                  resource /* c */ d /**/ 'u' /**/ = {} // e
                }\
                """))
        .isEqualTo("(resource a \"T/t@1\" existing (if b {(resource d \"u\" {})}))");
    assertThat(valid("import /**/ 'a@1'")).isEqualTo("(extension \"a@1\")");
  }

  @Test
  void allowsNestedResources_inBodiesAlone() {
    assertThat(
            ParsedText.template("resource a 'T/t@1' = {\n  p: {\n    resource b 'u' = {}\n  }\n}")
                .problems())
        .isNotEmpty();
    assertThat(valid("resource a 'T/t@1' = if (b) {\n  resource c 'u' = {}\n}"))
        .isEqualTo("(resource a \"T/t@1\" (if b {(resource c \"u\" {})}))");
  }

  @Test
  void readsModulesAndTests() {
    assertThat(valid("module a 'b.bicep' = {\n  params: {}\n}"))
        .isEqualTo("(module a \"b.bicep\" {\"params\":{}})");
    assertThat(valid("module a 'br/public:x:1' = [for b in c: {}]"))
        .isEqualTo("(module a \"br/public:x:1\" (for b c {}))");
    assertThat(valid("module a 'b.bicep' = if (c) {}"))
        .isEqualTo("(module a \"b.bicep\" (if c {}))");
    assertThat(valid("test a 'b.bicep' = {}")).isEqualTo("(test a \"b.bicep\" {})");
  }

  @Test
  void readsOutputsAndAssertions() {
    assertThat(valid("output a string = b.c")).isEqualTo("(output a string (. b c))");
    assertThat(valid("output a string[] = [for b in c: b]"))
        .isEqualTo("(output a (array string) (for b c b))");
    assertThat(valid("assert a = b > 1")).isEqualTo("(assert a (> b 1))");
  }

  @Test
  void readsImports() {
    assertThat(valid("import * as a from 'b.bicep'")).isEqualTo("(import *>a \"b.bicep\")");
    assertThat(valid("import { a, b as c, 'd-e' as f } from 'g.bicep'"))
        .isEqualTo("(import {a>a b>c d-e>f} \"g.bicep\")");
    assertThat(valid("import {\n  a\n  b\n} from 'c.bicep'"))
        .isEqualTo("(import {a>a b>b} \"c.bicep\")");
  }

  @Test
  void readsExtensions_inAllTheirForms() {
    assertThat(valid("extension microsoftGraph")).isEqualTo("(extension microsoftGraph)");
    assertThat(valid("extension 'br:a/b:1' as c")).isEqualTo("(extension \"br:a/b:1\" as c)");
    assertThat(valid("extension k with {\n  a: 1\n} as c"))
        .isEqualTo("(extension k {\"a\":1} as c)");
    assertThat(valid("provider 'k@1' with {} as c")).isEqualTo("(extension \"k@1\" {} as c)");
    assertThat(valid("import 'k@1' as c")).isEqualTo("(extension \"k@1\" as c)");
  }

  @Test
  void readsParameterFiles() {
    ParsedText parsed =
        ParsedText.parameters(
            """
            using 'main.bicep' with { mode: 'stack' }
            extends 'base.bicepparam'
            import { a } from 'b.bicep'
            type t = string
            var b t = readEnvironmentVariable('B')
            @description('one')
            param c = {
              d: b
            }
            extensionConfig k with { e: 1 }
            """);
    assertThat(parsed.problems()).isEmpty();
    assertThat(parsed.printed())
        .isEqualTo(
            """
            (using "main.bicep" {"mode":"stack"})
            (extends "base.bicepparam")
            (import {a>a} "b.bicep")
            (type t string)
            (var b t (call readEnvironmentVariable "B"))
            @description("one") (param= c {"d":b})
            (extensionConfig k {"e":1})\
            """);
    assertThat(ParsedText.parameters("using none").printed()).isEqualTo("(using none)");
  }

  @Test
  void refusesStatementsOfTheOtherKindOfFile() {
    assertThat(ParsedText.parameters("param a = 1\nresource b 'T/t@1' = {\n}\nparam c = 2"))
        .satisfies(
            parsed -> {
              assertThat(parsed.problems())
                  .containsExactly("2:1 `resource` is not valid in a parameter file");
              assertThat(parsed.printed()).isEqualTo("(param= a 1)\n(param= c 2)");
            });
    assertThat(ParsedText.parameters("func f() int => 1").problems())
        .containsExactly("1:1 `func` is not valid in a parameter file");
    assertThat(ParsedText.template("using 'main.bicep'").problems())
        .containsExactly("1:1 `using` is not valid in a Bicep file");
  }

  @Test
  void readsEveryLineEnd_andSkipsDirectives() {
    assertThat(valid("var a = 1\r\nvar b = 2\rvar c = 3\n"))
        .isEqualTo("(var a 1)\n(var b 2)\n(var c 3)");
    assertThat(
            valid(
                """
                #disable-diagnostics BCP001 no-unused-params
                #disable-next-line BCP081 // why
                resource a 'T/t@1' = {
                  #disable-next-line BCP037
                  b: [
                    #disable-next-line BCP038
                    1
                  ]
                }
                #restore-diagnostics BCP001
                """))
        .isEqualTo("(resource a \"T/t@1\" {\"b\":[1]})");
  }

  @Test
  void warnsOfADirectiveWithoutCode_andRefusesOneThatIsNotFirst() {
    assertThat(ParsedText.template("#disable-next-line\nvar a = 1").problems())
        .containsExactly(
            "1:1 `#disable-next-line` requires at least one diagnostic code, such as `BCP081`");
    assertThat(ParsedText.template("/* a */ #disable-next-line BCP081\nvar a = 1").problems())
        .containsExactly("1:9 unrecognized character `#`");
    assertThat(ParsedText.template("var a = 1 #disable-next-line BCP081").problems()).hasSize(1);
  }
}

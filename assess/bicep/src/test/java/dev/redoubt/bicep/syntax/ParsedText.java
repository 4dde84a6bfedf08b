package dev.redoubt.bicep.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import java.util.ArrayList;
import java.util.List;

/// A parsed text and its problems, as `line:column message`.
record ParsedText(BicepFile file, List<String> problems) {

  static ParsedText template(String text) {
    return of(text, BicepFile.Kind.TEMPLATE);
  }

  static ParsedText parameters(String text) {
    return of(text, BicepFile.Kind.PARAMETERS);
  }

  private static ParsedText of(String text, BicepFile.Kind kind) {
    List<Problem> problems = new ArrayList<>();
    BicepFile file = BicepParser.parse(text, kind, 1, problems);
    return new ParsedText(
        file,
        problems.stream().map(problem -> at(problem.origin()) + " " + problem.message()).toList());
  }

  /// The tree of a text without problems.
  static String valid(String text) {
    ParsedText parsed = template(text);
    assertThat(parsed.problems()).as(text).isEmpty();
    return parsed.printed();
  }

  /// The tree of an expression without problems.
  static String expression(String text) {
    return SyntaxTreePrinter.of(variable(text).value());
  }

  /// The tree of a type without problems.
  static String type(String text) {
    ParsedText parsed = template("type t = " + text);
    assertThat(parsed.problems()).as(text).isEmpty();
    return SyntaxTreePrinter.of(
        ((Statement.TypeAlias) parsed.file().statements().getFirst()).type());
  }

  /// `var x =` and a text, which must be a valid expression.
  static Statement.Variable variable(String text) {
    ParsedText parsed = template("var x = " + text);
    assertThat(parsed.problems()).as(text).isEmpty();
    assertThat(parsed.file().statements()).as(text).hasSize(1);
    return (Statement.Variable) parsed.file().statements().getFirst();
  }

  String printed() {
    return SyntaxTreePrinter.of(file);
  }

  static String at(Origin origin) {
    return origin.line() + ":" + origin.column();
  }
}

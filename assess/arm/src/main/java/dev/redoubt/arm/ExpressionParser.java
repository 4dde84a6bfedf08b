package dev.redoubt.arm;

import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import dev.redoubt.template.syntax.TemplateExpression;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Parses the strings of a template: `[...]` is an expression, any other string is text.
///
/// As in Azure's deployment engine, an expression starts with `[`, ends with `]`, and its second
/// character is not `[`. A string from `[[` to `]` is text that starts with one bracket.
///
/// One parser is used per file; it limits the memory that the file's expressions can take. Never
/// throws because of the input: an invalid expression becomes an unknown value, with a problem at
/// its location.
final class ExpressionParser {

  /// Azure accepts 24,576 characters; compilers write more, and nested templates embed scripts.
  static final int MAX_LENGTH = 1 << 20;

  /// The maximum height of an expression tree. Compiled templates reach about 30; the evaluator
  /// walks the tree on the stack.
  static final int MAX_HEIGHT = 256;

  /// The maximum number of calls, literals and property accesses in one file. The largest public
  /// templates have some 100,000; a file of 64 MB could contain 30 million.
  static final int MAX_NODES = 4_000_000;

  private final List<Problem> problems;
  private final int maxNodes;
  private int nodesLeft;

  /// @param problems receives the errors and warnings
  ExpressionParser(List<Problem> problems) {
    this(problems, MAX_NODES);
  }

  /// @param maxNodes at most [#MAX_NODES]
  ExpressionParser(List<Problem> problems, int maxNodes) {
    this.problems = problems;
    this.maxNodes = maxNodes;
    this.nodesLeft = maxNodes;
  }

  /// Whether the deployment engine evaluates a string.
  static boolean isExpression(String text) {
    return text.length() >= 2
        && text.charAt(0) == '['
        && text.charAt(text.length() - 1) == ']'
        && text.charAt(1) != '[';
  }

  /// Whether a string is text that starts with an escaped bracket.
  static boolean isEscaped(String text) {
    return text.startsWith("[[") && text.endsWith("]");
  }

  /// Parses a string of the template; returns a literal if there is nothing to evaluate.
  TemplateExpression parse(StringValue string) {
    String text = string.text();
    if (isEscaped(text)) {
      return new TemplateExpression.Literal(
          new StringValue(text.substring(1), string.packedOrigin()));
    }
    return isExpression(text) ? evaluated(string) : literal(string);
  }

  /// The value is the string itself, unless it contains a token.
  private static TemplateExpression literal(StringValue string) {
    Value replaced = PipelineToken.replaced(string.text(), string.origin());
    return new TemplateExpression.Literal(replaced instanceof StringValue ? string : replaced);
  }

  private TemplateExpression evaluated(StringValue string) {
    String text = string.text();
    if (text.length() > MAX_LENGTH) {
      return invalid(
          string,
          string.origin(),
          "the expression has %,d characters; the limit is %,d"
              .formatted(text.length(), MAX_LENGTH));
    }
    if (nodesLeft <= 0) {
      return limitExceeded(string);
    }
    try {
      return new Parse(string).whole();
    } catch (SyntaxError error) {
      return invalid(string, error.at, error.message);
    }
  }

  private TemplateExpression invalid(StringValue string, Origin at, String message) {
    problems.add(Problem.error(message + " in the expression `" + excerpt(string) + "`", at));
    UnknownCause cause =
        new UnknownCause(
            UnknownCause.Kind.INVALID_EXPRESSION,
            "the expression `" + excerpt(string) + "` is not valid",
            "a valid expression");
    return new TemplateExpression.Literal(unknown(string, cause));
  }

  private TemplateExpression limitExceeded(StringValue string) {
    if (nodesLeft == 0) {
      nodesLeft = -1;
      problems.add(
          Problem.error(
              "the file has more than %,d expression nodes; the remaining expressions are ignored"
                  .formatted(maxNodes),
              string.origin()));
    }
    UnknownCause cause =
        new UnknownCause(UnknownCause.Kind.LIMIT, "the file has too many expressions", "");
    return new TemplateExpression.Literal(unknown(string, cause));
  }

  private static Unknown unknown(StringValue string, UnknownCause cause) {
    return InvalidValue.value(excerpt(string), cause, string.origin());
  }

  private static String excerpt(StringValue string) {
    String text = string.text();
    String start = text.substring(0, Math.min(text.length(), 200));
    String line = start.replaceAll("\\s+", " ");
    return line.length() <= 60 ? line : line.substring(0, 57) + "...";
  }

  /// A syntax error in an expression; never leaves this class.
  private static final class SyntaxError extends Exception {

    private static final long serialVersionUID = 1L;
    private final transient Origin at;
    private final String message;

    SyntaxError(Origin at, String message) {
      super(message, null, false, false);
      this.at = at;
      this.message = message;
    }
  }

  /// Parses one expression by recursive descent, at most [#MAX_HEIGHT] levels deep.
  private final class Parse {

    private final ExpressionScanner scanner;

    /// The height of the most recently parsed tree.
    private int height;

    Parse(StringValue string) {
      String text = string.text();
      this.scanner = new ExpressionScanner(text, 1, text.length() - 1, string.origin());
    }

    TemplateExpression whole() throws SyntaxError {
      TemplateExpression expression = expression(1);
      scanner.skipSpace();
      if (!scanner.atEnd()) {
        throw expected("the end of the expression");
      }
      return expression;
    }

    private TemplateExpression expression(int depth) throws SyntaxError {
      checkHeight(depth);
      TemplateExpression expression = start(depth);
      int made = height;
      while (true) {
        Origin at = scanner.here();
        if (scanner.accept('.')) {
          boolean safe = scanner.accept('?');
          expression = new TemplateExpression.Member(expression, propertyName(), safe, at);
        } else if (scanner.accept('[')) {
          boolean safe = scanner.accept('?');
          TemplateExpression key = expression(depth + 1);
          made = Math.max(made, height);
          require(']', "`]`");
          expression = new TemplateExpression.Member(expression, key, safe, at);
        } else {
          height = made;
          return expression;
        }
        made++;
        count();
        checkHeight(depth + made);
      }
    }

    private TemplateExpression start(int depth) throws SyntaxError {
      scanner.skipSpace();
      count();
      height = 1;
      char c = scanner.peek();
      if (c == '\'' && !scanner.atEnd()) {
        return literal(string());
      }
      if (c == '-' || c == '+' || (c >= '0' && c <= '9')) {
        return new TemplateExpression.Literal(number());
      }
      if (ExpressionScanner.isWordStart(c)) {
        return call(depth);
      }
      throw expected("a function, a string in single quotes or a number");
    }

    private StringValue string() throws SyntaxError {
      Origin at = scanner.here();
      scanner.next();
      StringBuilder text = new StringBuilder();
      while (true) {
        int start = scanner.position();
        while (!scanner.atEnd() && scanner.peek() != '\'') {
          scanner.nextInLiteral();
        }
        text.append(scanner.since(start));
        if (scanner.atEnd()) {
          throw new SyntaxError(at, "the string has no closing `'`");
        }
        scanner.next();
        if (scanner.atEnd() || scanner.peek() != '\'') {
          return new StringValue(text.toString(), at.packed());
        }
        text.append('\'');
        scanner.next();
      }
    }

    private NumberValue number() throws SyntaxError {
      Origin at = scanner.here();
      int start = scanner.position();
      scanner.next();
      while (!scanner.atEnd() && isNumberPart(scanner.peek())) {
        scanner.next();
      }
      String digits = scanner.since(start);
      try {
        BigDecimal number = new BigDecimal(digits);
        if (NumberValue.isBounded(number)) {
          return new NumberValue(number, at.packed());
        }
      } catch (NumberFormatException _) {
        // reported below
      }
      throw new SyntaxError(at, "`" + digits + "` is not a valid number");
    }

    private static boolean isNumberPart(char c) {
      return (c >= '0' && c <= '9') || c == '.' || Character.isLetter(c);
    }

    private String word() {
      int start = scanner.position();
      while (!scanner.atEnd() && ExpressionScanner.isWordPart(scanner.peek())) {
        scanner.next();
      }
      return scanner.since(start);
    }

    private TemplateExpression propertyName() throws SyntaxError {
      scanner.skipSpace();
      Origin at = scanner.here();
      String name = word();
      if (name.isEmpty()) {
        throw expected("a property name after `.`");
      }
      return new TemplateExpression.Literal(new StringValue(name, at.packed()));
    }

    private TemplateExpression call(int depth) throws SyntaxError {
      Origin at = scanner.here();
      String name = word();
      if (scanner.accept('.')) {
        scanner.skipSpace();
        String function = word();
        if (function.isEmpty()) {
          throw expected("a function name after `" + name + ".`");
        }
        String full = name + "." + function;
        require('(', "`(` after `" + full + "`");
        return new TemplateExpression.UserCall(name, function, arguments(full, depth), at);
      }
      require('(', "`(` after `" + name + "`");
      List<TemplateExpression> arguments = arguments(name, depth);
      return name.toLowerCase(Locale.ROOT).equals("lambda")
          ? lambda(arguments, at)
          : new TemplateExpression.Call(name, arguments, at);
    }

    /// Parses the arguments of a call, after its opening bracket.
    private List<TemplateExpression> arguments(String function, int depth) throws SyntaxError {
      List<TemplateExpression> arguments = new ArrayList<>();
      int highest = 0;
      if (!scanner.accept(')')) {
        do {
          arguments.add(expression(depth + 1));
          highest = Math.max(highest, height);
        } while (scanner.accept(','));
        require(')', "`,` or `)` after argument " + arguments.size() + " of `" + function + "`");
      }
      height = highest + 1;
      return arguments;
    }

    private TemplateExpression lambda(List<TemplateExpression> arguments, Origin at)
        throws SyntaxError {
      if (arguments.isEmpty()) {
        throw new SyntaxError(at, "`lambda` requires parameter names and a body");
      }
      List<String> parameters = new ArrayList<>();
      for (TemplateExpression argument : arguments.subList(0, arguments.size() - 1)) {
        if (argument.literalText() == null) {
          throw new SyntaxError(argument.origin(), "a parameter name of `lambda` must be a string");
        }
        parameters.add(argument.literalText());
      }
      return new TemplateExpression.Lambda(parameters, arguments.getLast(), at);
    }

    private void require(char c, String what) throws SyntaxError {
      if (!scanner.accept(c)) {
        throw expected(what);
      }
    }

    private SyntaxError expected(String what) {
      scanner.skipSpace();
      return new SyntaxError(
          scanner.here(), "expected " + what + ", but found " + scanner.found() + ",");
    }

    private void checkHeight(int reached) throws SyntaxError {
      if (reached > MAX_HEIGHT) {
        throw new SyntaxError(
            scanner.here(),
            "more than %d nested calls and property accesses".formatted(MAX_HEIGHT));
      }
    }

    private void count() throws SyntaxError {
      if (--nodesLeft <= 0) {
        nodesLeft = 0;
        throw new SyntaxError(
            scanner.here(), "the file has more than %,d expression nodes".formatted(maxNodes));
      }
    }
  }

  /// Whether a value is a string that the deployment engine evaluates.
  static boolean isExpression(Value value) {
    return value instanceof StringValue string && isExpression(string.text());
  }
}

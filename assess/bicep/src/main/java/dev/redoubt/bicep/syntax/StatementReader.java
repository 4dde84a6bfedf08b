package dev.redoubt.bicep.syntax;

import dev.redoubt.bicep.syntax.ParserState.SyntaxException;
import dev.redoubt.estate.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Parses statements. A statement with a valid keyword is kept even if parts of it are missing.
final class StatementReader {

  /// The keywords of a Bicep file. `provider` is the former name of `extension`.
  static final Set<String> TEMPLATE_KEYWORDS =
      Set.of(
          "targetScope",
          "metadata",
          "type",
          "param",
          "var",
          "func",
          "resource",
          "output",
          "module",
          "test",
          "import",
          "extension",
          "provider",
          "assert");

  /// The keywords of a parameter file.
  static final Set<String> PARAMETERS_KEYWORDS =
      Set.of("using", "extends", "param", "var", "type", "import", "extension", "extensionConfig");

  private final ParserState parsing;
  private final Lexer tokens;
  private final BicepFile.Kind kind;
  private final ExpressionReader expressions;
  private final TypeReader types;
  private final ObjectReader objects;
  private final ImportReader imports;
  private final ResourceReader resources;

  /// Whether the previous statement had an error.
  private boolean afterError;

  StatementReader(ParserState parsing, BicepFile.Kind kind) {
    this.parsing = parsing;
    this.tokens = parsing.tokens;
    this.kind = kind;
    this.expressions = new ExpressionReader(parsing);
    this.types = new TypeReader(parsing, expressions);
    this.objects = expressions.literals().objects();
    this.imports = new ImportReader(parsing, expressions);
    this.resources = new ResourceReader(parsing, expressions);
  }

  /// All statements of the file.
  List<Statement> statements() {
    List<Statement> statements = new ArrayList<>();
    tokens.advance();
    while (tokens.kind != TokenKind.END_OF_FILE) {
      if (!parsing.accept(TokenKind.NEW_LINE)) {
        int errors = parsing.errorCount();
        parsing.beginStatement();
        Statement statement = statement();
        afterError = parsing.errorCount() > errors;
        if (statement != null) {
          statements.add(statement);
        }
      }
    }
    return statements;
  }

  private @Nullable Statement statement() {
    List<Decorator> decorators = objects.decorators().decorators(1);
    Statement statement = null;
    if (tokens.kind == TokenKind.IDENTIFIER) {
      statement =
          switch (kind) {
            case TEMPLATE -> ofTemplate(tokens.name(), decorators);
            case PARAMETERS -> ofParameters(tokens.name(), decorators);
          };
    }
    if (statement == null) {
      skipToStatement(decorators);
    } else if (!tokens.firstOnLine && !parsing.atEndOfStatement()) {
      parsing.reportExpected("a new line after the statement");
      parsing.skipFrom(0);
    }
    return statement;
  }

  /// Skips text that is not a statement, with the lines that follow it: a file with one closing
  /// bracket too many has many such lines.
  private void skipToStatement(List<Decorator> decorators) {
    boolean other =
        tokens.kind == TokenKind.IDENTIFIER
            && (TEMPLATE_KEYWORDS.contains(tokens.name())
                || PARAMETERS_KEYWORDS.contains(tokens.name()));
    if (other) {
      String which = kind == BicepFile.Kind.TEMPLATE ? "Bicep file" : "parameter file";
      parsing.report("`" + tokens.name() + "` is not valid in a " + which, parsing.here());
    } else if (decorators.isEmpty() && !continuesError()) {
      parsing.reportExpected("a declaration, such as `param`");
    } else if (!decorators.isEmpty()) {
      parsing.reportExpected("a declaration, such as `param`, after the decorator");
    }
    do {
      if (tokens.kind != TokenKind.NEW_LINE) {
        tokens.advance();
        parsing.skipFrom(0);
      }
      parsing.skipNewLine();
    } while (!other && !beginsAnew());
  }

  /// Whether a line continues a statement that was cut off by an error.
  private boolean continuesError() {
    return afterError
        && (tokens.tokenColumn > 1
            || tokens.kind == TokenKind.RIGHT_BRACE
            || tokens.kind == TokenKind.RIGHT_SQUARE);
  }

  /// Whether skipping ends here: at a statement, or at a line that looks like one.
  private boolean beginsAnew() {
    return tokens.kind == TokenKind.END_OF_FILE
        || (tokens.kind == TokenKind.IDENTIFIER && tokens.tokenColumn == 1)
        || parsing.beginsStatement();
  }

  private @Nullable Statement ofTemplate(String keyword, List<Decorator> decorators) {
    Origin at = parsing.here();
    return switch (keyword) {
      case "targetScope" -> {
        tokens.advance();
        yield new Statement.TargetScope(decorators, value("`targetScope`"), at);
      }
      case "metadata" -> {
        Identifier name = name("metadata");
        yield new Statement.Metadata(decorators, name, value("the name"), at);
      }
      case "param" -> parameter(decorators, at);
      case "var" -> variable(decorators, at);
      case "type" -> typeAlias(decorators, at);
      case "func" -> function(decorators, at);
      case "resource" -> resources.resource(decorators, 1);
      case "module" -> resources.module(decorators, at);
      case "test" -> resources.test(decorators, at);
      case "output" -> output(decorators, at);
      case "assert" -> {
        Identifier name = name("the assertion");
        yield new Statement.Assert(decorators, name, value("the name of the assertion"), at);
      }
      case "import" -> imports.importOrExtension(decorators, at);
      case "extension", "provider" -> imports.extension(decorators, at);
      default -> null;
    };
  }

  private @Nullable Statement ofParameters(String keyword, List<Decorator> decorators) {
    Origin at = parsing.here();
    return switch (keyword) {
      case "using" -> imports.using(decorators, at);
      case "extends" -> imports.extending(decorators, at);
      case "param" -> {
        Identifier name = name("the parameter");
        BicepExpression value = value("the name of the parameter");
        yield new Statement.ParameterAssignment(decorators, name, value, at);
      }
      case "var" -> variable(decorators, at);
      case "type" -> typeAlias(decorators, at);
      case "import" -> imports.importing(decorators, at);
      case "extension" -> imports.extension(decorators, at);
      case "extensionConfig" -> imports.extensionConfiguration(decorators, at);
      default -> null;
    };
  }

  /// The name after a keyword.
  private Identifier name(String what) {
    tokens.advance();
    return parsing.identifier("the name of " + what);
  }

  /// `=` and the value after it.
  ///
  /// @param what the construct before the `=`, for the message
  private BicepExpression value(String what) {
    Origin at = parsing.here();
    if (!parsing.accept(TokenKind.ASSIGNMENT)) {
      parsing.reportExpected("`=` after " + what);
      parsing.skipFrom(0);
      return new BicepExpression.Missing(at);
    }
    return expressions.orMissing(1, 0);
  }

  private BicepType type(boolean typeOptional) {
    Origin at = parsing.here();
    try {
      return types.declared(typeOptional);
    } catch (SyntaxException _) {
      if (tokens.kind != TokenKind.ASSIGNMENT) {
        parsing.skipFrom(0);
      }
      return new BicepType.Missing(at);
    }
  }

  private Statement parameter(List<Decorator> decorators, Origin at) {
    Identifier name = name("the parameter");
    BicepType type = type(false);
    if (parsing.atEndOfStatement()) {
      return new Statement.Parameter(decorators, name, type, null, at);
    }
    BicepExpression value = value("the type of the parameter, or a new line");
    return new Statement.Parameter(decorators, name, type, value, at);
  }

  private Statement variable(List<Decorator> decorators, Origin at) {
    Identifier name = name("the variable");
    boolean typed = !parsing.at(TokenKind.ASSIGNMENT) && !parsing.atEndOfStatement();
    BicepType type = typed ? type(false) : null;
    return new Statement.Variable(decorators, name, type, value("the name of the variable"), at);
  }

  private Statement typeAlias(List<Decorator> decorators, Origin at) {
    Identifier name = name("the type");
    Origin place = parsing.here();
    if (parsing.accept(TokenKind.ASSIGNMENT)) {
      return new Statement.TypeAlias(decorators, name, type(false), at);
    }
    parsing.reportExpected("`=` after the name of the type");
    parsing.skipFrom(0);
    return new Statement.TypeAlias(decorators, name, new BicepType.Missing(place), at);
  }

  private Statement output(List<Decorator> decorators, Origin at) {
    Identifier name = name("the output");
    BicepType type = type(true);
    return new Statement.Output(decorators, name, type, value("the type of the output"), at);
  }

  private Statement function(List<Decorator> decorators, Origin at) {
    Identifier name = name("the function");
    List<Statement.FunctionParameter> parameters = new ArrayList<>();
    BicepType result = new BicepType.Missing(at);
    BicepExpression body = new BicepExpression.Missing(at);
    try {
      functionParameters(parameters);
      result = types.declared(false);
      body = expressions.literals().body(1);
    } catch (SyntaxException _) {
      parsing.skipFrom(0);
    }
    return new Statement.Function(decorators, name, parameters, result, body, at);
  }

  private void functionParameters(List<Statement.FunctionParameter> parameters)
      throws SyntaxException {
    if (tokens.kind != TokenKind.LEFT_PARENTHESIS) {
      throw parsing.expected("`(` after the name of the function");
    }
    parsing.open(TokenKind.RIGHT_PARENTHESIS);
    parsing.skipNewLine();
    while (tokens.kind != TokenKind.RIGHT_PARENTHESIS) {
      Identifier name = parsing.identifier("the name of a parameter of the function");
      parameters.add(new Statement.FunctionParameter(name, types.declared(false)));
      parsing.skipNewLine();
      if (!parsing.accept(TokenKind.COMMA)) {
        break;
      }
      parsing.skipNewLine();
    }
    parsing.close(TokenKind.RIGHT_PARENTHESIS, "`,` or `)` after the parameter of the function");
  }
}

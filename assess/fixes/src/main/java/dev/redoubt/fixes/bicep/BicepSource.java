package dev.redoubt.fixes.bicep;

import dev.redoubt.bicep.syntax.BicepExpression;
import dev.redoubt.bicep.syntax.BicepExpression.ObjectLiteral;
import dev.redoubt.bicep.syntax.BicepFile;
import dev.redoubt.bicep.syntax.BicepParser;
import dev.redoubt.bicep.syntax.BicepType;
import dev.redoubt.bicep.syntax.Identifier;
import dev.redoubt.bicep.syntax.Statement;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.ResourceType;
import dev.redoubt.fixes.edit.SourceText;
import dev.redoubt.fixes.edit.TextEdit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A Bicep file: its resources, and where names are used.
final class BicepSource {

  private final SourceText source;
  private final BicepFile tree;
  private final BicepRanges ranges;
  private final boolean valid;
  private final List<Declaration> declarations = new ArrayList<>();

  BicepSource(SourceText source, BicepFile.Kind kind, int file) {
    List<Problem> problems = new ArrayList<>();
    this.source = source;
    this.tree = BicepParser.parse(source.text(), kind, file, problems);
    this.ranges = new BicepRanges(source);
    this.valid = problems.stream().noneMatch(each -> each.severity() == Problem.Severity.ERROR);
    if (valid) {
      index();
    }
  }

  private void index() {
    for (Statement statement : tree.statements()) {
      if (statement instanceof Statement.Resource resource) {
        add(resource, List.of(), declarations);
      }
    }
  }

  /// A resource, with the resources that it is nested in, outermost first.
  ///
  /// @param body null if the declaration has no object
  record Declaration(
      BicepSource file,
      Statement.Resource statement,
      List<Declaration> outer,
      @Nullable ObjectLiteral body,
      BicepExpression.@Nullable For loop,
      BicepExpression.@Nullable If condition) {

    /// The expression for the resource: `account`, `account::deployment`.
    String symbol() {
      StringBuilder symbol = new StringBuilder();
      outer.forEach(each -> symbol.append(each.statement.name().text()).append("::"));
      return symbol.append(statement.name().text()).toString();
    }

    /// Whether this declares a resource of a type. The type of a nested resource is written without
    /// that of the outer one.
    boolean isOf(ResourceType type) {
      String own = statement.type().literalText();
      if (own == null) {
        return false;
      }
      StringBuilder full = new StringBuilder();
      for (Declaration each : outer) {
        String written = each.statement.type().literalText();
        full.append(written == null ? "" : written.split("@", 2)[0]).append('/');
      }
      String name = own.split("@", 2)[0];
      return ResourceType.of(name.contains("/") ? name : full + name).equals(type);
    }

    /// The name as written; null if there is none.
    @Nullable String writtenName() {
      for (BicepExpression.Entry entry :
          body == null ? List.<BicepExpression.Entry>of() : body.entries()) {
        if (entry instanceof BicepExpression.Property property
            && "name".equals(property.literalName())) {
          TextRange range = file.ranges().value(property);
          return file.source().slice(range.start(), range.end());
        }
      }
      return null;
    }

    /// Whether it certainly declares one resource.
    boolean isSingle() {
      return loop == null
          && condition == null
          && outer.stream().allMatch(each -> each.loop == null && each.condition == null);
    }

    /// The statement of the file that contains the declaration.
    Statement.Resource top() {
      return outer.isEmpty() ? statement : outer.getFirst().statement;
    }
  }

  /// Whether the file has no syntax error; one with an error is not changed.
  boolean isValid() {
    return valid;
  }

  /// Whether this assigns parameters of a template.
  boolean isParameterFile() {
    return tree.kind() == BicepFile.Kind.PARAMETERS;
  }

  SourceText source() {
    return source;
  }

  String name() {
    return source.name();
  }

  List<Statement> statements() {
    return tree.statements();
  }

  /// The innermost resource at a location; null if there is none.
  @Nullable Declaration declarationAt(Origin origin) {
    int index = source.index(origin);
    return declarations().stream()
        .filter(each -> ranges.statement(each.statement()).contains(index))
        .max(Comparator.comparingInt(each -> ranges.statement(each.statement()).start()))
        .orElse(null);
  }

  List<Declaration> declarations() {
    return declarations;
  }

  private void add(Statement.Resource resource, List<Declaration> outer, List<Declaration> found) {
    BicepExpression body = resource.body();
    BicepExpression.For loop = body instanceof BicepExpression.For each ? each : null;
    if (loop != null) {
      body = loop.body();
    }
    BicepExpression.If condition = body instanceof BicepExpression.If each ? each : null;
    if (condition != null) {
      body = condition.body();
    }
    ObjectLiteral object = body instanceof ObjectLiteral literal ? literal : null;
    Declaration declaration = new Declaration(this, resource, outer, object, loop, condition);
    found.add(declaration);
    if (object == null) {
      return;
    }
    List<Declaration> inner = new ArrayList<>(outer);
    inner.add(declaration);
    for (BicepExpression.Entry entry : object.entries()) {
      if (entry instanceof BicepExpression.NestedResource(var nested)) {
        add(nested, inner, found);
      }
    }
  }

  /// The ranges of the parts of the file.
  BicepRanges ranges() {
    return ranges;
  }

  /// How many times a name occurs as an identifier.
  int uses(String name) {
    return ranges.places(name).size();
  }

  /// Whether a name, apart from its declaration, is only the value of properties of one name. With
  /// another value it then means the same for all of them.
  boolean isUsedOnlyFor(String name, String property) {
    List<BicepRanges.Place> places = ranges.places(name);
    return places.stream().filter(each -> each.property().equals(property)).count()
        == places.size() - 1;
  }

  /// Whether an index is that of the name in its declaration.
  boolean isDeclaration(String name, int index) {
    return statements().stream()
        .anyMatch(
            each ->
                switch (each) {
                  case Statement.Parameter parameter -> isAt(parameter.name(), name, index);
                  case Statement.Variable variable -> isAt(variable.name(), name, index);
                  default -> false;
                });
  }

  private boolean isAt(Identifier declared, String name, int index) {
    return declared.text().equals(name) && source.index(declared.origin()) == index;
  }

  /// Whether the file has a text parameter of this name.
  boolean declaresText(String name) {
    return statements().stream()
        .anyMatch(
            each ->
                each instanceof Statement.Parameter parameter
                    && parameter.name().text().equals(name)
                    && isText(parameter.type()));
  }

  /// Whether a type is `string`, or a set of texts.
  private static boolean isText(@Nullable BicepType type) {
    return switch (type) {
      case BicepType.Named(var name, _) -> name.equals("string");
      case BicepType.StringLiteral _ -> true;
      case BicepType.Union(var members, _) -> members.stream().allMatch(BicepSource::isText);
      case null, default -> false;
    };
  }

  /// A blank line between statements that are added at an index and the next statement; null if
  /// there is one.
  @Nullable TextEdit blankLineAfter(int index) {
    int next = source.nextLine(index);
    boolean isBlank =
        index == source.start()
            || next >= source.text().length()
            || source.slice(next, source.nextLine(next)).isBlank();
    return isBlank ? null : new TextEdit(name(), next, next, source.lineEnd(), "");
  }
}

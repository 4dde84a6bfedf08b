package dev.redoubt.fixes.bicep;

import dev.redoubt.bicep.syntax.BicepExpression;
import dev.redoubt.bicep.syntax.Decorator;
import dev.redoubt.bicep.syntax.Statement;
import dev.redoubt.fixes.edit.TextEdit;
import dev.redoubt.fixes.json.JsonParameters;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds where the value of a name is defined: the variable; the parameter file or the callers that
/// assign a parameter; its default.
final class ValueDefinitions {

  private final BicepFiles files;

  ValueDefinitions(BicepFiles files) {
    this.files = files;
  }

  /// A value in a file.
  ///
  /// @param name what the value defines: `param allowPublicAccess bool`, `publicNetworkAccess`
  /// @param value never a name that is defined in turn
  /// @param isStatement whether the name is that of a statement rather than of a property
  /// @param where the object with the property: `module data.params`; empty for a statement
  /// @param json the JSON parameter file that has the value; null if a Bicep file has it
  record Definition(
      BicepSource file,
      String name,
      BicepExpression value,
      TextRange range,
      boolean isStatement,
      String where,
      @Nullable JsonParameters json) {

    /// The definition of a statement.
    Definition(BicepSource file, String name, BicepExpression value, TextRange range) {
      this(file, name, value, range, true, "", null);
    }

    /// The change to another value.
    ///
    /// @param text a text or boolean in Bicep
    TextEdit change(String text) {
      if (json == null) {
        return new TextEdit(file.name(), range.start(), range.end(), text, shown(text), where);
      }
      String literal =
          text.startsWith("'") ? JsonParameters.quoted(text.substring(1, text.length() - 1)) : text;
      return json.change(name, literal);
    }

    private boolean isInTemplate() {
      return json == null && !file.isParameterFile();
    }

    /// The file and place, as one text.
    String place() {
      return json == null ? file.name() + ":" + range.start() : json.name() + ":" + name;
    }

    /// Whether it certainly is the empty text.
    boolean isEmptyText() {
      return json == null
          ? value instanceof BicepExpression.StringLiteral(var text, _) && text.isEmpty()
          : json.assignsEmptyText(name);
    }

    /// The definition with another value, as a person would write it.
    String shown(String text) {
      return name + (isStatement ? " = " : ": ") + text;
    }
  }

  /// The definitions of an expression; empty if it is not a name, or the definition is unknown.
  List<Definition> of(BicepExpression expression, BicepSource file) {
    Search search = new Search();
    return expression instanceof BicepExpression.Name(var name, _) && search.find(name, file)
        ? search.found
        : List.of();
  }

  /// Whether the parameters that pass the value of an expression on accept another value.
  ///
  /// @param text a text or boolean in Bicep
  boolean accepts(BicepExpression expression, BicepSource file, String text) {
    Search search = new Search();
    return expression instanceof BicepExpression.Name(var name, _)
        && search.find(name, file)
        && search.allowed.stream().allMatch(each -> each.contains(text));
  }

  /// The definitions of an expression; empty if one is unknown, or in a parameter file, which
  /// cannot refer to the parameters and resources of a template.
  List<Definition> changeable(BicepExpression expression, BicepSource file) {
    List<Definition> found = of(expression, file);
    return found.stream().allMatch(Definition::isInTemplate) ? found : List.of();
  }

  /// Whether an expression is a union whose last object, which decides, can be changed.
  boolean isUnion(BicepExpression.Call call, BicepSource file) {
    return call.function().equals("union")
        && !call.arguments().isEmpty()
        && isObject(call.arguments().getLast(), file);
  }

  /// Whether an expression is an object that can be changed.
  boolean isObject(BicepExpression expression, BicepSource file) {
    List<Definition> found = changeable(expression, file);
    return expression instanceof BicepExpression.ObjectLiteral
        || (!found.isEmpty()
            && found.stream()
                .allMatch(each -> each.value() instanceof BicepExpression.ObjectLiteral));
  }

  /// Whether the definitions of an expression are objects, arrays or unions that can be changed.
  boolean isChangeable(BicepExpression expression, BicepSource file) {
    List<Definition> found = changeable(expression, file);
    return !found.isEmpty()
        && found.stream()
            .allMatch(
                each ->
                    switch (each.value()) {
                      case BicepExpression.ObjectLiteral _, BicepExpression.ArrayLiteral _ -> true;
                      case BicepExpression.Call call -> isUnion(call, each.file());
                      default -> false;
                    });
  }

  /// A search for the definitions of one name.
  private final class Search {

    private final List<Definition> found = new ArrayList<>();
    private final Set<String> visited = new HashSet<>();

    /// The values that each parameter on the way accepts.
    private final List<Set<String>> allowed = new ArrayList<>();

    /// Adds the definitions of a name; false if one is unknown.
    boolean find(String name, BicepSource file) {
      if (!visited.add(file.name() + "\n" + name)) {
        return true;
      }
      for (Statement statement : file.statements()) {
        if (statement instanceof Statement.Variable variable
            && variable.name().text().equals(name)) {
          TextRange range = file.ranges().assigned(variable);
          return range != null && add(new Definition(file, "var " + name, variable.value(), range));
        }
        if (statement instanceof Statement.Parameter parameter
            && parameter.name().text().equals(name)) {
          return parameter(parameter, file);
        }
      }
      return false;
    }

    private boolean add(Definition definition) {
      if (definition.value() instanceof BicepExpression.Name(var name, _)
          && find(name, definition.file())) {
        return true;
      }
      found.add(definition);
      return true;
    }

    private boolean parameter(Statement.Parameter parameter, BicepSource file) {
      String name = parameter.name().text();
      allowed(parameter);
      boolean isDefault = false;
      List<BicepFiles.Caller> callers = files.callers(file);
      for (BicepFiles.Caller caller : callers) {
        BicepExpression.Property passed = passed(caller, name);
        if (passed == null) {
          isDefault = true;
        } else {
          TextRange range = caller.file().ranges().value(passed);
          String where = TextEdit.MODULE + caller.module().name().text() + ".params";
          add(new Definition(caller.file(), name, passed.value(), range, false, where, null));
        }
      }
      List<JsonParameters> json =
          files.jsonParameters(file).stream().filter(each -> each.assigns(name)).toList();
      TextRange here = file.ranges().statement(parameter);
      for (JsonParameters each : json) {
        BicepExpression unknown = new BicepExpression.Missing(parameter.origin());
        found.add(new Definition(file, name, unknown, here, false, "", each));
      }
      List<BicepSource> parameterFiles = files.parameterFiles(file);
      List<BicepFiles.Assignment> assignments = files.assignments(file, name);
      for (BicepFiles.Assignment each : assignments) {
        TextRange range = each.file().ranges().assigned(each.statement());
        if (range != null) {
          found.add(new Definition(each.file(), "param " + name, each.statement().value(), range));
        }
      }
      int assigned = assignments.size() + json.size();
      int deployed = parameterFiles.size() + files.jsonParameters(file).size();
      isDefault |= callers.isEmpty() && assigned < Math.max(1, deployed);
      BicepExpression value = parameter.defaultValue();
      TextRange range = isDefault ? file.ranges().assigned(parameter) : null;
      if (isDefault && value != null && range != null) {
        String declared =
            file.source().slice(file.ranges().statement(parameter).start(), range.start()).strip();
        String shown = declared.substring(0, declared.lastIndexOf('=')).strip();
        return add(new Definition(file, shown, value, range));
      }
      return !isDefault;
    }

    /// Adds the values that `@allowed` lists.
    private void allowed(Statement.Parameter parameter) {
      for (Decorator decorator : parameter.decorators()) {
        if (decorator.name().equals("allowed")
            && decorator.arguments().size() == 1
            && decorator.arguments().getFirst()
                instanceof BicepExpression.ArrayLiteral(var elements, _)) {
          Set<String> values = new HashSet<>();
          for (BicepExpression element : elements) {
            String text = element.literalText();
            if (text != null) {
              values.add("'" + BicepText.escaped(text) + "'");
            }
          }
          allowed.add(values);
        }
      }
    }
  }

  private static BicepExpression.@Nullable Property passed(BicepFiles.Caller caller, String name) {
    if (caller.body() == null
        || !(caller.body().property("params") instanceof BicepExpression.ObjectLiteral params)) {
      return null;
    }
    for (BicepExpression.Entry entry : params.entries()) {
      if (entry instanceof BicepExpression.Property property
          && name.equals(property.literalName())) {
        return property;
      }
    }
    return null;
  }
}

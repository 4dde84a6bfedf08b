package dev.redoubt.fixes.bicep;

import dev.redoubt.bicep.syntax.BicepExpression;
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
final class Definitions {

  private final BicepFiles files;

  Definitions(BicepFiles files) {
    this.files = files;
  }

  /// A value in a file.
  ///
  /// @param name what the value defines: `param allowPublicAccess bool`, `publicNetworkAccess`
  /// @param value never a name that is defined in turn
  /// @param isStatement whether the name is that of a statement rather than of a property
  /// @param json the JSON parameter file that has the value; null if a Bicep file has it
  record Definition(
      BicepSource file,
      String name,
      BicepExpression value,
      BicepSource.Range range,
      boolean isStatement,
      @Nullable JsonParameters json) {

    Definition(
        BicepSource file,
        String name,
        BicepExpression value,
        BicepSource.Range range,
        boolean isStatement) {
      this(file, name, value, range, isStatement, null);
    }

    /// The change to another value.
    ///
    /// @param text a text or boolean in Bicep
    TextEdit change(String text) {
      if (json == null) {
        return new TextEdit(file.name(), range.start(), range.end(), text, shown(text));
      }
      String literal =
          text.startsWith("'") ? JsonParameters.quoted(text.substring(1, text.length() - 1)) : text;
      return json.change(name, literal);
    }

    /// The file and place, as one text.
    String place() {
      return json == null ? file.name() + ":" + range.start() : json.name() + ":" + name;
    }

    /// The definition with another value, as a person would write it.
    String shown(String text) {
      return name + (isStatement ? " = " : ": ") + text;
    }
  }

  /// The definitions of an expression; empty if it is not a name, or the definition is unknown.
  List<Definition> of(BicepExpression expression, BicepSource file) {
    List<Definition> found = new ArrayList<>();
    return expression instanceof BicepExpression.Name(var name, _)
            && find(name, file, found, new HashSet<>())
        ? found
        : List.of();
  }

  /// Adds the definitions of a name; false if one is unknown.
  private boolean find(String name, BicepSource file, List<Definition> found, Set<String> visited) {
    if (!visited.add(file.name() + "\n" + name)) {
      return true;
    }
    for (Statement statement : file.statements()) {
      if (statement instanceof Statement.Variable variable && variable.name().text().equals(name)) {
        BicepSource.Range range = file.assigned(variable);
        return range != null
            && add(
                new Definition(file, "var " + name, variable.value(), range, true), found, visited);
      }
      if (statement instanceof Statement.Parameter parameter
          && parameter.name().text().equals(name)) {
        return parameter(parameter, file, found, visited);
      }
    }
    return false;
  }

  private boolean add(Definition definition, List<Definition> found, Set<String> visited) {
    if (definition.value() instanceof BicepExpression.Name(var name, _)
        && find(name, definition.file(), found, visited)) {
      return true;
    }
    found.add(definition);
    return true;
  }

  private boolean parameter(
      Statement.Parameter parameter,
      BicepSource file,
      List<Definition> found,
      Set<String> visited) {
    String name = parameter.name().text();
    boolean isDefault = false;
    List<BicepFiles.Caller> callers = files.callers(file);
    for (BicepFiles.Caller caller : callers) {
      BicepExpression.Property passed = passed(caller, name);
      if (passed == null) {
        isDefault = true;
      } else {
        BicepSource.Range range = caller.file().value(passed);
        add(new Definition(caller.file(), name, passed.value(), range, false), found, visited);
      }
    }
    List<JsonParameters> json =
        files.jsonParameters(file).stream().filter(each -> each.assigns(name)).toList();
    BicepSource.Range here = file.statementRange(parameter);
    for (JsonParameters each : json) {
      BicepExpression unknown = new BicepExpression.Missing(parameter.origin());
      found.add(new Definition(file, name, unknown, here, false, each));
    }
    List<BicepSource> parameterFiles = files.parameterFiles(file);
    List<BicepFiles.Assignment> assignments = files.assignments(file, name);
    for (BicepFiles.Assignment each : assignments) {
      BicepSource.Range range = each.file().assigned(each.statement());
      if (range != null) {
        found.add(
            new Definition(each.file(), "param " + name, each.statement().value(), range, true));
      }
    }
    int assigned = assignments.size() + json.size();
    int deployed = parameterFiles.size() + files.jsonParameters(file).size();
    isDefault |= callers.isEmpty() && assigned < Math.max(1, deployed);
    BicepExpression value = parameter.defaultValue();
    BicepSource.Range range = isDefault ? file.assigned(parameter) : null;
    if (isDefault && value != null && range != null) {
      String declared =
          file.source().slice(file.statementRange(parameter).start(), range.start()).strip();
      String shown = declared.substring(0, declared.lastIndexOf('=')).strip();
      return add(new Definition(file, shown, value, range, true), found, visited);
    }
    return !isDefault;
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

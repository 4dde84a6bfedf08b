package dev.redoubt.bicep.lowering;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Value;
import dev.redoubt.template.syntax.Template;
import java.util.HashSet;
import java.util.Set;

/// What a file exports, by name, in its exact case. What the names stand for is found in the
/// template: types in its definitions, variables in its variables, functions in its functions.
///
/// @param template what the file is, lowered
/// @param functionNamespace the namespace of its functions in the template
public record Exports(
    Template template,
    Set<String> types,
    Set<String> variables,
    Set<String> functions,
    String functionNamespace) {

  public Exports {
    types = Set.copyOf(types);
    variables = Set.copyOf(variables);
    functions = Set.copyOf(functions);
  }

  /// What a compiled template says that it exports.
  public static Exports of(ObjectValue json, Template template) {
    Set<String> types = new HashSet<>();
    ObjectValue definitions = json.object("definitions");
    for (int i = 0; definitions != null && i < definitions.size(); i++) {
      if (isExported(definitions.valueAt(i))) {
        types.add(definitions.nameAt(i));
      }
    }
    Set<String> variables = new HashSet<>();
    if (json.at("metadata.__bicep_exported_variables!") instanceof ArrayValue array) {
      for (Value each : array) {
        if (each instanceof ObjectValue variable && variable.text("name") != null) {
          variables.add(variable.text("name"));
        }
      }
    }
    Set<String> functions = new HashSet<>();
    if (json.get("functions") instanceof ArrayValue namespaces) {
      for (Value each : namespaces) {
        ObjectValue members =
            each instanceof ObjectValue namespace ? namespace.object("members") : null;
        for (int i = 0; members != null && i < members.size(); i++) {
          if (isExported(members.valueAt(i))) {
            functions.add(members.nameAt(i));
          }
        }
      }
    }
    return new Exports(template, types, variables, functions, "__bicep");
  }

  private static boolean isExported(Value declared) {
    return declared instanceof ObjectValue object
        && object.object("metadata") != null
        && object.object("metadata").get("__bicep_export!") != null;
  }
}

package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.template.syntax.Template;
import java.util.Set;

/// What a file exports, by name, in its exact case. What the names stand for is found in the
/// template: types in its definitions, variables in its variables, functions in its functions.
///
/// @param template what the file is, lowered
/// @param functionNamespace the namespace of its functions in the template
public record FileExports(
    Template template,
    Set<String> types,
    Set<String> variables,
    Set<String> functions,
    String functionNamespace) {

  public FileExports {
    types = Set.copyOf(types);
    variables = Set.copyOf(variables);
    functions = Set.copyOf(functions);
  }
}

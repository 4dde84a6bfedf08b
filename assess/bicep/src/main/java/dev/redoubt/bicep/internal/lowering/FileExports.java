package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.template.syntax.Template;
import java.util.Set;

/// The exports of a file, by case-sensitive name. The exported types are in the definitions of the
/// template, variables in its variables, functions in its functions.
///
/// @param template the lowered file
/// @param functionNamespace the namespace of the functions in the template
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

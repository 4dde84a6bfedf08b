package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Value;
import dev.redoubt.template.syntax.Template;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the exports of a compiled template. The compiler marks exported types and functions in
/// their metadata, and lists exported variables in the metadata of the template.
///
/// An ambiguous name is not exported, as in the compiler. Functions in other namespaces than the
/// compiler's, which only hand-written templates have, are ignored.
public final class CompiledModuleExports {

  /// The namespace in which the compiler puts functions.
  private static final String NAMESPACE = "__bicep";

  private static final BooleanValue MARK = BooleanValue.TRUE;

  private CompiledModuleExports() {}

  /// The exports that a compiled template declares.
  ///
  /// @param json the JSON of the template
  public static FileExports of(ObjectValue json, Template template) {
    Set<String> types = marked(json.object("definitions"));
    Set<String> variables = variables(json, template);
    Set<String> functions = functions(json);
    Set<String> once = new HashSet<>();
    Set<String> shared = new HashSet<>();
    for (Set<String> names : List.of(types, variables, functions)) {
      names.stream().filter(name -> !once.add(name)).forEach(shared::add);
    }
    types.removeAll(shared);
    variables.removeAll(shared);
    functions.removeAll(shared);
    return new FileExports(template, types, variables, functions, NAMESPACE);
  }

  private static Set<String> functions(ObjectValue json) {
    Set<String> names = new HashSet<>();
    if (json.get("functions") instanceof ArrayValue namespaces) {
      for (Value each : namespaces) {
        if (each instanceof ObjectValue namespace
            && NAMESPACE.equals(namespace.text("namespace"))) {
          names.addAll(marked(namespace.object("members")));
        }
      }
    }
    return names;
  }

  private static Set<String> variables(ObjectValue json, Template template) {
    Set<String> names = new HashSet<>();
    if (json.at("metadata.__bicep_exported_variables!") instanceof ArrayValue listed) {
      for (Value each : listed) {
        String name = each instanceof ObjectValue variable ? variable.text("name") : null;
        if (name != null && template.variable(name) != null) {
          names.add(name);
        }
      }
    }
    return names;
  }

  private static Set<String> marked(@Nullable ObjectValue declarations) {
    Set<String> names = new HashSet<>();
    for (int i = 0; declarations != null && i < declarations.size(); i++) {
      if (declarations.valueAt(i) instanceof ObjectValue declared
          && declared.get("metadata") instanceof ObjectValue metadata
          && MARK.equals(metadata.get("__bicep_export!"))) {
        names.add(declarations.nameAt(i));
      }
    }
    return names;
  }
}

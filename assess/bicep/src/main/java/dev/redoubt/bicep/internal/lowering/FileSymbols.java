package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.bicep.syntax.BicepFile;
import dev.redoubt.bicep.syntax.Identifier;
import dev.redoubt.bicep.syntax.Statement;
import dev.redoubt.estate.Problem;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The symbol table of one file.
///
/// @param symbols by case-sensitive name; of duplicate declarations the first is used
record FileSymbols(BicepFile file, Map<String, FileSymbol> symbols) {

  private static final Set<String> NAMESPACES = Set.of("sys", "az");

  /// Collects the symbols of a file.
  ///
  /// @param problems receives errors about duplicate declarations
  static FileSymbols of(BicepFile file, List<Problem> problems) {
    Binder binder = new Binder(problems);
    file.statements().forEach(binder::add);
    return new FileSymbols(file, binder.symbols);
  }

  @Nullable FileSymbol find(String name) {
    return symbols.get(name);
  }

  /// Whether a name is a built-in namespace: `sys` or `az`, unless the file declares that name.
  boolean isNamespace(String name) {
    return NAMESPACES.contains(name) && !symbols.containsKey(name);
  }

  /// Collects declarations.
  private static final class Binder {

    private final Map<String, FileSymbol> symbols = new LinkedHashMap<>();
    private final Map<String, Identifier> outputs = new HashMap<>();
    private final List<Problem> problems;

    Binder(List<Problem> problems) {
      this.problems = problems;
    }

    void add(Statement statement) {
      switch (statement) {
        case Statement.Parameter it -> declare(it.name(), new FileSymbol.Parameter(it));
        case Statement.ParameterAssignment it -> declare(it.name(), new FileSymbol.Assignment(it));
        case Statement.Variable it -> declare(it.name(), new FileSymbol.Variable(it));
        case Statement.Function it -> declare(it.name(), new FileSymbol.Function(it));
        case Statement.TypeAlias it -> declare(it.name(), new FileSymbol.Type(it));
        case Statement.Resource it ->
            declare(it.name(), new FileSymbol.OfResource(new ResourceSymbol(it, null)));
        case Statement.Module it ->
            declare(it.name(), new FileSymbol.OfModule(ModuleSymbol.of(it)));
        case Statement.Import it -> {
          if (it.namespace() != null) {
            declare(it.namespace(), new FileSymbol.Wildcard(it));
          }
          it.symbols()
              .forEach(each -> declare(each.local(), new FileSymbol.Imported(it, each.exported())));
        }
        case Statement.Extension it -> {
          if (it.alias() != null) {
            declare(it.alias(), new FileSymbol.Extension(it));
          }
        }
        case Statement.Extends it -> symbols.putIfAbsent("base", new FileSymbol.Base(it));
        case Statement.Output it -> output(it.name());
        case Statement.TargetScope _,
            Statement.Metadata _,
            Statement.Test _,
            Statement.Assert _,
            Statement.Using _,
            Statement.ExtensionConfiguration _ -> {}
      }
    }

    private void declare(Identifier name, FileSymbol symbol) {
      if (name.isPresent() && symbols.putIfAbsent(name.text(), symbol) != null) {
        problems.add(
            Problem.error(
                "`" + name + "` is declared multiple times; the first declaration is used",
                name.origin()));
      }
    }

    private void output(Identifier name) {
      if (name.isPresent() && outputs.putIfAbsent(name.text(), name) != null) {
        problems.add(
            Problem.error(
                "output `" + name + "` is declared multiple times; the first declaration is used",
                name.origin()));
      }
    }
  }
}

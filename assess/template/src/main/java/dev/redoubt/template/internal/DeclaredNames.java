package dev.redoubt.template.internal;

import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.template.syntax.ResourceDeclaration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds the declared resources of one deployment by what other resources call them. Each table is
/// made when it is first used, so that a template of many resources that refer to each other takes
/// time in proportion to their number.
final class DeclaredNames {

  private final TemplateDeployment deployment;
  private @Nullable Map<String, ResourceDeclaration> symbols;
  private @Nullable Resources resources;

  DeclaredNames(TemplateDeployment deployment) {
    this.deployment = deployment;
  }

  /// The tables of resources; they are kept once all names are computed.
  private record Resources(
      Map<String, List<DeclaredResource>> childSymbols,
      Map<String, List<DeclaredResource>> texts,
      Map<String, List<DeclaredResource>> lastSegments,
      Map<Value, List<DeclaredResource>> unknownNames) {}

  /// Returns the top-level declaration with a symbolic name, the first if there are several, or
  /// null.
  @Nullable ResourceDeclaration declaration(String symbol) {
    Map<String, ResourceDeclaration> known = symbols;
    if (known == null) {
      known = new HashMap<>();
      for (ResourceDeclaration declaration : deployment.template().resources()) {
        if (declaration.symbol() != null) {
          known.putIfAbsent(PropertyName.folded(declaration.symbol()), declaration);
        }
      }
      symbols = known;
    }
    return known.get(PropertyName.folded(symbol));
  }

  /// Returns the nested children with a symbolic name, in order; empty if there are none.
  List<DeclaredResource> childrenOfSymbol(String symbol) {
    return find(resources().childSymbols, PropertyName.folded(symbol));
  }

  /// Returns the resources with a name, or of the copy loop with that name, in order. A nested
  /// child is also found by the last segment of its name, if that is unique.
  List<DeclaredResource> named(String text) {
    String folded = PropertyName.folded(text);
    List<DeclaredResource> found = find(resources().texts, folded);
    List<DeclaredResource> children = find(resources().lastSegments, folded);
    return found.isEmpty() && children.size() == 1 ? children : found;
  }

  /// Returns the resources with an unknown name. Equal unknown names refer to the same resource.
  List<DeclaredResource> named(Unknown name) {
    return find(resources().unknownNames, name);
  }

  private static <K> List<DeclaredResource> find(Map<K, List<DeclaredResource>> table, K name) {
    return table.getOrDefault(name, List.of());
  }

  private Resources resources() {
    Resources known = resources;
    if (known == null) {
      known = new Resources(new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>());
      for (DeclaredResource resource : deployment.searchable()) {
        add(resource, known);
      }
      if (deployment.isDeclared()) {
        resources = known;
      }
    }
    return known;
  }

  private static void add(DeclaredResource resource, Resources tables) {
    ResourceDeclaration declaration = resource.declaration();
    if (resource.parent() != null && declaration.symbol() != null) {
      add(tables.childSymbols, PropertyName.folded(declaration.symbol()), resource);
    }
    String text = PropertyName.folded(resource.key().namesText());
    add(tables.texts, text, resource);
    if (declaration.copy() != null) {
      String loop = PropertyName.folded(declaration.copy().name());
      if (!loop.equals(text)) {
        add(tables.texts, loop, resource);
      }
    }
    String last = resource.key().lastName().text();
    if (last != null) {
      add(tables.lastSegments, PropertyName.folded(last), resource);
    }
    if (resource.key().nameValue() instanceof Unknown name) {
      add(tables.unknownNames, name, resource);
    }
  }

  private static <K> void add(
      Map<K, List<DeclaredResource>> table, K name, DeclaredResource resource) {
    table.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(resource);
  }

  /// Returns the copies with a loop index, of the copies of one symbolic name.
  static List<DeclaredResource> withIndex(List<DeclaredResource> copies, Value index) {
    // the copies of a top-level loop are in the order of their index, unless one has no name
    if (index instanceof NumberValue number
        && number.isInteger()
        && number.integer() >= 0
        && number.integer() < copies.size()) {
      DeclaredResource copy = copies.get((int) number.integer());
      if (copy.parent() == null && index.equals(copy.frame().loopIndex())) {
        return List.of(copy);
      }
    }
    return copies.stream().filter(each -> index.equals(each.frame().loopIndex())).toList();
  }
}

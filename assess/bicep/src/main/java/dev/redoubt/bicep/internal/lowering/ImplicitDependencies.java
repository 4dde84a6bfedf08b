package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.bicep.syntax.BicepExpression;
import dev.redoubt.bicep.syntax.Identifier;
import dev.redoubt.estate.Origin;
import dev.redoubt.template.syntax.TemplateExpression;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the implicit dependencies of a resource or module: the resources and modules that its body
/// references, directly or through variables. A reference to a collection depends on all of its
/// copies.
final class ImplicitDependencies {

  private final FileSymbols binding;
  private final Map<String, Set<String>> ofVariables = new HashMap<>();

  ImplicitDependencies(FileSymbols binding) {
    this.binding = binding;
  }

  /// The symbolic names of the dependencies of a resource.
  List<TemplateExpression> of(ResourceSymbol resource) {
    Set<String> names = new LinkedHashSet<>();
    if (resource.enclosing() != null) {
      names.add(resource.enclosing().symbolicName());
    }
    walk(resource.statement().body(), Set.of(), resource, names);
    names.remove(resource.symbolicName());
    return entries(names, resource.origin());
  }

  /// The symbolic names of the dependencies of a module.
  List<TemplateExpression> of(ModuleSymbol module) {
    Set<String> names = new LinkedHashSet<>();
    walk(module.statement().body(), Set.of(), null, names);
    names.remove(module.name());
    return entries(names, module.origin());
  }

  private static List<TemplateExpression> entries(Set<String> names, Origin at) {
    List<TemplateExpression> entries = new ArrayList<>();
    names.forEach(name -> entries.add(FunctionCalls.text(name, at)));
    return entries;
  }

  private void walk(
      BicepExpression written,
      Set<String> bound,
      @Nullable ResourceSymbol inside,
      Set<String> names) {
    switch (written) {
      case BicepExpression.Name(var text, _) -> name(text, bound, inside, names);
      case BicepExpression.Interpolation it ->
          it.expressions().forEach(each -> walk(each, bound, inside, names));
      case BicepExpression.ArrayLiteral it ->
          it.elements().forEach(each -> walk(each, bound, inside, names));
      case BicepExpression.ObjectLiteral it -> {
        for (BicepExpression.Entry entry : it.entries()) {
          switch (entry) {
            case BicepExpression.Property(var key, var value) -> {
              walk(key, bound, inside, names);
              walk(value, bound, inside, names);
            }
            case BicepExpression.SpreadEntry(var value, _) -> walk(value, bound, inside, names);
            case BicepExpression.NestedResource _ -> {}
          }
        }
      }
      case BicepExpression.Spread(var value, _) -> walk(value, bound, inside, names);
      case BicepExpression.PropertyAccess it -> walk(it.target(), bound, inside, names);
      case BicepExpression.ElementAccess it -> {
        walk(it.target(), bound, inside, names);
        walk(it.index(), bound, inside, names);
      }
      case BicepExpression.ResourceAccess it -> nested(it, bound, inside, names);
      case BicepExpression.Call it ->
          it.arguments().forEach(each -> walk(each, bound, inside, names));
      case BicepExpression.InstanceCall it -> {
        walk(it.target(), bound, inside, names);
        it.arguments().forEach(each -> walk(each, bound, inside, names));
      }
      case BicepExpression.Unary it -> walk(it.operand(), bound, inside, names);
      case BicepExpression.Binary it -> {
        walk(it.left(), bound, inside, names);
        walk(it.right(), bound, inside, names);
      }
      case BicepExpression.Ternary it -> {
        walk(it.condition(), bound, inside, names);
        walk(it.yes(), bound, inside, names);
        walk(it.no(), bound, inside, names);
      }
      case BicepExpression.NonNull(var operand, _) -> walk(operand, bound, inside, names);
      case BicepExpression.Parenthesized(var inner, _) -> walk(inner, bound, inside, names);
      case BicepExpression.Lambda(var parameters, var body, _) ->
          walk(body, with(bound, parameters), inside, names);
      case BicepExpression.For it -> {
        walk(it.source(), bound, inside, names);
        List<Identifier> locals =
            it.index() == null ? List.of(it.item()) : List.of(it.item(), it.index());
        walk(it.body(), with(bound, locals), inside, names);
      }
      case BicepExpression.If(var condition, var body, _) -> {
        walk(condition, bound, inside, names);
        walk(body, bound, inside, names);
      }
      case BicepExpression.StringLiteral _,
          BicepExpression.IntegerLiteral _,
          BicepExpression.BooleanLiteral _,
          BicepExpression.NullLiteral _,
          BicepExpression.Missing _ -> {}
    }
  }

  private static Set<String> with(Set<String> bound, List<Identifier> more) {
    Set<String> all = new LinkedHashSet<>(bound);
    more.forEach(each -> all.add(each.text()));
    return all;
  }

  private void name(
      String text, Set<String> bound, @Nullable ResourceSymbol inside, Set<String> names) {
    if (bound.contains(text)) {
      return;
    }
    ResourceSymbol nested = inside == null ? null : inside.visible(text);
    if (nested != null) {
      names.add(nested.symbolicName());
      return;
    }
    switch (binding.find(text)) {
      case FileSymbol.OfResource(var resource) -> names.add(resource.symbolicName());
      case FileSymbol.OfModule(var module) -> names.add(module.name());
      case FileSymbol.Variable(var variable) -> {
        Set<String> known = ofVariables.get(text);
        if (known == null) {
          known = new LinkedHashSet<>();
          ofVariables.put(text, known);
          walk(variable.value(), Set.of(), null, known);
        }
        names.addAll(known);
      }
      case FileSymbol.Parameter _,
          FileSymbol.Assignment _,
          FileSymbol.Function _,
          FileSymbol.Type _,
          FileSymbol.Imported _,
          FileSymbol.Wildcard _,
          FileSymbol.Extension _,
          FileSymbol.Base _ -> {}
      case null -> {}
    }
  }

  /// `outer::inner` depends on `inner`.
  private void nested(
      BicepExpression.ResourceAccess written,
      Set<String> bound,
      @Nullable ResourceSymbol inside,
      Set<String> names) {
    Set<String> outer = new LinkedHashSet<>();
    walk(written.target(), bound, inside, outer);
    outer.forEach(each -> names.add(each + "::" + written.name()));
  }
}

package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.bicep.syntax.BicepExpression;
import dev.redoubt.estate.Origin;
import dev.redoubt.template.syntax.TemplateExpression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lowers names and member access through `.`, `[...]` and `::`.
final class MemberAccessLowering {

  private final FileContext file;
  private final ExpressionLowering expressions;
  private final ResourceIdentity identities;
  private final ModuleOutputs modules;

  MemberAccessLowering(FileContext file, ExpressionLowering expressions) {
    this.file = file;
    this.expressions = expressions;
    this.identities = new ResourceIdentity(file, expressions);
    this.modules = new ModuleOutputs(file, expressions);
  }

  ResourceIdentity identities() {
    return identities;
  }

  ModuleOutputs modules() {
    return modules;
  }

  /// Lowers a name.
  TemplateExpression name(BicepExpression.Name written, LoweringContext place) {
    Origin at = written.origin();
    String text = written.text();
    LocalScope local = LocalScope.find(place.locals(), text);
    if (local != null) {
      return local.value();
    }
    ResourceReference resource = resourceOf(written, place);
    if (resource != null) {
      return identities.whole(resource, at);
    }
    return switch (file.binding().find(text)) {
      case FileSymbol.Parameter _ ->
          FunctionCalls.call("parameters", at, FunctionCalls.text(text, at));
      case FileSymbol.Variable _, FileSymbol.Assignment _ ->
          FunctionCalls.call("variables", at, FunctionCalls.text(text, at));
      case FileSymbol.OfModule(var module) -> modules.whole(new ModuleReference(module, null), at);
      case FileSymbol.OfResource(var declared) ->
          identities.whole(new ResourceReference(declared, null), at);
      case FileSymbol.Imported(var statement, var exported) -> {
        ImportLowering.Found found = file.imports().find(statement, exported);
        yield found instanceof ImportLowering.Found.Variable(var name)
            ? FunctionCalls.call("variables", at, FunctionCalls.text(name, at))
            : notAValue(text, found == null, at);
      }
      case FileSymbol.Base(var statement) -> file.imports().base(statement, at);
      case FileSymbol.Function _,
          FileSymbol.Type _,
          FileSymbol.Wildcard _,
          FileSymbol.Extension _ ->
          notAValue(text, false, at);
      case null ->
          file.invalid(
              "the name `" + text + "` does not exist in the current context" + similar(text), at);
    };
  }

  /// @param reported whether the cause has already been reported
  private TemplateExpression notAValue(String text, boolean reported, Origin at) {
    return reported
        ? file.unread(at)
        : file.invalid("`" + text + "` is not a parameter, variable, resource or module", at);
  }

  private String similar(String text) {
    for (String known : file.binding().symbols().keySet()) {
      if (known.equalsIgnoreCase(text)) {
        return "; names are case-sensitive, did you mean `" + known + "`?";
      }
    }
    return "";
  }

  /// `target.name`.
  TemplateExpression property(BicepExpression.PropertyAccess written, LoweringContext place) {
    Origin at = written.origin();
    String name = written.name();
    if (written.target() instanceof BicepExpression.Name(var text, _)
        && LocalScope.find(place.locals(), text) == null) {
      FileSymbol symbol = file.binding().find(text);
      if (symbol instanceof FileSymbol.Wildcard(var statement)) {
        return wildcard(statement, name, at);
      }
      if (symbol instanceof FileSymbol.Base(var statement)) {
        return file.imports().baseValue(statement, name, at);
      }
    }
    ResourceReference resource = resourceOf(written.target(), place);
    if (resource != null) {
      return identities.property(resource, name, written.safe(), at);
    }
    if (isResourceParameter(written.target(), place)) {
      return ofResourceParameter(written, place);
    }
    if (written.target()
            instanceof BicepExpression.PropertyAccess(var module, var outputs, var safe, _)
        && outputs.equals("outputs")) {
      ModuleReference reference = moduleOf(module, place);
      if (reference != null) {
        return modules.output(reference, name, safe, written.safe(), at);
      }
      if (isModule(module, place)) {
        TemplateExpression all = property((BicepExpression.PropertyAccess) written.target(), place);
        return ModuleOutputs.value(all, name, written.safe(), at);
      }
    }
    ModuleReference module = moduleOf(written.target(), place);
    if (module != null) {
      return modules.property(module, name, written.safe(), at);
    }
    return access(written.target(), FunctionCalls.text(name, at), written.safe(), false, at, place);
  }

  private TemplateExpression wildcard(
      dev.redoubt.bicep.syntax.Statement.Import statement, String name, Origin at) {
    ImportLowering.Found found = file.imports().find(statement, name);
    return found instanceof ImportLowering.Found.Variable(var variable)
        ? FunctionCalls.call("variables", at, FunctionCalls.text(variable, at))
        : notAValue(name, found == null, at);
  }

  /// `target[index]`.
  TemplateExpression element(BicepExpression.ElementAccess written, LoweringContext place) {
    Origin at = written.origin();
    String name = written.index().literalText();
    if (name != null && !written.fromEnd()) {
      return property(
          new BicepExpression.PropertyAccess(written.target(), name, written.safe(), at), place);
    }
    ResourceReference resource = resourceOf(written, place);
    if (resource != null) {
      return identities.whole(resource, at);
    }
    ModuleReference module = moduleOf(written, place);
    if (module != null) {
      return modules.whole(module, at);
    }
    TemplateExpression index = expressions.lower(written.index(), place);
    return access(written.target(), index, written.safe(), written.fromEnd(), at, place);
  }

  /// An access to a value. After a safe access the rest of the chain is safe as well.
  private TemplateExpression access(
      BicepExpression target,
      TemplateExpression key,
      boolean safe,
      boolean fromEnd,
      Origin at,
      LoweringContext place) {
    TemplateExpression base = expressions.lower(target, place);
    if (safe) {
      return FunctionCalls.call(fromEnd ? "tryIndexFromEnd" : "tryGet", at, base, key);
    }
    if (isChained(target)
        && base instanceof TemplateExpression.Call(var function, var arguments, _)
        && (function.equals("tryGet") || function.equals("tryIndexFromEnd"))) {
      List<TemplateExpression> longer = new java.util.ArrayList<>(arguments);
      longer.add(fromEnd ? fromEndKey(key, at) : key);
      return FunctionCalls.call(function, at, longer);
    }
    return fromEnd
        ? FunctionCalls.call("indexFromEnd", at, base, key)
        : FunctionCalls.member(base, key, at);
  }

  private static TemplateExpression fromEndKey(TemplateExpression key, Origin at) {
    return ExpressionLowering.objectOf(
        List.of(
            TemplateExpression.Entry.of("value", key),
            TemplateExpression.Entry.of(
                "fromEnd",
                new TemplateExpression.Literal(dev.redoubt.estate.BooleanValue.TRUE.at(at)))),
        at);
  }

  private static boolean isChained(BicepExpression target) {
    if (target instanceof BicepExpression.NonNull(var operand, _)) {
      return isChained(operand);
    }
    if (target instanceof BicepExpression.Call(var function, var arguments, _)) {
      return function.equals("any") && arguments.size() == 1 && isChained(arguments.getFirst());
    }
    return target instanceof BicepExpression.PropertyAccess
        || target instanceof BicepExpression.ElementAccess;
  }

  /// `target::name`.
  TemplateExpression resource(BicepExpression.ResourceAccess written, LoweringContext place) {
    ResourceReference reference = resourceOf(written, place);
    return reference != null
        ? identities.whole(reference, written.origin())
        : file.invalid(
            "the resource has no nested resource `" + written.name() + "`", written.origin());
  }

  /// The resource that an expression refers to: a name, an element of a collection, or a nested
  /// resource; null for any other expression.
  @Nullable ResourceReference resourceOf(BicepExpression written, LoweringContext place) {
    BicepExpression bare = unwrapped(written);
    if (bare instanceof BicepExpression.Name(var text, _)) {
      ResourceSymbol symbol = resourceNamed(text, place);
      return symbol == null ? null : new ResourceReference(symbol, null);
    }
    if (bare instanceof BicepExpression.ElementAccess it && !it.safe() && !it.fromEnd()) {
      ResourceReference all = resourceOf(it.target(), place);
      return all != null && all.index() == null && all.symbol().isCollection()
          ? new ResourceReference(all.symbol(), expressions.lower(it.index(), place))
          : null;
    }
    if (bare instanceof BicepExpression.ResourceAccess(var target, var name, _)) {
      ResourceReference outer = resourceOf(target, place);
      if (outer == null) {
        return null;
      }
      ResourceSymbol nested = outer.symbol().nested().get(name);
      return nested == null ? null : new ResourceReference(nested, outer.index());
    }
    return null;
  }

  /// Without parentheses and `!`, which have no meaning in the template.
  private static BicepExpression unwrapped(BicepExpression written) {
    BicepExpression here = written;
    while (true) {
      if (here instanceof BicepExpression.Parenthesized(var inner, _)) {
        here = inner;
      } else if (here instanceof BicepExpression.NonNull(var operand, _)) {
        here = operand;
      } else {
        return here;
      }
    }
  }

  private @Nullable ResourceSymbol resourceNamed(String name, LoweringContext place) {
    if (LocalScope.find(place.locals(), name) != null) {
      return null;
    }
    ResourceSymbol nested = place.inside() == null ? null : place.inside().visible(name);
    if (nested != null) {
      return nested;
    }
    return file.binding().find(name) instanceof FileSymbol.OfResource(var resource)
        ? resource
        : null;
  }

  /// The module that an expression refers to, or null.
  @Nullable ModuleReference moduleOf(BicepExpression written, LoweringContext place) {
    BicepExpression bare = unwrapped(written);
    if (bare instanceof BicepExpression.Name(var text, _)) {
      return LocalScope.find(place.locals(), text) == null
              && file.binding().find(text) instanceof FileSymbol.OfModule(var module)
          ? new ModuleReference(module, null)
          : null;
    }
    if (bare instanceof BicepExpression.ElementAccess it && !it.safe() && !it.fromEnd()) {
      ModuleReference all = moduleOf(it.target(), place);
      return all != null && all.index() == null && all.symbol().isCollection()
          ? new ModuleReference(all.symbol(), expressions.lower(it.index(), place))
          : null;
    }
    return null;
  }

  /// Whether the value of an expression is a module although it is not a module name.
  private boolean isModule(BicepExpression written, LoweringContext place) {
    BicepExpression bare = unwrapped(written);
    if (bare instanceof BicepExpression.Ternary(_, var yes, var no, _)) {
      return (moduleOf(yes, place) != null || isModule(yes, place))
          && (moduleOf(no, place) != null || isModule(no, place));
    }
    if (bare instanceof BicepExpression.Name(var text, _)) {
      LocalScope local = LocalScope.find(place.locals(), text);
      return local != null && local.module();
    }
    return false;
  }

  private boolean isResourceParameter(BicepExpression written, LoweringContext place) {
    return written instanceof BicepExpression.Name(var text, _)
        && LocalScope.find(place.locals(), text) == null
        && file.binding().find(text) instanceof FileSymbol.Parameter(var parameter)
        && parameter.type() instanceof dev.redoubt.bicep.syntax.BicepType.OfResource;
  }

  /// The value of a parameter that is a resource is its id.
  private TemplateExpression ofResourceParameter(
      BicepExpression.PropertyAccess written, LoweringContext place) {
    Origin at = written.origin();
    TemplateExpression id = expressions.lower(written.target(), place);
    return switch (written.name()) {
      case "id" -> id;
      case "name" ->
          FunctionCalls.call(
              "last", at, FunctionCalls.call("split", at, id, FunctionCalls.text("/", at)));
      case "properties" -> FunctionCalls.call("reference", at, id);
      default ->
          FunctionCalls.member(
              FunctionCalls.call(
                  "reference", at, id, FunctionCalls.text("", at), FunctionCalls.text("full", at)),
              written.name(),
              at);
    };
  }
}

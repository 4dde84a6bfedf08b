package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.bicep.syntax.BicepExpression;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.template.syntax.Expression;
import dev.redoubt.template.syntax.Template.OutputDeclaration;
import dev.redoubt.template.syntax.TypeDefinition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The names of modules, and what is read of a module from elsewhere.
final class ModuleOutputs {

  /// The API version that the compiler gives to the deployment of a module.
  static final String API_VERSION = "2025-04-01";

  /// Azure allows no longer name of a deployment.
  private static final int MAX_NAME = 64;

  private static final int HASH_LENGTH = 13;
  private static final int INDEX_LENGTH = 3;

  private final FileContext file;
  private final ExpressionLowering expressions;

  ModuleOutputs(FileContext file, ExpressionLowering expressions) {
    this.file = file;
    this.expressions = expressions;
  }

  /// What the body of a module sees.
  Place place(ModuleReference module) {
    BicepExpression.For loop = module.symbol().body().loop();
    if (loop == null) {
      return Place.TOP;
    }
    Expression source = expressions.lower(loop.source(), Place.TOP);
    Expression index =
        module.index() != null ? module.index() : Calls.call("copyIndex", loop.origin());
    return ExpressionLowering.bind(loop, source, index, Place.TOP);
  }

  /// The name of its deployment: as written, or made from the symbolic name and a hash.
  Expression name(ModuleReference module, Origin at) {
    ModuleSymbol symbol = module.symbol();
    BicepExpression written = symbol.body().object().property("name");
    if (written != null) {
      return expressions.lower(written, place(module));
    }
    Expression hash =
        Calls.call(
            "uniqueString",
            at,
            Calls.text(symbol.name(), at),
            Calls.member(Calls.call("deployment", at), "name", at));
    int room = MAX_NAME - HASH_LENGTH - 1 - (symbol.isCollection() ? INDEX_LENGTH + 1 : 0);
    String prefix = symbol.name().substring(0, Math.min(room, symbol.name().length())) + "-";
    if (!symbol.isCollection()) {
      return Calls.format(List.of(prefix, ""), List.of(hash), at);
    }
    Expression index = module.index() != null ? module.index() : Calls.call("copyIndex", at);
    return Calls.format(List.of(prefix, "-", ""), List.of(index, hash), at);
  }

  private static Expression symbolic(ModuleReference module, Origin at) {
    return ResourceIdentity.symbolic(module.symbol().name(), module.index(), at);
  }

  /// The module as a value.
  Expression whole(ModuleReference module, Origin at) {
    boolean all = module.symbol().isCollection() && module.index() == null;
    return Calls.call(all ? "references" : "reference", at, symbolic(module, at));
  }

  /// `module.name` or `module.outputs`.
  Expression property(ModuleReference module, String name, boolean safe, Origin at) {
    return switch (name) {
      case "name" -> guarded(module, name(module, at), safe, at);
      case "outputs" -> outputs(module, safe, hasSecret(module), at);
      default -> file.invalid("a module has `name` and `outputs`, and no `" + name + "`", at);
    };
  }

  private Expression outputs(ModuleReference module, boolean safe, boolean secret, Origin at) {
    if (secret) {
      return guarded(
          module,
          Calls.call(
              "listOutputsWithSecureValues", at, symbolic(module, at), Calls.text(API_VERSION, at)),
          safe,
          at);
    }
    Expression reference = whole(module, at);
    return safe
        ? Calls.tryGet(guarded(module, reference, true, at), "outputs", at)
        : Calls.member(reference, "outputs", at);
  }

  /// `module.outputs.name`.
  ///
  /// @param safeOutputs whether it is `module.?outputs`
  /// @param safe whether it is `.?name`
  Expression output(
      ModuleReference module, String name, boolean safeOutputs, boolean safe, Origin at) {
    OutputDeclaration declared = declared(module, name);
    boolean secret = declared != null && isSecret(declared.type());
    Expression all = outputs(module, safeOutputs, secret, at);
    if (!secret) {
      return value(all, name, safe, at);
    }
    return safe || safeOutputs ? Calls.tryGet(all, name, at) : Calls.member(all, name, at);
  }

  /// The value of one of the outputs.
  static Expression value(Expression outputs, String name, boolean safe, Origin at) {
    boolean optional =
        outputs instanceof Expression.Call(var function, _, _) && function.equals("tryGet");
    if (safe) {
      return Calls.tryGet(Calls.tryGet(outputs, name, at), "value", at);
    }
    if (optional) {
      List<Expression> longer = new java.util.ArrayList<>(((Expression.Call) outputs).arguments());
      longer.add(Calls.text(name, at));
      longer.add(Calls.text("value", at));
      return Calls.call("tryGet", at, longer);
    }
    return Calls.member(Calls.member(outputs, name, at), "value", at);
  }

  private @Nullable OutputDeclaration declared(ModuleReference module, String name) {
    return target(module) instanceof ModuleTarget.Known(var template)
        ? template.outputs().get(PropertyName.folded(name))
        : null;
  }

  private boolean hasSecret(ModuleReference module) {
    return target(module) instanceof ModuleTarget.Known(var template)
        && template.outputs().values().stream().anyMatch(output -> isSecret(output.type()));
  }

  private static boolean isSecret(TypeDefinition type) {
    return type.secure();
  }

  /// What its path leads to; where the path is no constant, that has been reported.
  ModuleTarget target(ModuleReference module) {
    BicepExpression path = module.symbol().statement().path();
    String text = path.literalText();
    return text != null
        ? file.outside().module(text, path.origin())
        : new ModuleTarget.Unavailable(
            new dev.redoubt.estate.Cause(
                dev.redoubt.estate.Cause.Kind.MISSING_TEMPLATE,
                "the path of module `" + module.symbol().name() + "` is no constant text",
                "a path without `${...}`"));
  }

  private Expression guarded(ModuleReference module, Expression value, boolean safe, Origin at) {
    BicepExpression condition = module.symbol().body().condition();
    return !safe || condition == null
        ? value
        : Calls.call(
            "if", at, expressions.lower(condition, place(module)), value, Calls.call("null", at));
  }
}

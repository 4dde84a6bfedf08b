package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.bicep.syntax.BicepExpression;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.template.syntax.Template.OutputDeclaration;
import dev.redoubt.template.syntax.TemplateExpression;
import dev.redoubt.template.syntax.TypeDefinition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lowers references to modules: their deployment names and outputs.
final class ModuleOutputs {

  /// The API version that the compiler uses for the deployment of a module.
  static final String API_VERSION = "2025-04-01";

  /// Azure's limit for the name of a deployment.
  private static final int MAX_NAME = 64;

  private static final int HASH_LENGTH = 13;
  private static final int INDEX_LENGTH = 3;

  private final FileContext file;
  private final ExpressionLowering expressions;

  ModuleOutputs(FileContext file, ExpressionLowering expressions) {
    this.file = file;
    this.expressions = expressions;
  }

  /// The context of the body of a module.
  LoweringContext place(ModuleReference module) {
    BicepExpression.For loop = module.symbol().body().loop();
    if (loop == null) {
      return LoweringContext.TOP;
    }
    TemplateExpression source = expressions.lower(loop.source(), LoweringContext.TOP);
    TemplateExpression index =
        module.index() != null ? module.index() : FunctionCalls.call("copyIndex", loop.origin());
    return ExpressionLowering.bind(loop, source, index, LoweringContext.TOP);
  }

  /// The name of its deployment: as written, or generated from the symbolic name and a hash.
  TemplateExpression name(ModuleReference module, Origin at) {
    ModuleSymbol symbol = module.symbol();
    BicepExpression written = symbol.body().object().property("name");
    if (written != null) {
      return expressions.lower(written, place(module));
    }
    TemplateExpression hash =
        FunctionCalls.call(
            "uniqueString",
            at,
            FunctionCalls.text(symbol.name(), at),
            FunctionCalls.member(FunctionCalls.call("deployment", at), "name", at));
    int room = MAX_NAME - HASH_LENGTH - 1 - (symbol.isCollection() ? INDEX_LENGTH + 1 : 0);
    String prefix = symbol.name().substring(0, Math.min(room, symbol.name().length())) + "-";
    if (!symbol.isCollection()) {
      return FunctionCalls.format(List.of(prefix, ""), List.of(hash), at);
    }
    TemplateExpression index =
        module.index() != null ? module.index() : FunctionCalls.call("copyIndex", at);
    return FunctionCalls.format(List.of(prefix, "-", ""), List.of(index, hash), at);
  }

  private static TemplateExpression symbolic(ModuleReference module, Origin at) {
    return ResourceIdentity.symbolic(module.symbol().name(), module.index(), at);
  }

  /// The module as a value.
  TemplateExpression whole(ModuleReference module, Origin at) {
    boolean all = module.symbol().isCollection() && module.index() == null;
    return FunctionCalls.call(all ? "references" : "reference", at, symbolic(module, at));
  }

  /// `module.name` or `module.outputs`.
  TemplateExpression property(ModuleReference module, String name, boolean safe, Origin at) {
    return switch (name) {
      case "name" -> guarded(module, name(module, at), safe, at);
      case "outputs" -> outputs(module, safe, hasSecret(module), at);
      default ->
          file.invalid("a module has the properties `name` and `outputs`, not `" + name + "`", at);
    };
  }

  private TemplateExpression outputs(
      ModuleReference module, boolean safe, boolean secret, Origin at) {
    if (secret) {
      return guarded(
          module,
          FunctionCalls.call(
              "listOutputsWithSecureValues",
              at,
              symbolic(module, at),
              FunctionCalls.text(API_VERSION, at)),
          safe,
          at);
    }
    TemplateExpression reference = whole(module, at);
    return safe
        ? FunctionCalls.tryGet(guarded(module, reference, true, at), "outputs", at)
        : FunctionCalls.member(reference, "outputs", at);
  }

  /// `module.outputs.name`.
  ///
  /// @param safeOutputs whether it is `module.?outputs`
  /// @param safe whether it is `.?name`
  TemplateExpression output(
      ModuleReference module, String name, boolean safeOutputs, boolean safe, Origin at) {
    OutputDeclaration declared = declared(module, name);
    boolean secret = declared != null && isSecret(declared.type());
    TemplateExpression all = outputs(module, safeOutputs, secret, at);
    if (!secret) {
      return value(all, name, safe, at);
    }
    return safe || safeOutputs
        ? FunctionCalls.tryGet(all, name, at)
        : FunctionCalls.member(all, name, at);
  }

  /// The value of one of the outputs.
  static TemplateExpression value(
      TemplateExpression outputs, String name, boolean safe, Origin at) {
    boolean optional =
        outputs instanceof TemplateExpression.Call(var function, _, _) && function.equals("tryGet");
    if (safe) {
      return FunctionCalls.tryGet(FunctionCalls.tryGet(outputs, name, at), "value", at);
    }
    if (optional) {
      List<TemplateExpression> longer =
          new java.util.ArrayList<>(((TemplateExpression.Call) outputs).arguments());
      longer.add(FunctionCalls.text(name, at));
      longer.add(FunctionCalls.text("value", at));
      return FunctionCalls.call("tryGet", at, longer);
    }
    return FunctionCalls.member(FunctionCalls.member(outputs, name, at), "value", at);
  }

  private @Nullable OutputDeclaration declared(ModuleReference module, String name) {
    return target(module) instanceof ModuleTarget.Resolved(var template)
        ? template.outputs().get(PropertyName.folded(name))
        : null;
  }

  private boolean hasSecret(ModuleReference module) {
    return target(module) instanceof ModuleTarget.Resolved(var template)
        && template.outputs().values().stream().anyMatch(output -> isSecret(output.type()));
  }

  private static boolean isSecret(TypeDefinition type) {
    return type.secure();
  }

  /// The target of its path; a path that is not constant has been reported.
  ModuleTarget target(ModuleReference module) {
    BicepExpression path = module.symbol().statement().path();
    String text = path.literalText();
    return text != null
        ? file.outside().module(text, path.origin())
        : new ModuleTarget.Unavailable(
            new dev.redoubt.estate.UnknownCause(
                dev.redoubt.estate.UnknownCause.Kind.MISSING_TEMPLATE,
                "the path of module `" + module.symbol().name() + "` is not a constant string",
                "a path without string interpolation"));
  }

  private TemplateExpression guarded(
      ModuleReference module, TemplateExpression value, boolean safe, Origin at) {
    BicepExpression condition = module.symbol().body().condition();
    return !safe || condition == null
        ? value
        : FunctionCalls.call(
            "if",
            at,
            expressions.lower(condition, place(module)),
            value,
            FunctionCalls.call("null", at));
  }
}

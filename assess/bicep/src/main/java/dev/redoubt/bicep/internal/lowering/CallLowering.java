package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.bicep.internal.content.LoadResult;
import dev.redoubt.bicep.syntax.BicepExpression;
import dev.redoubt.bicep.syntax.BicepFile;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.UnknownCause;
import dev.redoubt.estate.Value;
import dev.redoubt.template.syntax.TemplateExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Lowers function calls: built-in functions, most of which are template functions; declared and
/// imported functions; and operations of resources.
final class CallLowering {

  private static final String DECLARED = "__bicep";

  private static final Set<String> LOADING =
      Set.of(
          "loadTextContent",
          "loadJsonContent",
          "loadYamlContent",
          "loadFileAsBase64",
          "loadDirectoryFileInfo");

  private final FileContext file;
  private final ExpressionLowering expressions;
  private final MemberAccessLowering accesses;

  CallLowering(FileContext file, ExpressionLowering expressions, MemberAccessLowering accesses) {
    this.file = file;
    this.expressions = expressions;
    this.accesses = accesses;
  }

  TemplateExpression call(BicepExpression.Call written, LoweringContext place) {
    String name = written.function();
    FileSymbol symbol = file.binding().find(name);
    if (symbol instanceof FileSymbol.Function) {
      return new TemplateExpression.UserCall(
          DECLARED, name, arguments(written.arguments(), place), written.origin());
    }
    if (symbol instanceof FileSymbol.Imported(var statement, var exported)) {
      return imported(
          file.imports().find(statement, exported),
          name,
          written.arguments(),
          written.origin(),
          place);
    }
    return builtIn(name, written.arguments(), written.origin(), place);
  }

  private TemplateExpression imported(
      ImportLowering.@Nullable Found found,
      String name,
      List<BicepExpression> arguments,
      Origin at,
      LoweringContext place) {
    if (found instanceof ImportLowering.Found.Function(var namespace, var function)) {
      return new TemplateExpression.UserCall(namespace, function, arguments(arguments, place), at);
    }
    return found == null ? file.unread(at) : file.invalid("`" + name + "` is not a function", at);
  }

  /// `target.function(...)`.
  TemplateExpression instanceCall(BicepExpression.InstanceCall written, LoweringContext place) {
    Origin at = written.origin();
    if (written.target() instanceof BicepExpression.Name(var text, _)
        && LocalScope.find(place.locals(), text) == null) {
      if (file.binding().isNamespace(text)) {
        return builtIn(written.function(), written.arguments(), at, place);
      }
      if (text.equals("this") && file.binding().find(text) == null) {
        return ofThis(written.function(), at, place);
      }
      if (file.binding().find(text) instanceof FileSymbol.Wildcard(var statement)) {
        ImportLowering.Found found = file.imports().find(statement, written.function());
        return imported(found, written.function(), written.arguments(), at, place);
      }
    }
    ResourceReference resource = resourceBehind(written.target(), place);
    if (resource != null) {
      return operation(resource, written, place);
    }
    return file.invalid(
        "`" + written.function() + "` does not exist here: only resources have functions", at);
  }

  /// `this.exists()`, `this.existingResource()`: the enclosing resource as it is before the
  /// deployment.
  private TemplateExpression ofThis(String function, Origin at, LoweringContext place) {
    if (place.inside() == null) {
      return file.invalid("`this` can only be used in the properties of a resource", at);
    }
    TemplateExpression target = FunctionCalls.call("target", at, FunctionCalls.text("full", at));
    return switch (function) {
      case "exists" -> FunctionCalls.call("not", at, FunctionCalls.call("empty", at, target));
      case "existingResource" -> target;
      default ->
          file.invalid(
              "`this` has the functions `exists` and `existingResource`, not `" + function + "`",
              at);
    };
  }

  /// The resource that an expression refers to, also through a variable.
  private @Nullable ResourceReference resourceBehind(
      BicepExpression written, LoweringContext place) {
    ResourceReference resource = accesses.resourceOf(written, place);
    if (resource == null
        && written instanceof BicepExpression.Name(var text, _)
        && LocalScope.find(place.locals(), text) == null
        && file.binding().find(text) instanceof FileSymbol.Variable(var variable)) {
      return accesses.resourceOf(variable.value(), LoweringContext.TOP);
    }
    return resource;
  }

  /// `vault.getSecret('name')`, `account.listKeys()`.
  private TemplateExpression operation(
      ResourceReference resource, BicepExpression.InstanceCall written, LoweringContext place) {
    Origin at = written.origin();
    List<TemplateExpression> arguments = new ArrayList<>();
    if (written.function().equals("getSecret")) {
      arguments.add(accesses.identities().id(resource, at));
      arguments.addAll(arguments(written.arguments(), place));
      return FunctionCalls.call("getSecret", at, arguments);
    }
    if (!written.function().toLowerCase(Locale.ROOT).startsWith("list")) {
      return file.invalid(
          "a resource does not have the function `"
              + written.function()
              + "`; it has `getSecret` and functions that start with `list`",
          at);
    }
    arguments.add(accesses.identities().symbolic(resource, at));
    if (written.arguments().isEmpty()) {
      String version = resource.symbol().type().apiVersion();
      arguments.add(FunctionCalls.text(version == null ? "" : version, at));
    } else {
      arguments.addAll(arguments(written.arguments(), place));
    }
    return FunctionCalls.call(written.function(), at, arguments);
  }

  private TemplateExpression builtIn(
      String name, List<BicepExpression> written, Origin at, LoweringContext place) {
    if (LOADING.contains(name)) {
      return content(name, written, at, place);
    }
    boolean one = written.size() == 1;
    return switch (name) {
      case "any" ->
          one ? expressions.lower(written.getFirst(), place) : plain(name, written, at, place);
      case "nameof" -> one ? nameOf(written.getFirst(), at) : plain(name, written, at, place);
      case "readEnvironmentVariable" -> environment(written, at, place);
      case "readEnvVar", "readCliArg" ->
          FunctionCalls.call(
              "externalInput", at, withFirst("sys." + kind(name), written, at, place));
      case "getSecret" ->
          file.binding().file().kind() == BicepFile.Kind.PARAMETERS
              ? vaultSecret(arguments(written, place), at)
              : plain(name, written, at, place);
      default -> plain(name, written, at, place);
    };
  }

  private TemplateExpression plain(
      String name, List<BicepExpression> written, Origin at, LoweringContext place) {
    return FunctionCalls.call(name, at, arguments(written, place));
  }

  private static String kind(String function) {
    return function.equals("readEnvVar") ? "envVar" : "cliArg";
  }

  private List<TemplateExpression> withFirst(
      String first, List<BicepExpression> written, Origin at, LoweringContext place) {
    List<TemplateExpression> arguments = new ArrayList<>();
    arguments.add(FunctionCalls.text(first, at));
    arguments.addAll(arguments(written, place));
    return arguments;
  }

  /// The arguments of a call. The parameters of a lambda over modules are modules.
  private List<TemplateExpression> arguments(List<BicepExpression> written, LoweringContext place) {
    List<TemplateExpression> lowered = new ArrayList<>(written.size());
    boolean modules = !written.isEmpty() && areModules(written.getFirst(), place);
    for (BicepExpression each : written) {
      lowered.add(
          each instanceof BicepExpression.Lambda lambda
              ? expressions.lambda(lambda, place, modules)
              : expressions.lower(each, place));
    }
    return lowered;
  }

  private boolean areModules(BicepExpression written, LoweringContext place) {
    ModuleReference module = accesses.moduleOf(written, place);
    if (module != null) {
      return module.symbol().isCollection() && module.index() == null;
    }
    return written instanceof BicepExpression.Call(var function, var arguments, _)
        && (function.equals("filter") || function.equals("sort"))
        && !arguments.isEmpty()
        && areModules(arguments.getFirst(), place);
  }

  /// Content that is loaded from another file at compile time.
  private TemplateExpression content(
      String function, List<BicepExpression> written, Origin at, LoweringContext place) {
    List<Value> arguments = new ArrayList<>();
    for (BicepExpression each : written) {
      Value constant = constant(each, place);
      if (constant == null) {
        return file.invalid(
            "the arguments of `" + function + "` must be compile-time constants", each.origin());
      }
      arguments.add(constant);
    }
    return switch (file.outside().content(function, arguments, at)) {
      case LoadResult.Content(var value) -> new TemplateExpression.Literal(value);
      case LoadResult.Failed(var message) -> file.invalid(message, at);
    };
  }

  /// The value of a compile-time constant; null for any other expression.
  @Nullable Value constant(BicepExpression written, LoweringContext place) {
    return ConstantEvaluation.of(expressions.lower(written, place), this::variable);
  }

  private @Nullable TemplateExpression variable(String name) {
    return file.binding().find(name) instanceof FileSymbol.Variable(var statement)
        ? expressions.lower(statement.value(), LoweringContext.TOP, name)
        : null;
  }

  private TemplateExpression nameOf(BicepExpression written, Origin at) {
    String name = lastName(written);
    return name != null
        ? FunctionCalls.text(name, at)
        : file.invalid("`nameof` requires a symbol or a property", at);
  }

  private static @Nullable String lastName(BicepExpression written) {
    return switch (written) {
      case BicepExpression.Name(var text, _) -> text;
      case BicepExpression.PropertyAccess it -> it.name();
      case BicepExpression.ResourceAccess it -> it.name();
      case BicepExpression.ElementAccess it ->
          it.index().literalText() != null ? it.index().literalText() : lastName(it.target());
      case BicepExpression.NonNull(var operand, _) -> lastName(operand);
      case BicepExpression.Parenthesized(var inner, _) -> lastName(inner);
      default -> null;
    };
  }

  private TemplateExpression environment(
      List<BicepExpression> written, Origin at, LoweringContext place) {
    Value name = written.isEmpty() ? null : constant(written.getFirst(), place);
    if (!(name instanceof StringValue(var text, _))) {
      return file.invalid("`readEnvironmentVariable` requires a constant variable name", at);
    }
    String value = file.outside().environmentVariable(text);
    if (value != null) {
      return FunctionCalls.text(value, at);
    }
    if (written.size() > 1) {
      return expressions.lower(written.get(1), place);
    }
    UnknownCause cause =
        new UnknownCause(
            UnknownCause.Kind.PARAMETER,
            "environment variable `" + text + "` is not set",
            "`" + text + "` in the environment");
    file.report(
        Problem.warning(
            "environment variable `" + text + "` is not set; the value is unknown", at));
    String symbol = "readEnvironmentVariable('" + text.replace("'", "''") + "')";
    return new TemplateExpression.Literal(Unknown.symbol(symbol, cause, TypeHint.STRING, at));
  }

  /// `getSecret(subscription, group, vault, name, version)` of a parameter file.
  private TemplateExpression vaultSecret(List<TemplateExpression> arguments, Origin at) {
    if (arguments.size() < 4) {
      return file.invalid(
          "`getSecret` requires a subscription, a resource group, a vault and a secret name", at);
    }
    List<TemplateExpression> secret = new ArrayList<>();
    secret.add(
        FunctionCalls.call(
            "resourceId",
            at,
            arguments.get(0),
            arguments.get(1),
            FunctionCalls.text("Microsoft.KeyVault/vaults", at),
            arguments.get(2)));
    secret.addAll(arguments.subList(3, arguments.size()));
    return FunctionCalls.call("getSecret", at, secret);
  }
}

package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.bicep.syntax.Statement;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.template.syntax.Template.ParameterDeclaration;
import dev.redoubt.template.syntax.Template.UserFunction;
import dev.redoubt.template.syntax.TemplateExpression;
import dev.redoubt.template.syntax.TypeDefinition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Copies imported types, variables and functions into the template of the importing file, with
/// everything they use in turn, under unique names (`_1.name`).
final class ImportLowering {

  private final ExternalFiles outside;
  private final List<Problem> problems;
  private final Map<String, Source> sources = new HashMap<>();
  private final Set<Problem> reported = new HashSet<>();

  private final Map<String, TypeDefinition> definitions = new LinkedHashMap<>();
  private final Map<String, TemplateExpression> variables = new LinkedHashMap<>();
  private final Map<String, UserFunction> functions = new LinkedHashMap<>();
  private final Map<String, ExtendedParameters> bases = new HashMap<>();

  ImportLowering(ExternalFiles outside, List<Problem> problems) {
    this.outside = outside;
    this.problems = problems;
  }

  /// An imported symbol in the template of the importing file.
  sealed interface Found {

    record Type(String definition) implements Found {}

    record Variable(String name) implements Found {}

    record Function(String namespace, String name) implements Found {}
  }

  /// Imported types so far, by folded name.
  Map<String, TypeDefinition> definitions() {
    return definitions;
  }

  /// Imported variables so far, by folded name.
  Map<String, TemplateExpression> variables() {
    return variables;
  }

  /// Imported functions so far, by folded name with their namespace.
  Map<String, UserFunction> functions() {
    return functions;
  }

  /// The symbol that another file exports under a name; null, after reporting a problem, if there
  /// is none.
  @Nullable Found find(Statement.Import statement, String exported) {
    Source source = source(statement);
    if (source == null) {
      return null;
    }
    FileExports exports = source.exports;
    if (exports.types().contains(exported)) {
      return new Found.Type(source.type(exported));
    }
    if (exports.variables().contains(exported)) {
      return new Found.Variable(source.variable(exported));
    }
    if (exports.functions().contains(exported)) {
      return new Found.Function(
          source.namespace(), source.function(exports.functionNamespace(), exported));
    }
    report(
        Problem.error(
            "`%s` does not export `%s`".formatted(statement.path().literalText(), exported),
            statement.origin()));
    return null;
  }

  private void report(Problem problem) {
    if (reported.add(problem)) {
      problems.add(problem);
    }
  }

  private @Nullable Source source(Statement.Import statement) {
    String path = statement.path().literalText();
    if (path == null) {
      report(
          Problem.error(
              "string interpolation is not supported in the path of an import",
              statement.path().origin()));
      return null;
    }
    Source known = sources.get(path);
    if (known == null) {
      FileExports exports = outside.exports(path, statement.path().origin());
      if (exports == null) {
        return null;
      }
      known = new Source(exports, sources.size() + 1);
      sources.put(path, known);
    }
    return known;
  }

  /// All values of the extended parameter file, as an object.
  TemplateExpression base(Statement.Extends statement, Origin at) {
    ExtendedParameters base = baseOf(statement);
    List<TemplateExpression.Entry> entries = new ArrayList<>();
    base.values().forEach((name, value) -> entries.add(TemplateExpression.Entry.of(name, value)));
    return ExpressionLowering.objectOf(entries, at);
  }

  /// One value of the extended parameter file.
  TemplateExpression baseValue(Statement.Extends statement, String name, Origin at) {
    TemplateExpression value = baseOf(statement).values().get(name);
    if (value != null) {
      return value;
    }
    report(Problem.error("the extended parameter file does not assign `" + name + "`", at));
    return FunctionCalls.nothing(at);
  }

  ExtendedParameters baseOf(Statement.Extends statement) {
    String path = statement.path().literalText();
    if (path == null) {
      return ExtendedParameters.NONE;
    }
    ExtendedParameters known = bases.get(path);
    if (known == null) {
      bases.put(path, ExtendedParameters.NONE); // in a circle, nothing
      ExternalFiles.Extended extended = outside.extended(path, statement.path().origin());
      known =
          extended == null ? ExtendedParameters.NONE : ExtendedParameters.of(extended, problems);
      bases.put(path, known);
    }
    return known;
  }

  /// One imported file, with the symbols copied from it so far.
  private final class Source {

    private final FileExports exports;
    private final int number;
    private final Set<String> taken = new HashSet<>();
    private final IdentityHashMap<TemplateExpression, TemplateExpression> moved =
        new IdentityHashMap<>();
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean working;

    Source(FileExports exports, int number) {
      this.exports = exports;
      this.number = number;
    }

    private String renamed(String name) {
      return "_" + number + "." + name;
    }

    String namespace() {
      return "_" + number;
    }

    /// Copies a type, and returns its name in this template.
    String type(String name) {
      String here = renamed(name);
      TypeDefinition definition = exports.template().definitions().get(PropertyName.folded(name));
      if (definition != null) {
        take(
            "type " + PropertyName.folded(name),
            () -> definitions.put(PropertyName.folded(here), definition(definition)));
      }
      return here;
    }

    String variable(String name) {
      String here = renamed(name);
      TemplateExpression value = exports.template().variable(name);
      if (value != null) {
        take(
            "variable " + PropertyName.folded(name),
            () -> variables.put(PropertyName.folded(here), moved(value)));
      }
      return here;
    }

    String function(String namespace, String name) {
      String written = namespace + "." + name;
      UserFunction function = exports.template().functions().get(PropertyName.folded(written));
      String here =
          namespace.startsWith("_") && !namespace.startsWith("__") ? namespace + "." + name : name;
      if (function != null) {
        take(
            "function " + PropertyName.folded(written),
            () ->
                functions.put(
                    PropertyName.folded(namespace() + "." + here), moved(function, here)));
      }
      return here;
    }

    /// Runs the work for a name once. Work that arises meanwhile is queued instead of nested,
    /// because chains of references may be long.
    private void take(String name, Runnable work) {
      if (taken.add(name)) {
        waiting.add(work);
      }
      if (!working) {
        working = true;
        for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
          next.run();
        }
        working = false;
      }
    }

    private UserFunction moved(UserFunction function, String name) {
      return new UserFunction(
          namespace(),
          name,
          function.parameters().stream().map(this::moved).toList(),
          moved(function.output()),
          definition(function.outputType()),
          function.origin());
    }

    private ParameterDeclaration moved(ParameterDeclaration parameter) {
      TemplateExpression value = parameter.defaultValue();
      return new ParameterDeclaration(
          parameter.name(),
          definition(parameter.type()),
          value == null ? null : moved(value),
          parameter.origin());
    }

    private TypeDefinition definition(TypeDefinition type) {
      return DefinitionRenaming.of(type, this::type);
    }

    /// The expression with the names of this template. A shared subexpression, such as the source
    /// of a loop, is converted once.
    private TemplateExpression moved(TemplateExpression expression) {
      TemplateExpression before = moved.get(expression);
      if (before != null) {
        return before;
      }
      TemplateExpression made = renamed(expression);
      moved.put(expression, made);
      return made;
    }

    private TemplateExpression renamed(TemplateExpression expression) {
      return switch (expression) {
        case TemplateExpression.Literal _ -> expression;
        case TemplateExpression.ArrayOf(var elements, var at) ->
            new TemplateExpression.ArrayOf(elements.stream().map(this::moved).toList(), at);
        case TemplateExpression.ObjectOf(var entries, var at) ->
            new TemplateExpression.ObjectOf(
                entries.stream()
                    .map(
                        each ->
                            new TemplateExpression.Entry(moved(each.key()), moved(each.value())))
                    .toList(),
                at);
        case TemplateExpression.Call(var function, var arguments, var at) -> {
          String variable =
              PropertyName.same(function, "variables") && arguments.size() == 1
                  ? arguments.getFirst().literalText()
                  : null;
          yield variable != null
              ? FunctionCalls.call("variables", at, FunctionCalls.text(variable(variable), at))
              : new TemplateExpression.Call(
                  function, arguments.stream().map(this::moved).toList(), at);
        }
        case TemplateExpression.UserCall(var namespace, var function, var arguments, var at) ->
            new TemplateExpression.UserCall(
                namespace(),
                function(namespace, function),
                arguments.stream().map(this::moved).toList(),
                at);
        case TemplateExpression.Member(var target, var key, var safe, var at) ->
            new TemplateExpression.Member(moved(target), moved(key), safe, at);
        case TemplateExpression.Lambda(var parameters, var body, var at) ->
            new TemplateExpression.Lambda(parameters, moved(body), at);
        case TemplateExpression.Loop(var name, var count, var body, var at) ->
            new TemplateExpression.Loop(name, moved(count), moved(body), at);
      };
    }
  }
}

package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.bicep.syntax.BicepExpression;
import dev.redoubt.bicep.syntax.BicepFile;
import dev.redoubt.bicep.syntax.BicepType;
import dev.redoubt.bicep.syntax.Decorator;
import dev.redoubt.bicep.syntax.Identifier;
import dev.redoubt.bicep.syntax.Statement;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.template.syntax.ResourceDeclaration;
import dev.redoubt.template.syntax.Template;
import dev.redoubt.template.syntax.Template.OutputDeclaration;
import dev.redoubt.template.syntax.Template.ParameterDeclaration;
import dev.redoubt.template.syntax.Template.UserFunction;
import dev.redoubt.template.syntax.TemplateExpression;
import dev.redoubt.template.syntax.TypeDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Lowers one Bicep file to the template model.
public final class FileLowering {

  private static final String NAMESPACE = "__bicep";

  private final BicepFile written;
  private final String name;
  private final FileContext file;
  private final ExpressionLowering expressions;
  private final DeclaredTypes types;
  private final ImportLowering imports;

  private FileLowering(
      BicepFile written, String name, ExternalFiles outside, List<Problem> problems) {
    this.written = written;
    this.name = name;
    FileSymbols binding = FileSymbols.of(written, problems);
    this.imports = new ImportLowering(outside, problems);
    this.file = new FileContext(binding, outside, imports, problems);
    this.expressions = new ExpressionLowering(file);
    this.types = new DeclaredTypes(file, expressions);
  }

  /// A lowered file: its template and its exports.
  public record Lowered(Template template, FileExports exports) {}

  /// Lowers a file.
  ///
  /// @param name the display name of the file in messages
  /// @param outside the external files of the file
  /// @param problems receives the problems of the file
  public static Lowered lower(
      BicepFile written, String name, ExternalFiles outside, List<Problem> problems) {
    return new FileLowering(written, name, outside, problems).lower();
  }

  private Lowered lower() {
    Map<String, TypeDefinition> definitions = new LinkedHashMap<>();
    Map<String, ParameterDeclaration> parameters = new LinkedHashMap<>();
    Map<String, TemplateExpression> variables = new LinkedHashMap<>();
    Map<String, UserFunction> functions = new LinkedHashMap<>();
    List<ResourceDeclaration> resources = new ArrayList<>();
    Map<String, OutputDeclaration> outputs = new LinkedHashMap<>();
    ResourceLowering lowering = new ResourceLowering(file, expressions, name);
    for (Statement statement : written.statements()) {
      switch (statement) {
        case Statement.TypeAlias it -> put(definitions, it.name(), types.alias(it.name().text()));
        case Statement.Parameter it -> put(parameters, it.name(), parameter(it));
        case Statement.Variable it ->
            put(
                variables,
                it.name(),
                expressions.lower(it.value(), LoweringContext.TOP, it.name().text()));
        case Statement.Function it -> {
          String key = PropertyName.folded(NAMESPACE + "." + it.name().text());
          functions.putIfAbsent(key, function(it));
        }
        case Statement.Resource it -> {
          if (file.binding().find(it.name().text()) instanceof FileSymbol.OfResource(var symbol)
              && symbol.origin().equals(it.origin())) {
            lowering.add(symbol, resources);
          }
        }
        case Statement.Module it -> {
          if (file.binding().find(it.name().text()) instanceof FileSymbol.OfModule(var symbol)
              && symbol.origin().equals(it.origin())) {
            resources.add(lowering.module(symbol));
          }
        }
        case Statement.Output it -> put(outputs, it.name(), output(it));
        case Statement.TargetScope it -> checkTarget(it);
        case Statement.Import it -> checkImport(it);
        case Statement.Assert it -> expressions.lower(it.value(), LoweringContext.TOP);
        case Statement.Metadata it -> expressions.lower(it.value(), LoweringContext.TOP);
        case Statement.Test _, Statement.Extension _ -> {}
        case Statement.Using _,
            Statement.Extends _,
            Statement.ParameterAssignment _,
            Statement.ExtensionConfiguration _ ->
            file.error("this declaration is only valid in a parameter file", statement.origin());
      }
    }
    imports.definitions().forEach(definitions::putIfAbsent);
    imports.variables().forEach(variables::putIfAbsent);
    imports.functions().forEach(functions::putIfAbsent);
    Template template =
        new Template(
            TargetScopes.of(written),
            true,
            "1.0.0.0",
            definitions,
            parameters,
            variables,
            functions,
            resources,
            lowering.ofExtensions(),
            outputs,
            name,
            written.origin());
    return new Lowered(template, exports(template));
  }

  private static <T> void put(Map<String, T> declarations, Identifier name, T declaration) {
    if (name.isPresent()) {
      declarations.putIfAbsent(PropertyName.folded(name.text()), declaration);
    }
  }

  private ParameterDeclaration parameter(Statement.Parameter it) {
    BicepExpression otherwise = it.defaultValue();
    return new ParameterDeclaration(
        it.name().text(),
        types.of(it.type(), it.decorators(), it.origin()),
        otherwise == null ? null : expressions.lower(otherwise, LoweringContext.TOP),
        it.name().origin());
  }

  private UserFunction function(Statement.Function it) {
    LoweringContext place = LoweringContext.TOP;
    List<ParameterDeclaration> parameters = new ArrayList<>();
    for (Statement.FunctionParameter each : it.parameters()) {
      var at = each.name().origin();
      String called = each.name().text();
      place =
          place.bind(called, FunctionCalls.call("parameters", at, FunctionCalls.text(called, at)));
      parameters.add(
          new ParameterDeclaration(called, types.of(each.type(), List.of(), at), null, at));
    }
    return new UserFunction(
        NAMESPACE,
        it.name().text(),
        parameters,
        expressions.lower(it.body(), place),
        types.of(it.result(), List.of(), it.origin()),
        it.origin());
  }

  private OutputDeclaration output(Statement.Output it) {
    String called = it.name().text();
    ResourceReference resource =
        it.type() instanceof BicepType.OfResource
            ? expressions.accesses().resourceOf(it.value(), LoweringContext.TOP)
            : null;
    TemplateExpression value =
        resource != null
            ? expressions.accesses().identities().id(resource, it.value().origin())
            : expressions.lower(it.value(), LoweringContext.TOP, called);
    return new OutputDeclaration(
        called, types.of(it.type(), it.decorators(), it.origin()), value, null, it.origin());
  }

  private void checkTarget(Statement.TargetScope it) {
    String target = it.value().literalText();
    if (target != null && TargetScopes.named(target) == null) {
      file.error(
          "unknown target scope `"
              + target
              + "`; expected `tenant`, `managementGroup`, `subscription`, `resourceGroup` or"
              + " `local`",
          it.value().origin());
    }
  }

  /// A symbol imported by name must be exported, even if it is not used.
  private void checkImport(Statement.Import it) {
    it.symbols().forEach(each -> imports.find(it, each.exported()));
  }

  private FileExports exports(Template template) {
    Set<String> exportedTypes = new LinkedHashSet<>();
    Set<String> exportedVariables = new LinkedHashSet<>();
    Set<String> exportedFunctions = new LinkedHashSet<>();
    for (Statement statement : written.statements()) {
      if (Decorator.find(statement.decorators(), "export") == null) {
        continue;
      }
      if (statement instanceof Statement.TypeAlias it) {
        exportedTypes.add(it.name().text());
      } else if (statement instanceof Statement.Variable it) {
        exportedVariables.add(it.name().text());
      } else if (statement instanceof Statement.Function it) {
        exportedFunctions.add(it.name().text());
      }
    }
    return new FileExports(
        template, exportedTypes, exportedVariables, exportedFunctions, NAMESPACE);
  }
}

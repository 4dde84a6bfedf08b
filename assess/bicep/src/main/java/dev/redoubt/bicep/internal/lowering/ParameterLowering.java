package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.bicep.syntax.BicepFile;
import dev.redoubt.bicep.syntax.Statement;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.Value;
import dev.redoubt.template.ExpandedTemplate;
import dev.redoubt.template.syntax.TemplateExpression;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Evaluates a parameter file, as a template without resources whose outputs are the values.
public final class ParameterLowering {

  private final BicepFile written;
  private final FileContext file;
  private final ImportLowering imports;
  private final ExpressionLowering expressions;

  private ParameterLowering(BicepFile written, ExternalFiles outside, List<Problem> problems) {
    this.written = written;
    this.imports = new ImportLowering(outside, problems);
    this.file = new FileContext(FileSymbols.of(written, problems), outside, imports, problems);
    this.expressions = new ExpressionLowering(file);
  }

  /// The values by name as written, the values of the extended file first. A value that cannot be
  /// determined, such as a secret, is unknown.
  ///
  /// @param outside the external files of the file
  /// @param problems receives the problems of the file
  public static Map<String, Value> values(
      BicepFile written, ExternalFiles outside, List<Problem> problems) {
    return new ParameterLowering(written, outside, problems).values();
  }

  private Map<String, Value> values() {
    Map<String, TemplateExpression> variables = new LinkedHashMap<>();
    Map<String, TemplateExpression> given = new LinkedHashMap<>();
    for (Statement statement : written.statements()) {
      switch (statement) {
        case Statement.Extends it -> imports.baseOf(it).values().forEach(given::put);
        case Statement.Variable it ->
            variables.putIfAbsent(
                PropertyName.folded(it.name().text()),
                expressions.lower(it.value(), LoweringContext.TOP, it.name().text()));
        case Statement.ParameterAssignment it -> {
          String name = it.name().text();
          if (it.name().isPresent()) {
            variables.putIfAbsent(
                PropertyName.folded(name),
                expressions.lower(it.value(), LoweringContext.TOP, name));
            given.put(
                name,
                FunctionCalls.call(
                    "variables", it.origin(), FunctionCalls.text(name, it.origin())));
          }
        }
        case Statement.Import it -> it.symbols().forEach(each -> imports.find(it, each.exported()));
        case Statement.Using _,
            Statement.ExtensionConfiguration _,
            Statement.TypeAlias _,
            Statement.Function _,
            Statement.Extension _ -> {}
        case Statement.TargetScope _,
            Statement.Metadata _,
            Statement.Parameter _,
            Statement.Resource _,
            Statement.Module _,
            Statement.Test _,
            Statement.Output _,
            Statement.Assert _ ->
            file.error("this declaration is not valid in a parameter file", statement.origin());
      }
    }
    imports.variables().forEach(variables::putIfAbsent);
    ExpandedTemplate expansion = ConstantEvaluation.expand(variables, imports.functions(), given);
    expansion.problems().forEach(file::report);
    return expansion.outputs();
  }
}

package dev.redoubt.fixes.bicep;

import dev.redoubt.bicep.syntax.BicepExpression;
import dev.redoubt.bicep.syntax.Statement;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.ResourceType;
import dev.redoubt.estate.StringValue;
import dev.redoubt.fixes.edit.EditCollector;
import dev.redoubt.fixes.edit.TextEdit;
import dev.redoubt.fixes.json.JsonParameters;
import dev.redoubt.fixes.plan.FixParameter;
import dev.redoubt.fixes.plan.PropertyPlan;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Declares the parameters of fixes in Bicep files, and passes them on from the callers of a
/// module.
final class BicepParameters {

  /// As many modules as can be nested.
  private static final int MAX_DEPTH = 64;

  private final BicepFiles files;
  private final Map<String, FixParameter> known;
  private final EditCollector edits;
  private final PropertyChanges changes;
  private final ValueDefinitions definitions;

  /// What callers of modules have to pass, planned together: a caller without `params` gets one.
  private final Map<BicepFiles.Caller, PropertyPlan> pending = new LinkedHashMap<>();

  private final Map<Place, Symbol> symbols = new HashMap<>();
  private int rounds;

  private record Place(String file, String parameter) {}

  /// @param declaration null if the file has the symbol already
  private record Symbol(FixParameter parameter, String text, @Nullable TextEdit declaration) {}

  BicepParameters(
      BicepFiles files,
      Map<String, FixParameter> known,
      EditCollector edits,
      PropertyChanges changes,
      ValueDefinitions definitions) {
    this.definitions = definitions;
    this.files = files;
    this.known = known;
    this.edits = edits;
    this.changes = changes;
  }

  /// The expression for a parameter in a file: a resource of the file, a parameter that the file
  /// has, or one that the fixes declare.
  String symbol(BicepSource file, String name, Set<Integer> findings) {
    Symbol symbol = symbols.computeIfAbsent(new Place(file.name(), name), _ -> find(file, name));
    TextEdit declaration = symbol.declaration();
    if (declaration != null) {
      edits.add(findings, declaration);
      TextEdit blank = file.blankLineAfter(declaration.start());
      if (blank != null) {
        edits.add(findings, blank);
      }
      String value = symbol.parameter().defaultValue();
      if (value == null) {
        pass(file, symbol.parameter(), symbol.text(), findings);
      } else {
        edits.review(
            findings,
            "decide `%s` in `%s`, which is `%s`".formatted(symbol.text(), file.name(), value));
      }
    }
    return symbol.text();
  }

  private Symbol find(BicepSource file, String name) {
    FixParameter parameter = known.get(name);
    if (parameter == null) {
      throw new IllegalStateException("no parameter `" + name + "`");
    }
    String resource = resource(file, parameter);
    if (resource != null) {
      return new Symbol(parameter, resource, null);
    }
    for (String reused : parameter.reused()) {
      if (isGiven(file, reused)) {
        return new Symbol(parameter, reused, null);
      }
    }
    for (String general : parameter.general()) {
      if (isGiven(file, general) && file.isUsedOnlyFor(general, "id")) {
        return new Symbol(parameter, general, null);
      }
    }
    String free = free(file, name);
    return new Symbol(parameter, free, declaration(file, parameter, free));
  }

  /// Whether the file has a text parameter that is never empty, as far as its values are known.
  private boolean isGiven(BicepSource file, String name) {
    return file.declaresText(name)
        && definitions.of(new BicepExpression.Name(name, Origin.NONE), file).stream()
            .noneMatch(ValueDefinitions.Definition::isEmptyText);
  }

  /// The id of a resource of the file that serves as the parameter; null if there is none.
  private static @Nullable String resource(BicepSource file, FixParameter parameter) {
    String type = parameter.resourceType();
    if (type == null) {
      return null;
    }
    ResourceType wanted = ResourceType.of(type);
    if (wanted.equals(EndpointSubnets.TYPE)) {
      return EndpointSubnets.choose(file.declarations());
    }
    return file.declarations().stream()
        .filter(each -> each.isOf(wanted) && each.isSingle())
        .map(each -> each.symbol() + ".id")
        .findFirst()
        .orElse(null);
  }

  private static String free(BicepSource file, String name) {
    String free = name;
    for (int i = 2; file.uses(free) > 0; i++) {
      free = name + i;
    }
    return free;
  }

  private static TextEdit declaration(BicepSource file, FixParameter parameter, String name) {
    String end = file.source().lineEnd();
    String value = parameter.defaultValue();
    return insertion(
        file,
        "@description('%s')%sparam %s %s%s"
            .formatted(
                BicepText.escaped(parameter.description()),
                end,
                name,
                parameter.type(),
                value == null ? "" : " = '" + BicepText.escaped(value) + "'"));
  }

  private void pass(BicepSource file, FixParameter parameter, String name, Set<Integer> findings) {
    for (BicepFiles.Caller caller : files.callers(file)) {
      if (caller.body() == null) {
        edits.note(findings, "pass `%s` to `%s`".formatted(name, file.name()));
        continue;
      }
      pending
          .computeIfAbsent(caller, _ -> new PropertyPlan())
          .child("params", findings)
          .child(name, findings)
          .set(StringValue.of("${" + parameter.name() + "}"), false);
    }
    // a deployment asks for a parameter that a JSON file does not assign; Bicep refuses it
    for (JsonParameters assigned : files.jsonParameters(file)) {
      edits.decide(findings, "give `%s` a value in `%s`".formatted(name, assigned.name()));
    }
    for (BicepSource assigned : files.parameterFiles(file)) {
      edits.add(findings, assignment(assigned, parameter, name));
      edits.decide(findings, "decide `%s` in `%s`".formatted(name, assigned.name()));
    }
  }

  /// The assignment of a parameter in a parameter file, to a value that does not exist until
  /// somebody decides: Bicep refuses an environment variable that is not set.
  private static TextEdit assignment(BicepSource file, FixParameter parameter, String name) {
    String variable = name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
    String line =
        "param %s = readEnvironmentVariable('%s') // decide: %s"
            .formatted(name, variable, parameter.description());
    int at = file.ranges().lineEndAfter(file.ranges().statement(file.statements().getLast()));
    return new TextEdit(file.name(), at, at, file.source().lineEnd() + line, line);
  }

  /// Changes the callers of modules, up to the files that nobody calls.
  void finish() {
    // a cycle of modules is an error of its own, and must not keep this going
    while (!pending.isEmpty() && rounds++ < MAX_DEPTH) {
      Map<BicepFiles.Caller, PropertyPlan> now = new LinkedHashMap<>(pending);
      pending.clear();
      now.forEach(
          (caller, plan) -> {
            if (caller.body() != null) {
              String module = TextEdit.MODULE + caller.module().name().text();
              changes.apply(plan, caller.body(), caller.file(), module);
            }
          });
    }
  }

  /// After the last parameter, otherwise after the statements that come first by convention.
  private static TextEdit insertion(BicepSource file, String declaration) {
    String end = file.source().lineEnd();
    Statement before = null;
    for (Statement statement : file.statements()) {
      if (statement instanceof Statement.Parameter
          || (before == null
              && (statement instanceof Statement.TargetScope
                  || statement instanceof Statement.Metadata
                  || statement instanceof Statement.Import))) {
        before = statement;
      }
    }
    if (before == null) {
      int start = file.source().start();
      return new TextEdit(file.name(), start, start, declaration + end + end, declaration);
    }
    int at = file.ranges().lineEndAfter(file.ranges().statement(before));
    return new TextEdit(file.name(), at, at, end + end + declaration, declaration);
  }
}

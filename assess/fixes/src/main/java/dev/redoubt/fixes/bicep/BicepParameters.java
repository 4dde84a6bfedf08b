package dev.redoubt.fixes.bicep;

import dev.redoubt.bicep.syntax.BicepType;
import dev.redoubt.bicep.syntax.Statement;
import dev.redoubt.estate.ResourceType;
import dev.redoubt.estate.StringValue;
import dev.redoubt.fixes.edit.EditCollector;
import dev.redoubt.fixes.edit.TextEdit;
import dev.redoubt.fixes.json.JsonParameters;
import dev.redoubt.fixes.plan.FixParameter;
import dev.redoubt.fixes.plan.PropertyPlan;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
      PropertyChanges changes) {
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
      if (symbol.parameter().defaultValue() == null) {
        pass(file, symbol.parameter(), symbol.text(), findings);
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
      if (declares(file, reused)) {
        return new Symbol(parameter, reused, null);
      }
    }
    String free = free(file, name);
    return new Symbol(parameter, free, declaration(file, parameter, free));
  }

  private static @Nullable String resource(BicepSource file, FixParameter parameter) {
    String type = parameter.resourceType();
    if (type == null) {
      return null;
    }
    for (BicepSource.Declaration each : file.declarations()) {
      String written = each.statement().type().literalText();
      if (written != null
          && each.loop() == null
          && each.condition() == null
          && ResourceType.of(written.split("@", 2)[0]).equals(ResourceType.of(type))) {
        return each.symbol() + ".id";
      }
    }
    return null;
  }

  /// Whether the file has a text parameter of this name.
  private static boolean declares(BicepSource file, String name) {
    return file.statements().stream()
        .anyMatch(
            each ->
                each instanceof Statement.Parameter parameter
                    && parameter.name().text().equals(name)
                    && isText(parameter.type()));
  }

  /// Whether a type is `string`, or a set of texts.
  private static boolean isText(@Nullable BicepType type) {
    return switch (type) {
      case BicepType.Named(var name, _) -> name.equals("string");
      case BicepType.StringLiteral _ -> true;
      case BicepType.Union(var members, _) -> members.stream().allMatch(BicepParameters::isText);
      case null, default -> false;
    };
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
      edits.hint(findings, "give `%s` a value in `%s`".formatted(name, assigned.name()));
    }
    for (BicepSource assigned : files.parameterFiles(file)) {
      edits.note(findings, "give `%s` a value in `%s`".formatted(name, assigned.name()));
    }
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
              String module = "module " + caller.module().name().text();
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
    int at = file.lineEndAfter(file.statementRange(before));
    return new TextEdit(file.name(), at, at, end + end + declaration, declaration);
  }
}

package dev.redoubt.fixes.bicep;

import dev.redoubt.bicep.syntax.BicepExpression;
import dev.redoubt.bicep.syntax.BicepExpression.ObjectLiteral;
import dev.redoubt.bicep.syntax.BicepExpression.Property;
import dev.redoubt.fixes.edit.EditCollector;
import dev.redoubt.fixes.edit.TextEdit;
import dev.redoubt.fixes.plan.FixParameter;
import dev.redoubt.fixes.plan.FixStep;
import dev.redoubt.fixes.plan.PropertyPlan;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Changes the properties of an object as planned: what exists is replaced where its value is
/// defined, what is absent is inserted with the author's indentation.
final class PropertyChanges {

  private static final String UNIT = "  ";

  private final EditCollector edits;
  private final Definitions definitions;
  private final BicepParameters parameters;

  PropertyChanges(BicepFiles files, Map<String, FixParameter> known, EditCollector edits) {
    this.edits = edits;
    this.definitions = new Definitions(files);
    this.parameters = new BicepParameters(files, known, edits, this);
  }

  /// Changes an object.
  ///
  /// @param where the object for a person: `registry.sku`
  void apply(PropertyPlan plan, ObjectLiteral object, BicepSource file, String where) {
    for (Map.Entry<String, PropertyPlan> child : plan.children().entrySet()) {
      Property property = property(object, child.getKey());
      if (property != null) {
        change(child.getKey(), child.getValue(), property, file, where);
      } else if (!child.getValue().isRemoved() && child.getValue().rewrite() == null) {
        add(child.getKey(), child.getValue(), object, file, where);
      }
    }
  }

  private static @Nullable Property property(ObjectLiteral object, String name) {
    for (BicepExpression.Entry entry : object.entries()) {
      if (entry instanceof Property property && name.equalsIgnoreCase(property.literalName())) {
        return property;
      }
    }
    return null;
  }

  /// The text of a parameter in a file, declared there if need be.
  String symbol(BicepSource file, String name, Set<Integer> findings) {
    return parameters.symbol(file, name, findings);
  }

  /// Passes parameters on from the callers of modules.
  void finish() {
    parameters.finish();
  }

  private BicepText writer(BicepSource file, Set<Integer> findings) {
    return new BicepText(name -> parameters.symbol(file, name, findings), file.source().lineEnd());
  }

  private void change(
      String name, PropertyPlan plan, Property property, BicepSource file, String where) {
    Set<Integer> findings = plan.findings();
    BicepSource.Range range = file.value(property);
    FixStep.Rewrite rewrite = plan.rewrite();
    if (plan.isRemoved()) {
      remove(name, property, file, findings, where);
    } else if (rewrite != null) {
      rewrite(name, rewrite, property.value(), range, file, findings, where);
    } else if (plan.value() != null) {
      replace(name, plan, property.value(), range, file, where);
    } else {
      complete(name, plan, property.value(), range, file, where + "." + name);
    }
  }

  /// Completes an object or the elements of an array.
  private void complete(
      String name,
      PropertyPlan plan,
      BicepExpression value,
      BicepSource.Range range,
      BicepSource file,
      String where) {
    switch (value) {
      case ObjectLiteral literal -> apply(plan, literal, file, where);
      case BicepExpression.ArrayLiteral array -> elements(plan, array, file, where);
      default -> {
        if (value instanceof BicepExpression.Call(var function, var arguments, _)
            && function.equals("union")
            && completeOne(plan, arguments, file)) {
          return;
        }
        List<Definitions.Definition> found = definitions.of(value, file);
        if (found.isEmpty()) {
          edits.note(
              plan.findings(),
              "`%s` is `%s`, whose value is defined elsewhere"
                  .formatted(name, file.source().slice(range.start(), range.end())));
        }
        for (Definitions.Definition each : found) {
          if (each.json() != null) {
            edits.note(
                plan.findings(), "change `%s` in `%s`".formatted(each.name(), each.json().name()));
            continue;
          }
          complete(name, plan, each.value(), each.range(), each.file(), each.name());
        }
      }
    }
  }

  /// Completes the first object of a union that is a literal or the name of literals.
  private boolean completeOne(
      PropertyPlan plan, List<BicepExpression> arguments, BicepSource file) {
    for (BicepExpression argument : arguments) {
      if (argument instanceof ObjectLiteral literal) {
        apply(plan, literal, file, "union");
        return true;
      }
      List<Definitions.Definition> found = definitions.of(argument, file);
      if (!found.isEmpty()
          && found.stream().allMatch(each -> each.value() instanceof ObjectLiteral)) {
        for (Definitions.Definition each : found) {
          if (each.value() instanceof ObjectLiteral literal) {
            apply(plan, literal, each.file(), each.name());
          }
        }
        return true;
      }
    }
    return false;
  }

  private void elements(
      PropertyPlan plan, BicepExpression.ArrayLiteral array, BicepSource file, String where) {
    for (Map.Entry<String, PropertyPlan> child : plan.children().entrySet()) {
      String index = child.getKey();
      if (!index.startsWith("[")) {
        continue;
      }
      int number = Integer.parseInt(index.substring(1, index.length() - 1));
      // elements after a spread have other indexes
      boolean isCounted =
          array.elements().stream()
              .limit(number + 1L)
              .noneMatch(each -> each instanceof BicepExpression.Spread);
      if (isCounted
          && number < array.elements().size()
          && array.elements().get(number) instanceof ObjectLiteral element) {
        apply(child.getValue(), element, file, where + index);
      } else {
        edits.note(child.getValue().findings(), "the elements of the array are not literals");
      }
    }
  }

  private void rewrite(
      String name,
      FixStep.Rewrite step,
      BicepExpression value,
      BicepSource.Range range,
      BicepSource file,
      Set<Integer> findings,
      String where) {
    String written = file.source().slice(range.start(), range.end());
    String changed = written.replaceAll(step.pattern(), step.with());
    if (!changed.equals(written)) {
      edits.add(
          findings,
          new TextEdit(
              file.name(), range.start(), range.end(), changed, name + ": " + changed, where));
      return;
    }
    List<Definitions.Definition> found = definitions.of(value, file);
    if (found.isEmpty()) {
      edits.note(findings, "change the value of `%s`".formatted(written));
    }
    for (Definitions.Definition each : found) {
      if (each.json() != null) {
        edits.note(findings, "change `%s` in `%s`".formatted(each.name(), each.json().name()));
        continue;
      }
      rewrite(each.name(), step, each.value(), each.range(), each.file(), findings, "");
    }
  }

  /// Replaces a value; a parameter gets the value where it is assigned, and a condition the value
  /// of its parameter.
  private void replace(
      String name,
      PropertyPlan plan,
      BicepExpression value,
      BicepSource.Range range,
      BicepSource file,
      String where) {
    Set<Integer> findings = plan.findings();
    String wanted = writer(file, findings).planned(plan, file.source().indentation(range.start()));
    if (file.source().slice(range.start(), range.end()).equals(wanted)) {
      return;
    }
    if (!plan.isWhole() && !wanted.startsWith("{") && isConstant(wanted)) {
      if (value instanceof BicepExpression.Ternary ternary
          && replaceCondition(ternary, wanted, file, findings)) {
        return;
      }
      List<Definitions.Definition> found = definitions.of(value, file);
      if (!found.isEmpty()
          && value instanceof BicepExpression.Name(var used, _)
          && file.isUsedOnlyFor(used, name)
          && found.stream().allMatch(each -> claims(each, wanted))) {
        found.forEach(each -> define(each, wanted, findings));
        return;
      }
    }
    edits.add(
        findings,
        new TextEdit(file.name(), range.start(), range.end(), wanted, name + ": " + wanted, where));
  }

  private void define(Definitions.Definition each, String text, Set<Integer> findings) {
    edits.add(findings, each.change(text));
  }

  private static boolean isConstant(String text) {
    return text.equals("true")
        || text.equals("false")
        || (text.startsWith("'") && !text.contains("${"));
  }

  private boolean claims(Definitions.Definition definition, String wanted) {
    return edits.claim(definition.place(), wanted);
  }

  /// `allowPublic ? 'Enabled' : 'Disabled'`: the parameter decides.
  private boolean replaceCondition(
      BicepExpression.Ternary ternary, String wanted, BicepSource file, Set<Integer> findings) {
    boolean ifTrue = isWritten(ternary.yes(), wanted);
    if (ifTrue == isWritten(ternary.no(), wanted)) {
      return false;
    }
    boolean decided = ifTrue;
    BicepExpression condition = ternary.condition();
    if (condition instanceof BicepExpression.Unary(var operator, var operand, _)
        && operator == BicepExpression.UnaryOperator.NOT) {
      condition = operand;
      decided = !decided;
    }
    String text = Boolean.toString(decided);
    List<Definitions.Definition> found = definitions.of(condition, file);
    if (found.isEmpty() || !found.stream().allMatch(each -> claims(each, text))) {
      return false;
    }
    found.forEach(each -> define(each, text, findings));
    return true;
  }

  private static boolean isWritten(BicepExpression branch, String wanted) {
    return switch (branch) {
      case BicepExpression.StringLiteral(var text, _) ->
          wanted.equals("'" + BicepText.escaped(text) + "'");
      case BicepExpression.BooleanLiteral(var flag, _) -> wanted.equals(Boolean.toString(flag));
      default -> false;
    };
  }

  private void remove(
      String name, Property property, BicepSource file, Set<Integer> findings, String where) {
    BicepSource.Range range = file.property(property);
    int start = range.start();
    int end = range.end();
    int comma = file.afterComma(end);
    int line = file.source().lineStart(start);
    boolean first = file.source().slice(line, start).isBlank();
    if (comma >= 0) {
      end = comma;
    }
    if (first && isLineEnd(file, file.lineEndAfter(range))) {
      start = line == file.source().start() ? line : file.source().endBefore(line);
      end = file.lineEndAfter(range);
    }
    edits.add(
        findings, new TextEdit(file.name(), start, end, "", "// without `" + name + "`", where));
  }

  private static boolean isLineEnd(BicepSource file, int index) {
    String text = file.source().text();
    return index < text.length() && (text.charAt(index) == '\n' || text.charAt(index) == '\r');
  }

  /// Adds a property to an object, or to the object that its spread refers to.
  private void add(
      String name, PropertyPlan plan, ObjectLiteral object, BicepSource file, String where) {
    for (BicepExpression.Entry entry : object.entries()) {
      if (entry instanceof BicepExpression.SpreadEntry(var value, _)) {
        List<Definitions.Definition> found = definitions.of(value, file);
        if (!found.isEmpty()
            && found.stream().allMatch(each -> each.value() instanceof ObjectLiteral)) {
          found.forEach(each -> addTo(name, plan, each));
          return;
        }
      }
    }
    insert(name, plan, object, file, where);
  }

  private void addTo(String name, PropertyPlan plan, Definitions.Definition definition) {
    if (definition.value() instanceof ObjectLiteral literal) {
      PropertyPlan single = new PropertyPlan();
      single.adopt(name, plan);
      apply(single, literal, definition.file(), definition.name());
    }
  }

  private void insert(
      String name, PropertyPlan plan, ObjectLiteral object, BicepSource file, String where) {
    Set<Integer> findings = plan.findings();
    BicepSource.Range brackets = file.brackets(object);
    String end = file.source().lineEnd();
    String outer = file.source().indentation(brackets.end());
    int after = file.afterEntries(object);
    BicepText writer = writer(file, findings);
    if (after >= 0) {
      String indentation = outer + UNIT;
      String text = writer.property(name, plan, indentation);
      edits.add(
          findings, new TextEdit(file.name(), after, after, end + indentation + text, text, where));
    } else if (object.entries().isEmpty()) {
      String indentation = file.source().indentation(brackets.start()) + UNIT;
      String text = writer.property(name, plan, indentation);
      int start = brackets.start() + 1;
      edits.add(
          findings, new TextEdit(file.name(), start, start, end + indentation + text, text, where));
      String closing = end + file.source().indentation(brackets.start()) + "}";
      edits.add(
          findings, new TextEdit(file.name(), brackets.end(), brackets.end() + 1, closing, ""));
    } else {
      String text = writer.property(name, plan, file.source().indentation(brackets.start()));
      int start = brackets.start() + 1;
      edits.add(findings, new TextEdit(file.name(), start, start, " " + text + ",", text, where));
    }
  }
}

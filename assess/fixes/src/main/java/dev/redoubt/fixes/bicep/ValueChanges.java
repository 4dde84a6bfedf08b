package dev.redoubt.fixes.bicep;

import dev.redoubt.bicep.syntax.BicepExpression;
import dev.redoubt.fixes.edit.EditCollector;
import dev.redoubt.fixes.edit.TextEdit;
import dev.redoubt.fixes.plan.FixStep;
import dev.redoubt.fixes.plan.PropertyPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Replaces the values of properties where they are defined.
final class ValueChanges {

  /// Places of a parameter that are named; more do not help.
  private static final int MAX_PLACES = 3;

  private final EditCollector edits;
  private final ValueDefinitions definitions;

  ValueChanges(EditCollector edits, ValueDefinitions definitions) {
    this.edits = edits;
    this.definitions = definitions;
  }

  /// A property and its value.
  ///
  /// @param where the object that the property is in, for a person: `registry.sku`
  record Target(
      String name, BicepExpression value, TextRange range, BicepSource file, String where) {

    String written() {
      return file.source().slice(range.start(), range.end());
    }

    TextEdit change(String text) {
      return new TextEdit(file.name(), range.start(), range.end(), text, name + ": " + text, where);
    }

    /// The same value where it is defined.
    private static Target of(ValueDefinitions.Definition definition) {
      return new Target(
          definition.name(), definition.value(), definition.range(), definition.file(), "");
    }
  }

  /// Replaces a part of the text of a value.
  void rewrite(FixStep.Rewrite step, Target target, Set<Integer> findings) {
    String written = target.written();
    String changed = written.replaceAll(step.pattern(), step.with());
    if (!changed.equals(written)) {
      edits.add(findings, target.change(changed));
      return;
    }
    List<ValueDefinitions.Definition> found = definitions.of(target.value(), target.file());
    if (found.isEmpty()) {
      edits.note(findings, "change the value of `%s`".formatted(written));
    }
    for (ValueDefinitions.Definition each : found) {
      if (each.json() != null) {
        edits.note(findings, "change `%s` in `%s`".formatted(each.name(), each.json().name()));
      } else {
        rewrite(step, Target.of(each), findings);
      }
    }
  }

  /// Replaces a value; a parameter gets the value where it is assigned, and a condition the value
  /// of its parameter.
  void replace(PropertyPlan plan, Target target, String wanted) {
    Set<Integer> findings = plan.findings();
    if (target.written().equals(wanted)) {
      return;
    }
    String replaced = plan.replaced();
    if (replaced != null && replaceBranch(target, replaced, wanted, findings)) {
      return;
    }
    if (!plan.isWhole() && !wanted.startsWith("{") && isConstant(wanted)) {
      if (target.value() instanceof BicepExpression.Ternary ternary
          && replaceCondition(ternary, wanted, target.file(), findings)) {
        return;
      }
      if (target.value() instanceof BicepExpression.Name(var used, _)
          && replaceDefinition(used, target, wanted, findings)) {
        return;
      }
    }
    edits.add(findings, target.change(wanted));
  }

  /// `isLarge ? 'standard' : 'free'`: only the branch with the value that is not wanted changes,
  /// also where a name is defined.
  private boolean replaceBranch(
      Target target, String replaced, String wanted, Set<Integer> findings) {
    List<TextEdit> changes = new ArrayList<>();
    if (target.value() instanceof BicepExpression.Ternary ternary) {
      changes.addAll(branches(ternary, target, replaced, wanted));
    } else if (target.value() instanceof BicepExpression.Name
        && definitions.accepts(target.value(), target.file(), wanted)) {
      for (ValueDefinitions.Definition each : definitions.of(target.value(), target.file())) {
        if (each.json() == null && each.value() instanceof BicepExpression.Ternary ternary) {
          changes.addAll(branches(ternary, Target.of(each), replaced, wanted));
        }
      }
    }
    changes.forEach(each -> edits.add(findings, each));
    return !changes.isEmpty();
  }

  private static List<TextEdit> branches(
      BicepExpression.Ternary ternary, Target target, String replaced, String wanted) {
    List<TextEdit> changes = new ArrayList<>();
    for (BicepExpression branch : List.of(ternary.yes(), ternary.no())) {
      if (branch instanceof BicepExpression.StringLiteral literal
          && literal.text().equalsIgnoreCase(replaced)) {
        TextRange range = target.file().ranges().text(literal);
        String written = target.written();
        int start = range.start() - target.range().start();
        String changed =
            written.substring(0, start)
                + wanted
                + written.substring(start + range.end() - range.start());
        changes.add(
            new TextEdit(
                target.file().name(),
                range.start(),
                range.end(),
                wanted,
                target.name() + ": " + changed,
                target.where()));
      }
    }
    return changes;
  }

  /// Changes the definition of a name; false if it also means something else.
  private boolean replaceDefinition(
      String used, Target target, String wanted, Set<Integer> findings) {
    List<ValueDefinitions.Definition> found = definitions.of(target.value(), target.file());
    if (found.isEmpty()) {
      return false;
    }
    if (!target.file().isUsedOnlyFor(used, target.name())) {
      edits.hint(findings, otherUses(used, target));
      return false;
    }
    if (!definitions.accepts(target.value(), target.file(), wanted)
        || !found.stream().allMatch(each -> claims(each, wanted))) {
      return false;
    }
    found.forEach(each -> edits.add(findings, each.change(wanted)));
    return true;
  }

  /// Why a name is not changed where it is defined.
  private static String otherUses(String name, Target target) {
    BicepSource file = target.file();
    String path = file.name();
    List<Integer> lines =
        file.ranges().places(name).stream()
            .filter(each -> each.start() != target.range().start())
            .filter(each -> !file.isDeclaration(name, each.start()))
            .map(each -> file.source().origin(each.start()).line())
            .distinct()
            .toList();
    String places =
        lines.stream()
            .limit(MAX_PLACES)
            .map(String::valueOf)
            .collect(Collectors.joining(", ", path.substring(path.lastIndexOf('/') + 1) + ":", ""));
    return "the value came from `%s` (also used at %s)".formatted(name, places);
  }

  private static boolean isConstant(String text) {
    return text.equals("true")
        || text.equals("false")
        || (text.startsWith("'") && !text.contains("${"));
  }

  private boolean claims(ValueDefinitions.Definition definition, String wanted) {
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
    List<ValueDefinitions.Definition> found = definitions.of(condition, file);
    if (found.isEmpty() || !found.stream().allMatch(each -> claims(each, text))) {
      return false;
    }
    found.forEach(each -> edits.add(findings, each.change(text)));
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
}

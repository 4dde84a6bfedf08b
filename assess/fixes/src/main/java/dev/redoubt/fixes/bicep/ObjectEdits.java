package dev.redoubt.fixes.bicep;

import dev.redoubt.bicep.syntax.BicepExpression.ObjectLiteral;
import dev.redoubt.bicep.syntax.BicepExpression.Property;
import dev.redoubt.fixes.edit.EditCollector;
import dev.redoubt.fixes.edit.TextEdit;
import dev.redoubt.fixes.plan.PropertyPlan;
import java.util.Map;
import java.util.Set;

/// Changes the text of one object: adds properties with the author's indentation, removes them, and
/// merges an expression with an object.
final class ObjectEdits {

  private static final String UNIT = "  ";

  private final EditCollector edits;
  private final BicepParameters parameters;

  ObjectEdits(EditCollector edits, BicepParameters parameters) {
    this.edits = edits;
    this.parameters = parameters;
  }

  /// The writer of texts for a file, which declares the parameters that they use.
  BicepText writer(BicepSource file, Set<Integer> findings, boolean onOneLine) {
    return new BicepText(
        name -> parameters.symbol(file, name, findings), file.source().lineEnd(), onOneLine);
  }

  /// Adds a property.
  void insert(
      String name, PropertyPlan plan, ObjectLiteral object, BicepSource file, String where) {
    addHints(name, plan);
    Set<Integer> findings = plan.findings();
    TextRange brackets = file.ranges().brackets(object);
    String end = file.source().lineEnd();
    boolean isOnOneLine = !file.ranges().isClosedOnOwnLine(object) && !object.entries().isEmpty();
    String outer = file.source().indentation(brackets.end());
    int at = file.ranges().afterEntries(object);
    BicepText writer = writer(file, findings, isOnOneLine);
    String text = writer.property(name, plan, outer + UNIT);
    if (isOnOneLine) {
      String before = file.ranges().endsWithComma(object) ? " " : ", ";
      String after = file.ranges().endsWithComma(object) ? "," : "";
      edits.add(findings, new TextEdit(file.name(), at, at, before + text + after, text, where));
      return;
    }
    int start = object.entries().isEmpty() ? brackets.start() + 1 : at;
    edits.add(
        findings, new TextEdit(file.name(), start, start, end + outer + UNIT + text, text, where));
    if (object.entries().isEmpty()) {
      edits.add(
          findings,
          new TextEdit(file.name(), brackets.end(), brackets.end() + 1, end + outer + "}", ""));
    }
  }

  /// Names what an added object has for other findings.
  private void addHints(String name, PropertyPlan plan) {
    plan.others().forEach((finding, others) -> edits.hint(Set.of(finding), others.formatted(name)));
  }

  /// An object that keeps no property gets everything at once, because of the commas.
  void fill(PropertyPlan plan, ObjectLiteral object, BicepSource file, String where) {
    TextRange brackets = file.ranges().brackets(object);
    boolean isOnOneLine = !file.ranges().isClosedOnOwnLine(object);
    String text =
        writer(file, plan.findings(), isOnOneLine)
            .planned(plan, file.source().indentation(brackets.start()));
    edits.add(
        plan.findings(),
        new TextEdit(file.name(), brackets.start(), brackets.end() + 1, text, text, where));
  }

  /// Merges an expression, whose value is defined elsewhere, with an object.
  void merge(String name, PropertyPlan plan, TextRange range, BicepSource file, String where) {
    Set<Integer> findings = plan.findings();
    String written = file.source().slice(range.start(), range.end());
    if (!plan.isMergeable()) {
      edits.note(
          findings,
          "`%s` is `%s`, whose value is defined elsewhere"
              .formatted(name, written.lines().findFirst().orElse("").strip()));
      return;
    }
    addHints(name, plan);
    String indentation = file.source().indentation(range.start());
    String text =
        "union(%s, %s)"
            .formatted(written, writer(file, findings, false).planned(plan, indentation));
    String object = where.endsWith("." + name) ? where.substring(0, where.lastIndexOf('.')) : where;
    edits.add(
        findings,
        new TextEdit(file.name(), range.start(), range.end(), text, name + ": " + text, object));
  }

  /// Removes a property; one that shares its line, with the comma after it, or with the one before
  /// it if no property stays after it.
  void remove(
      PropertyPlan plan, Property property, boolean isLast, BicepSource file, String where) {
    String name = property.literalName();
    TextRange range = file.ranges().property(property);
    int start = range.start();
    int end = range.end();
    int comma = file.ranges().afterComma(end);
    int line = file.source().lineStart(start);
    boolean first = file.source().slice(line, start).isBlank();
    if (first && isLineEnd(file, file.ranges().lineEndAfter(range))) {
      start = line == file.source().start() ? line : file.source().endBefore(line);
      end = file.ranges().lineEndAfter(range);
    } else if (isLast) {
      start = file.ranges().beforeComma(start);
    } else if (comma >= 0) {
      end = file.source().afterBlanks(comma);
    }
    for (Map.Entry<String, PropertyPlan> each : plan.children().entrySet()) {
      if (each.getKey().equalsIgnoreCase(name)) {
        edits.add(
            each.getValue().findings(),
            TextEdit.deletion(file.name(), start, end, "`" + name + "`", where));
      }
    }
  }

  private static boolean isLineEnd(BicepSource file, int index) {
    String text = file.source().text();
    return index < text.length() && (text.charAt(index) == '\n' || text.charAt(index) == '\r');
  }
}

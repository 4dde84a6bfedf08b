package dev.redoubt.fixes.json;

import dev.redoubt.fixes.edit.EditCollector;
import dev.redoubt.fixes.edit.TextEdit;
import dev.redoubt.fixes.plan.FixStep;
import dev.redoubt.fixes.plan.PropertyPlan;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Changes the properties of a JSON object as planned.
final class JsonChanges {

  private final JsonSource file;
  private final EditCollector edits;

  /// The name of a parameter for the template that is changed, which is declared if need be.
  private final BiFunction<String, Set<Integer>, String> parameters;

  private final @Nullable JsonDefinitions definitions;

  /// @param definitions finds where parameters get their values; null to replace expressions
  JsonChanges(
      JsonSource file,
      EditCollector edits,
      BiFunction<String, Set<Integer>, String> parameters,
      @Nullable JsonDefinitions definitions) {
    this.file = file;
    this.edits = edits;
    this.parameters = parameters;
    this.definitions = definitions;
  }

  JsonText writer(Set<Integer> findings) {
    return new JsonText(name -> parameters.apply(name, findings), file.source().lineEnd());
  }

  /// Changes an object.
  ///
  /// @param where the object for a person: `properties of the resource st`
  void apply(PropertyPlan plan, JsonSource.Node object, String where) {
    List<JsonSource.Member> removed =
        object.members().stream().filter(each -> isRemoved(plan, each)).toList();
    if (removed.size() == object.members().size() && !plan.children().isEmpty()) {
      fill(plan, object, where);
      return;
    }
    for (Map.Entry<String, PropertyPlan> child : plan.children().entrySet()) {
      JsonSource.Member member = object.member(child.getKey());
      if (member != null) {
        change(child.getValue(), member, object, removed, where);
      } else if (!child.getValue().isRemoved() && child.getValue().rewrite() == null) {
        append(child.getKey(), child.getValue(), object, where);
      }
    }
  }

  private static boolean isRemoved(PropertyPlan plan, JsonSource.Member member) {
    return plan.children().entrySet().stream()
        .anyMatch(
            each -> each.getValue().isRemoved() && each.getKey().equalsIgnoreCase(member.name()));
  }

  /// An object without other properties gets everything at once, because of the commas.
  private void fill(PropertyPlan plan, JsonSource.Node object, String where) {
    String indentation = file.source().indentation(object.start());
    JsonText writer = writer(plan.findings());
    String text = writer.planned(plan, indentation);
    String shown =
        plan.children().entrySet().stream()
            .filter(each -> !each.getValue().isRemoved())
            .map(each -> writer.property(each.getKey(), each.getValue(), ""))
            .collect(Collectors.joining("," + file.source().lineEnd()));
    edits.add(
        plan.findings(),
        new TextEdit(file.name(), object.start(), object.end(), text, shown, where));
  }

  private void append(String name, PropertyPlan plan, JsonSource.Node object, String where) {
    plan.others().forEach((finding, others) -> edits.hint(Set.of(finding), others.formatted(name)));
    JsonSource.Member last = object.members().getLast();
    String indentation = file.source().indentation(last.start());
    String text = writer(plan.findings()).property(name, plan, indentation);
    boolean sameLine =
        file.source().lineStart(object.start()) == file.source().lineStart(last.start());
    String before = sameLine ? ", " : "," + file.source().lineEnd() + indentation;
    int at = last.value().end();
    edits.add(plan.findings(), new TextEdit(file.name(), at, at, before + text, text, where));
  }

  private void change(
      PropertyPlan plan,
      JsonSource.Member member,
      JsonSource.Node object,
      List<JsonSource.Member> removed,
      String where) {
    JsonSource.Node value = member.value();
    String written = file.source().slice(value.start(), value.end());
    FixStep.Rewrite rewrite = plan.rewrite();
    if (plan.isRemoved()) {
      remove(plan, member, object, removed, where);
    } else if (rewrite != null) {
      replace(plan, member, where, written.replaceAll(rewrite.pattern(), rewrite.with()));
    } else if (plan.value() != null) {
      String indentation = file.source().indentation(member.start());
      replace(plan, member, where, writer(plan.findings()).planned(plan, indentation));
    } else if (value.isObject()) {
      apply(plan, value, inner(member.name(), where));
    } else if (value.isArray()) {
      elements(plan, value, member.name(), where);
    } else {
      merge(plan, member, where);
    }
  }

  /// Merges the value of an expression with an object.
  private void merge(PropertyPlan plan, JsonSource.Member member, String where) {
    String expression = file.string(member.value());
    if (expression == null || !JsonSource.isExpression(expression) || !plan.isMergeable()) {
      edits.note(
          plan.findings(), "`%s` is an expression; change its value".formatted(member.name()));
      return;
    }
    String wanted =
        "\"[union(%s, %s)]\""
            .formatted(
                expression.substring(1, expression.length() - 1),
                JsonText.escaped(writer(plan.findings()).expression(plan)));
    JsonSource.Node value = member.value();
    String shown = JsonText.quoted(member.name()) + ": " + wanted;
    edits.add(
        plan.findings(),
        new TextEdit(file.name(), value.start(), value.end(), wanted, shown, where));
  }

  private static String inner(String name, String where) {
    int of = where.indexOf(" of ");
    return of < 0 || where.startsWith("the ")
        ? name + " of " + where
        : where.substring(0, of) + "." + name + where.substring(of);
  }

  private void replace(PropertyPlan plan, JsonSource.Member member, String where, String wanted) {
    JsonSource.Node value = member.value();
    List<TextEdit> defined = definitions == null ? List.of() : definitions.changes(value, wanted);
    if (!defined.isEmpty()) {
      defined.forEach(each -> edits.add(plan.findings(), each));
    } else if (!file.source().slice(value.start(), value.end()).equals(wanted)) {
      String shown = JsonText.quoted(member.name()) + ": " + wanted;
      edits.add(
          plan.findings(),
          new TextEdit(file.name(), value.start(), value.end(), wanted, shown, where));
      String other = definitions == null ? null : definitions.otherUses(value);
      if (other != null) {
        edits.hint(plan.findings(), other);
      }
    }
  }

  private void elements(PropertyPlan plan, JsonSource.Node array, String name, String where) {
    for (Map.Entry<String, PropertyPlan> child : plan.children().entrySet()) {
      String index = child.getKey();
      int number = Integer.parseInt(index.substring(1, index.length() - 1));
      if (number < array.elements().size() && array.elements().get(number).isObject()) {
        apply(child.getValue(), array.elements().get(number), inner(name + index, where));
      } else {
        edits.note(child.getValue().findings(), "the elements of the array are not literals");
      }
    }
  }

  /// Removes a property with the comma after it, or with the one before it if no property stays
  /// after it.
  private void remove(
      PropertyPlan plan,
      JsonSource.Member member,
      JsonSource.Node object,
      List<JsonSource.Member> removed,
      String where) {
    List<JsonSource.Member> members = object.members();
    int at = members.indexOf(member);
    boolean isLast = removed.containsAll(members.subList(at, members.size()));
    int start = isLast ? members.get(at - 1).value().end() : member.start();
    int end = isLast ? member.value().end() : members.get(at + 1).start();
    edits.add(
        plan.findings(),
        TextEdit.deletion(file.name(), start, end, "`" + member.name() + "`", where));
  }
}

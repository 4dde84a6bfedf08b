package dev.redoubt.fixes.bicep;

import dev.redoubt.bicep.syntax.BicepExpression;
import dev.redoubt.bicep.syntax.BicepExpression.ObjectLiteral;
import dev.redoubt.bicep.syntax.BicepExpression.Property;
import dev.redoubt.fixes.edit.EditCollector;
import dev.redoubt.fixes.plan.FixParameter;
import dev.redoubt.fixes.plan.FixStep;
import dev.redoubt.fixes.plan.PropertyPlan;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Changes the properties of an object as planned: what exists is replaced where its value is
/// defined, what is absent is added to the object that decides.
final class PropertyChanges {

  private final EditCollector edits;
  private final ValueDefinitions definitions;
  private final ValueChanges values;
  private final BicepParameters parameters;
  private final ObjectEdits objects;

  PropertyChanges(BicepFiles files, Map<String, FixParameter> known, EditCollector edits) {
    this.edits = edits;
    this.definitions = new ValueDefinitions(files);
    this.values = new ValueChanges(edits, definitions);
    this.parameters = new BicepParameters(files, known, edits, this, definitions);
    this.objects = new ObjectEdits(edits, parameters);
  }

  /// Changes an object.
  ///
  /// @param where the object for a person: `registry.sku`
  void apply(PropertyPlan plan, ObjectLiteral object, BicepSource file, String where) {
    Set<Property> removed = new HashSet<>();
    plan.children()
        .forEach(
            (name, child) -> {
              Property property = child.isRemoved() ? property(object, name) : null;
              if (property != null) {
                removed.add(property);
              }
            });
    if (!removed.isEmpty() && removed.size() == object.entries().size()) {
      objects.fill(plan, object, file, where);
      return;
    }
    for (Property each : removed) {
      boolean isLast =
          removed.containsAll(
              object.entries().subList(object.entries().indexOf(each), object.entries().size()));
      objects.remove(plan, each, isLast, file, where);
    }
    plan.children()
        .forEach(
            (name, child) -> {
              if (!child.isRemoved()) {
                apply(name, child, object, file, where);
              }
            });
  }

  private void apply(
      String name, PropertyPlan plan, ObjectLiteral object, BicepSource file, String where) {
    Property property = property(object, name);
    switch (SpreadObjects.decider(name, object, file, definitions)) {
      case SpreadObjects.Spread(var found) -> found.forEach(each -> applyTo(name, plan, each));
      case SpreadObjects.Unknown _ when property != null -> move(name, plan, object, file, where);
      case SpreadObjects.Unknown _ when plan.rewrite() == null ->
          objects.insert(name, plan, object, file, where);
      case SpreadObjects.Own _ when property != null -> change(name, plan, property, file, where);
      case SpreadObjects.Absent _ when plan.rewrite() == null ->
          add(name, plan, object, file, where);
      default -> {}
    }
  }

  /// Gives a property that a spread after it may replace a value after the spread.
  private void move(
      String name, PropertyPlan plan, ObjectLiteral object, BicepSource file, String where) {
    Property property = property(object, name);
    if (property == null || plan.value() == null || plan.rewrite() != null) {
      edits.note(
          plan.findings(), "a spread after `%s` may have another value for it".formatted(name));
      return;
    }
    objects.remove(single(name, plan), property, false, file, where);
    objects.insert(name, plan, object, file, where);
  }

  static @Nullable Property property(ObjectLiteral object, String name) {
    for (BicepExpression.Entry entry : object.entries().reversed()) {
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

  private void change(
      String name, PropertyPlan plan, Property property, BicepSource file, String where) {
    Set<Integer> findings = plan.findings();
    TextRange range = file.ranges().value(property);
    ValueChanges.Target target =
        new ValueChanges.Target(name, property.value(), range, file, where);
    FixStep.Rewrite rewrite = plan.rewrite();
    if (rewrite != null) {
      values.rewrite(rewrite, target, findings);
    } else if (plan.value() != null) {
      String indentation = file.source().indentation(range.start());
      values.replace(
          plan, target, objects.writer(file, findings, false).planned(plan, indentation));
    } else {
      complete(name, plan, property.value(), range, file, where + "." + name);
    }
  }

  /// Completes an object or the elements of an array.
  private void complete(
      String name,
      PropertyPlan plan,
      BicepExpression value,
      TextRange range,
      BicepSource file,
      String where) {
    switch (value) {
      case ObjectLiteral literal -> apply(plan, literal, file, where);
      case BicepExpression.ArrayLiteral array -> elements(plan, array, file, where);
      case BicepExpression.For loop when loop.body() instanceof ObjectLiteral body ->
          repeated(name, plan, body, file, where);
      case BicepExpression.Call call when definitions.isUnion(call, file) ->
          UnionObjects.of(call.arguments(), file, where, definitions)
              .assign(plan)
              .forEach(this::apply);
      case BicepExpression _ when definitions.isChangeable(value, file) ->
          definitions
              .of(value, file)
              .forEach(
                  each ->
                      complete(name, plan, each.value(), each.range(), each.file(), each.name()));
      default -> objects.merge(name, plan, range, file, where);
    }
  }

  private void apply(UnionObjects.Assigned assigned) {
    for (UnionObjects.Located each : assigned.objects()) {
      apply(single(assigned.name(), assigned.plan()), each.literal(), each.file(), each.where());
    }
  }

  /// Changes the object of a loop if that changes no element that does not need it.
  private void repeated(
      String name, PropertyPlan plan, ObjectLiteral body, BicepSource file, String where) {
    List<PropertyPlan> elements = List.copyOf(plan.children().values());
    if (plan.isForEachElement() && !elements.isEmpty()) {
      elements.forEach(each -> apply(each, body, file, where + "[]"));
    } else {
      edits.note(
          plan.findings(),
          "`%s` is a loop, and not all of its elements have to change".formatted(name));
    }
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
      BicepExpression element =
          isCounted && number < array.elements().size() ? array.elements().get(number) : null;
      if (element instanceof ObjectLiteral literal) {
        apply(child.getValue(), literal, file, where + index);
      } else if (element != null && definitions.isChangeable(element, file)) {
        definitions
            .of(element, file)
            .forEach(
                each ->
                    complete(
                        each.name(),
                        child.getValue(),
                        each.value(),
                        each.range(),
                        each.file(),
                        each.name()));
      } else {
        edits.note(child.getValue().findings(), "the elements of the array are not literals");
      }
    }
  }

  /// Adds a property to an object, or to the object that its spread refers to.
  private void add(
      String name, PropertyPlan plan, ObjectLiteral object, BicepSource file, String where) {
    for (BicepExpression.Entry entry : object.entries()) {
      if (entry instanceof BicepExpression.SpreadEntry(var value, _)) {
        List<ValueDefinitions.Definition> found = definitions.changeable(value, file);
        if (!found.isEmpty()
            && found.stream().allMatch(each -> each.value() instanceof ObjectLiteral)) {
          found.forEach(each -> applyTo(name, plan, each));
          return;
        }
      }
    }
    objects.insert(name, plan, object, file, where);
  }

  private void applyTo(String name, PropertyPlan plan, ValueDefinitions.Definition definition) {
    if (definition.value() instanceof ObjectLiteral literal) {
      apply(single(name, plan), literal, definition.file(), definition.name());
    }
  }

  /// The plan of an object for one of its properties.
  private static PropertyPlan single(String name, PropertyPlan plan) {
    PropertyPlan single = new PropertyPlan();
    single.adopt(name, plan);
    return single;
  }
}

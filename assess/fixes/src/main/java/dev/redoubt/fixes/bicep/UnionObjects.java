package dev.redoubt.fixes.bicep;

import dev.redoubt.bicep.syntax.BicepExpression;
import dev.redoubt.bicep.syntax.BicepExpression.ObjectLiteral;
import dev.redoubt.bicep.syntax.BicepExpression.Property;
import dev.redoubt.fixes.plan.PropertyPlan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The objects of a `union`, which merges them deeply; of two values of one property the last one
/// counts.
///
/// @param parts in their order, after the last argument that cannot be changed, so that no such one
///   has another value
record UnionObjects(List<Part> parts) {

  UnionObjects {
    parts = List.copyOf(parts);
  }

  /// An object in a file.
  record Located(ObjectLiteral literal, BicepSource file, String where) {}

  /// An argument of the union.
  ///
  /// @param objects one, or those that the callers of a module pass
  /// @param isAssigned whether a parameter has the objects, which others may assign
  record Part(List<Located> objects, boolean isAssigned) {
    Part {
      objects = List.copyOf(objects);
    }

    private boolean has(String name) {
      return objects.stream()
          .anyMatch(each -> PropertyChanges.property(each.literal(), name) != null);
    }

    private @Nullable Part inner(String name) {
      List<Located> inner = new ArrayList<>();
      for (Located each : objects) {
        Property property = PropertyChanges.property(each.literal(), name);
        if (property != null && property.value() instanceof ObjectLiteral literal) {
          inner.add(new Located(literal, each.file(), each.where() + "." + name));
        }
      }
      return inner.size() == objects.size() ? new Part(inner, isAssigned) : null;
    }
  }

  /// A property that changes in some objects.
  record Assigned(List<Located> objects, String name, PropertyPlan plan) {
    Assigned {
      objects = List.copyOf(objects);
    }
  }

  static UnionObjects of(
      List<BicepExpression> arguments,
      BicepSource file,
      String where,
      ValueDefinitions definitions) {
    List<Part> parts = new ArrayList<>();
    for (BicepExpression argument : arguments.reversed()) {
      if (!definitions.isObject(argument, file)) {
        break;
      }
      if (argument instanceof ObjectLiteral literal) {
        parts.addFirst(new Part(List.of(new Located(literal, file, where)), false));
        continue;
      }
      List<Located> objects = new ArrayList<>();
      List<ValueDefinitions.Definition> found = definitions.of(argument, file);
      for (ValueDefinitions.Definition each : found) {
        if (each.value() instanceof ObjectLiteral literal) {
          objects.add(new Located(literal, each.file(), each.name()));
        }
      }
      boolean isVariable = found.stream().allMatch(each -> each.name().startsWith("var "));
      parts.addFirst(new Part(objects, !isVariable));
    }
    return new UnionObjects(parts);
  }

  /// Where the properties of a plan change: in the last object that has the property, otherwise in
  /// the last one.
  List<Assigned> assign(PropertyPlan plan) {
    List<Assigned> assigned = new ArrayList<>();
    plan.children().forEach((name, child) -> assign(name, child, assigned));
    return assigned;
  }

  private void assign(String name, PropertyPlan plan, List<Assigned> assigned) {
    List<Part> having = parts.stream().filter(each -> each.has(name)).toList();
    if (having.isEmpty()) {
      Part last =
          parts.reversed().stream()
              .filter(each -> !each.isAssigned())
              .findFirst()
              .orElse(parts.getLast());
      assigned.add(new Assigned(last.objects(), name, plan));
      return;
    }
    List<Part> inner = new ArrayList<>();
    for (Part each : having) {
      Part part = each.inner(name);
      if (part != null) {
        inner.add(part);
      }
    }
    boolean isMerged = having.size() > 1 && inner.size() == having.size();
    if (isMerged && plan.value() == null && plan.rewrite() == null && !plan.isRemoved()) {
      assigned.addAll(new UnionObjects(inner).assign(plan));
      return;
    }
    boolean isEverywhere = plan.isRemoved() || plan.isWhole();
    for (Part each : isEverywhere ? having : List.of(having.getLast())) {
      assigned.add(new Assigned(each.objects(), name, plan));
    }
  }
}

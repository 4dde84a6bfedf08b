package dev.redoubt.fixes.bicep;

import dev.redoubt.bicep.syntax.BicepExpression;
import dev.redoubt.bicep.syntax.BicepExpression.ObjectLiteral;
import dev.redoubt.bicep.syntax.BicepExpression.Property;
import java.util.List;

/// Finds what decides a property of an object with spreads: the last entry that has it.
final class SpreadObjects {

  private SpreadObjects() {}

  /// What decides a property.
  sealed interface Decider {}

  /// The property of the object itself.
  record Own() implements Decider {}

  /// A spread, by the definitions of its objects.
  record Spread(List<ValueDefinitions.Definition> objects) implements Decider {
    Spread {
      objects = List.copyOf(objects);
    }
  }

  /// Perhaps a spread whose object cannot be changed.
  record Unknown() implements Decider {}

  /// Nothing: no entry has the property.
  record Absent() implements Decider {}

  static Decider decider(
      String name, ObjectLiteral object, BicepSource file, ValueDefinitions definitions) {
    for (BicepExpression.Entry entry : object.entries().reversed()) {
      if (entry instanceof Property property && name.equalsIgnoreCase(property.literalName())) {
        return new Own();
      }
      if (entry instanceof BicepExpression.SpreadEntry(var value, _)) {
        List<ValueDefinitions.Definition> found = definitions.changeable(value, file);
        if (found.isEmpty() || found.stream().anyMatch(each -> mayHave(name, each))) {
          return new Unknown();
        }
        if (found.stream().anyMatch(each -> has(name, each))) {
          return new Spread(found);
        }
      }
    }
    return new Absent();
  }

  private static boolean has(String name, ValueDefinitions.Definition definition) {
    return definition.value() instanceof ObjectLiteral literal
        && PropertyChanges.property(literal, name) != null;
  }

  /// Whether it cannot be known that an object has a property or has it not: it is no literal, or
  /// has a spread.
  private static boolean mayHave(String name, ValueDefinitions.Definition definition) {
    return !(definition.value() instanceof ObjectLiteral literal)
        || (PropertyChanges.property(literal, name) == null
            && literal.entries().stream().anyMatch(BicepExpression.SpreadEntry.class::isInstance));
  }
}

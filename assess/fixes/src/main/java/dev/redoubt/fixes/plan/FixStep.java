package dev.redoubt.fixes.plan;

import dev.redoubt.estate.Value;
import java.util.List;
import java.util.Map;

/// One step of the fix of a control, in no particular language.
///
/// A path is that of a [PropertyPath] and starts at the payload of the resource. In a text,
/// `${name}` is the parameter of that name; a text that starts with `=` is an expression in the
/// functions that Bicep and ARM share.
public sealed interface FixStep {

  /// When the step applies: every path of `is` has one of its values, and no path of `isNot` has.
  ///
  /// @param is texts that are compared without case; an absent property has none
  record When(Map<String, List<String>> is, Map<String, List<String>> isNot) {
    public When {
      is = Map.copyOf(is);
      isNot = Map.copyOf(isNot);
    }
  }

  When when();

  /// Gives a property a value.
  ///
  /// @param whole whether an object replaces the declared one instead of completing it
  /// @param absent whether the step applies only to a property that is absent
  record Set(String path, Value value, boolean whole, boolean absent, When when)
      implements FixStep {}

  /// Removes a property.
  record Remove(String path, When when) implements FixStep {}

  /// Replaces a part of the text of a property, as written.
  ///
  /// @param pattern a regular expression
  record Rewrite(String path, String pattern, String with, When when) implements FixStep {}

  /// Steps on the elements of an array; their paths start at the element, and `${element.name}` is
  /// the name of the element.
  record Each(String path, List<FixStep> steps, When when) implements FixStep {
    public Each {
      steps = List.copyOf(steps);
    }
  }

  /// Steps on the resource that contains this one.
  record Parent(List<FixStep> steps, When when) implements FixStep {
    public Parent {
      steps = List.copyOf(steps);
    }
  }

  /// Adds a private endpoint.
  ///
  /// @param groups the sub-resources
  /// @param zones the private DNS zones
  record PrivateEndpoint(List<String> groups, List<String> zones, When when) implements FixStep {
    public PrivateEndpoint {
      groups = List.copyOf(groups);
      zones = List.copyOf(zones);
    }
  }

  /// Adds a diagnostic setting that sends logs to a workspace.
  ///
  /// @param categoryGroup the category group of the logs
  record DiagnosticSetting(String categoryGroup, When when) implements FixStep {}

  /// Adds a user-assigned identity.
  ///
  /// @param parameter the parameter with the id of the identity
  record UserIdentity(String parameter, When when) implements FixStep {}

  /// Deletes the declaration.
  record Delete(When when) implements FixStep {}

  /// What a person has to do.
  record Manual(String text, When when) implements FixStep {}
}

package dev.redoubt.template.syntax;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Value;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The type of a parameter, an output or a definition, as far as it determines a value or its
/// validity.
///
/// @param type the base type
/// @param reference the definition (`#/definitions/NAME` without the prefix), or the part of one
///   (`NAME/properties/x`), that this type refines, or null; see [Template#definition]
/// @param secure `secureString`, `secureObject`
/// @param nullable whether null, and for a parameter absence, is allowed
/// @param allowedValues the allowed values, or null if all are allowed
/// @param minimum the minimum value, or the minimum length of a string or array; null if there is
///   none
/// @param maximum the maximum value or length; null if there is none
/// @param properties the types of an object's properties, keyed by folded name; empty if none are
///   declared
/// @param additionalProperties the type of the properties that are not listed, or null
/// @param items the type of an array's elements, or null
/// @param prefixItems the types of a tuple's first elements
/// @param discriminator how one of several object types is selected, or null
public record TypeDefinition(
    Kind type,
    @Nullable String reference,
    boolean secure,
    boolean nullable,
    @Nullable List<Value> allowedValues,
    @Nullable Long minimum,
    @Nullable Long maximum,
    Map<String, TypeDefinition> properties,
    @Nullable TypeDefinition additionalProperties,
    @Nullable TypeDefinition items,
    List<TypeDefinition> prefixItems,
    @Nullable Discriminator discriminator,
    Origin origin) {

  /// The base types of the language.
  public enum Kind {
    ANY,
    STRING,
    INT,
    BOOL,
    ARRAY,
    OBJECT
  }

  /// Selects the type of an object by the value of one of its properties.
  ///
  /// @param property the name of that property
  /// @param mapping the type by the property's value, as written
  public record Discriminator(String property, Map<String, TypeDefinition> mapping) {}

  /// Returns a type without further constraints.
  public static TypeDefinition of(Kind kind, Origin origin) {
    return new TypeDefinition(
        kind, null, false, false, null, null, null, Map.of(), null, null, List.of(), null, origin);
  }
}

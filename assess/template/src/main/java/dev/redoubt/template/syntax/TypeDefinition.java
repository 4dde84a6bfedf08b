package dev.redoubt.template.syntax;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Value;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The type of a parameter, an output or a definition, as far as it decides a value or whether one
/// is allowed.
///
/// @param type the base type
/// @param reference the definition (`#/definitions/NAME` without the prefix), or the part of one
///   (`NAME/properties/x`), that this one refines, or null; see [Template#definition]
/// @param secure `secureString`, `secureObject`
/// @param nullable whether null, and in a parameter absence, is allowed
/// @param allowedValues null where all are
/// @param minimum least value, or least length of a string or array; null where there is none
/// @param maximum greatest value, or greatest length; null where there is none
/// @param properties of an object, keyed by the folded name; empty where none are given
/// @param additionalProperties the type of the properties that are not listed, or null
/// @param items the type of an array's elements, or null
/// @param prefixItems the types of a tuple's first elements
/// @param discriminator how one of several object types is chosen, or null
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

  /// How the type of an object follows from one of its properties.
  ///
  /// @param property the name of the property that chooses
  /// @param mapping the type by the property's value, as written
  public record Discriminator(String property, Map<String, TypeDefinition> mapping) {}

  /// A type that says nothing but its kind.
  public static TypeDefinition of(Kind kind, Origin origin) {
    return new TypeDefinition(
        kind, null, false, false, null, null, null, Map.of(), null, null, List.of(), null, origin);
  }
}

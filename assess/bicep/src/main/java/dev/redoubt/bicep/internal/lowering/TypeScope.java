package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.bicep.syntax.BicepExpression;
import dev.redoubt.estate.Value;
import dev.redoubt.template.syntax.TypeDefinition;
import org.jspecify.annotations.Nullable;

/// The names that types and decorators can refer to. Names are case-sensitive.
interface TypeScope {

  /// The name of a declared or imported type in the template's definitions; null if there is none.
  ///
  /// @param namespace the name of a wildcard import; null for an unqualified name
  @Nullable String definition(@Nullable String namespace, String name);

  /// Whether a name is imported from a file that is not available or does not export it, which has
  /// been reported.
  boolean isUnavailable(String name);

  /// A definition, lowered on first use; null while it is being lowered, that is, in a cycle.
  @Nullable TypeDefinition definitionOf(String definition);

  /// The value of a constant: a literal, including arrays and objects, or the name of a variable
  /// with a constant value; null for any other expression.
  @Nullable Value constant(BicepExpression expression);
}

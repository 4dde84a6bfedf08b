package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.bicep.syntax.BicepExpression;
import dev.redoubt.estate.Value;
import dev.redoubt.template.syntax.TypeDefinition;
import org.jspecify.annotations.Nullable;

/// What a type, and a decorator, can name where it stands. Names keep their case.
interface TypeScope {

  /// The name under which a declared or imported type stands in the template's definitions; null
  /// where there is none.
  ///
  /// @param namespace the name of a wildcard import; null for a name that stands alone
  @Nullable String definition(@Nullable String namespace, String name);

  /// Whether a name is imported from a file that cannot be had, or that does not export it, which
  /// has been reported.
  boolean isUnavailable(String name);

  /// A definition, lowered when it is first asked for; null while it is being lowered, that is, in
  /// a cycle.
  @Nullable TypeDefinition definitionOf(String definition);

  /// The value of a constant: a literal, of arrays and objects too, or the name of a variable that
  /// is one; else null.
  @Nullable Value constant(BicepExpression expression);
}

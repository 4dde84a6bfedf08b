package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.bicep.syntax.Statement;

/// What a name of a file stands for.
sealed interface Symbol {

  record Parameter(Statement.Parameter statement) implements Symbol {}

  /// A value that a parameter file gives.
  record Assignment(Statement.ParameterAssignment statement) implements Symbol {}

  record Variable(Statement.Variable statement) implements Symbol {}

  record Function(Statement.Function statement) implements Symbol {}

  record Type(Statement.TypeAlias statement) implements Symbol {}

  record OfResource(ResourceSymbol resource) implements Symbol {}

  record OfModule(ModuleSymbol module) implements Symbol {}

  /// A name of another file.
  ///
  /// @param exported what it is called there
  record Imported(Statement.Import statement, String exported) implements Symbol {}

  /// All names of another file.
  record Wildcard(Statement.Import statement) implements Symbol {}

  /// An extension of the language.
  record Extension(Statement.Extension statement) implements Symbol {}

  /// What the parameter file that this one extends gives.
  record Base(Statement.Extends statement) implements Symbol {}
}

package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.bicep.syntax.Statement;

/// What a name of a file stands for.
sealed interface FileSymbol {

  record Parameter(Statement.Parameter statement) implements FileSymbol {}

  /// A value that a parameter file gives.
  record Assignment(Statement.ParameterAssignment statement) implements FileSymbol {}

  record Variable(Statement.Variable statement) implements FileSymbol {}

  record Function(Statement.Function statement) implements FileSymbol {}

  record Type(Statement.TypeAlias statement) implements FileSymbol {}

  record OfResource(ResourceSymbol resource) implements FileSymbol {}

  record OfModule(ModuleSymbol module) implements FileSymbol {}

  /// A name of another file.
  ///
  /// @param exported what it is called there
  record Imported(Statement.Import statement, String exported) implements FileSymbol {}

  /// All names of another file.
  record Wildcard(Statement.Import statement) implements FileSymbol {}

  /// An extension of the language.
  record Extension(Statement.Extension statement) implements FileSymbol {}

  /// What the parameter file that this one extends gives.
  record Base(Statement.Extends statement) implements FileSymbol {}
}

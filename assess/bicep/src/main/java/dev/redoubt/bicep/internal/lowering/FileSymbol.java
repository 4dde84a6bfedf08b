package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.bicep.syntax.Statement;

/// A symbol of a file: the declaration that a name refers to.
sealed interface FileSymbol {

  record Parameter(Statement.Parameter statement) implements FileSymbol {}

  /// An assignment in a parameter file.
  record Assignment(Statement.ParameterAssignment statement) implements FileSymbol {}

  record Variable(Statement.Variable statement) implements FileSymbol {}

  record Function(Statement.Function statement) implements FileSymbol {}

  record Type(Statement.TypeAlias statement) implements FileSymbol {}

  record OfResource(ResourceSymbol resource) implements FileSymbol {}

  record OfModule(ModuleSymbol module) implements FileSymbol {}

  /// A symbol imported by name.
  ///
  /// @param exported the name in the exporting file
  record Imported(Statement.Import statement, String exported) implements FileSymbol {}

  /// A wildcard import: all exports of another file.
  record Wildcard(Statement.Import statement) implements FileSymbol {}

  /// A Bicep extension.
  record Extension(Statement.Extension statement) implements FileSymbol {}

  /// The values of the extended parameter file.
  record Base(Statement.Extends statement) implements FileSymbol {}
}

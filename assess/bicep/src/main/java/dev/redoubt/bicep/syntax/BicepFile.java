package dev.redoubt.bicep.syntax;

import dev.redoubt.estate.Origin;
import java.util.List;

/// The syntax tree of a Bicep file or a Bicep parameter file.
///
/// @param kind the kind of file; both kinds share most of the language and differ in their
///   statements
/// @param statements in source order; statements that could not be parsed have been reported and
///   are omitted
/// @param origin the file as a whole
public record BicepFile(Kind kind, List<Statement> statements, Origin origin) {

  public BicepFile {
    statements = List.copyOf(statements);
  }

  /// The kind of a file.
  public enum Kind {
    /// `.bicep`: resources and modules.
    TEMPLATE,
    /// `.bicepparam`: values for the parameters of a template.
    PARAMETERS
  }
}

package dev.redoubt.bicep.syntax;

import dev.redoubt.estate.Origin;
import java.util.List;

/// A Bicep file, or a Bicep parameter file, as written.
///
/// @param kind which of the two it is; they share most of the language, and differ in their
///   statements
/// @param statements in order; what could not be read has been reported and is left out
/// @param origin the file as a whole
public record BicepFile(Kind kind, List<Statement> statements, Origin origin) {

  public BicepFile {
    statements = List.copyOf(statements);
  }

  /// What a file declares.
  public enum Kind {
    /// `.bicep`: resources and modules.
    TEMPLATE,
    /// `.bicepparam`: values for the parameters of a template.
    PARAMETERS
  }
}

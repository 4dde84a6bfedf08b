package dev.redoubt.yaml;

/// Explains why a YAML text was not parsed to its end.
///
/// @param place where parsing ended, if known
/// @param message for the author of the text
public record YamlError(Kind kind, YamlPosition place, String message) {

  /// The kind of error.
  public enum Kind {
    /// The text is not valid YAML.
    SYNTAX,
    /// A document has more characters than the limit.
    TOO_LONG,
    /// Collections are nested deeper than the limit.
    TOO_DEEP,
    /// The text has more nodes than the limit.
    TOO_MANY
  }

  /// The message as a complete sentence, which distinguishes invalid YAML from an exceeded limit.
  public String sentence() {
    return kind == Kind.SYNTAX ? "not valid YAML: " + message : message;
  }
}

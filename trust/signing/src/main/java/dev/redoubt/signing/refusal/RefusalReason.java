package dev.redoubt.signing.refusal;

import org.jspecify.annotations.Nullable;

/// Why something is refused, in the user's words.
///
/// @param file the file of the model that it is about, relative to the model with `/`, or null
///   where it is about the whole
/// @param message what is wrong, lower case, with the input's own words in backticks
public record RefusalReason(@Nullable String file, String message) {

  /// One about the whole.
  public static RefusalReason of(String message) {
    return new RefusalReason(null, message);
  }

  /// `weights/a.bin: the content is not what was signed`.
  @Override
  public String toString() {
    return file == null ? message : file + ": " + message;
  }
}

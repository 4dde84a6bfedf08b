package dev.redoubt.signing.refusal;

import org.jspecify.annotations.Nullable;

/// A reason why a model, a signature or a document is refused.
///
/// @param file the file of the model to which the reason applies, relative to the model with `/`;
///   null if it applies to the whole
/// @param message what is wrong, lower case, with the input's own words in backticks
public record RefusalReason(@Nullable String file, String message) {

  /// Creates a reason that applies to the whole.
  public static RefusalReason of(String message) {
    return new RefusalReason(null, message);
  }

  /// Prints as `weights/a.bin: is not in the signature`.
  @Override
  public String toString() {
    return file == null ? message : file + ": " + message;
  }
}

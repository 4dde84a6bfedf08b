package dev.redoubt.signing.attestation;

import dev.redoubt.signing.internal.QuotedText;
import dev.redoubt.signing.internal.StrictJsonObject;
import dev.redoubt.signing.refusal.RefusedException;
import java.util.Arrays;

/// A string field with a fixed set of values.
final class EnumField {

  private EnumField() {}

  static <E extends Enum<E>> E of(Class<E> choices, StrictJsonObject fields, String name)
      throws RefusedException {
    String text = fields.text(name);
    for (E choice : choices.getEnumConstants()) {
      if (choice.name().equals(text)) {
        return choice;
      }
    }
    throw new RefusedException(
        "`"
            + fields.at(name)
            + "` is `"
            + QuotedText.shown(text)
            + "`; it must be one of `"
            + String.join(
                "`, `", Arrays.stream(choices.getEnumConstants()).map(Enum::name).toList())
            + "`");
  }
}

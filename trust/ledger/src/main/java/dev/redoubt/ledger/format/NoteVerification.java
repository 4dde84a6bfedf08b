package dev.redoubt.ledger.format;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The result of verifying a note against trusted keys.
public sealed interface NoteVerification {

  /// At least one of the keys signed the note, and no signature of any of them is false.
  record Verified(List<Signed> by) implements NoteVerification {

    /// Copies the list.
    public Verified {
      by = List.copyOf(by);
    }

    /// Whether this key is among those that signed.
    public boolean isBy(VerifierKey key) {
      return by.stream().anyMatch(each -> each.key().equals(key));
    }
  }

  /// The note is not signed by a trusted key, or a signature is false.
  ///
  /// @param why the reason, for the user
  record Refused(String why) implements NoteVerification {}

  /// A signature that was verified.
  ///
  /// @param time of signing according to the witness; null if the signature type has no time
  record Signed(VerifierKey key, @Nullable Instant time) {}

  /// Verifies a note as C2SP signed-note requires: signatures of unknown keys are ignored; a false
  /// signature of a known key refuses the note, and so does the absence of any signature of a known
  /// key.
  static NoteVerification of(SignedNote note, List<VerifierKey> keys) {
    List<Signed> by = new ArrayList<>();
    Set<VerifierKey> seen = new HashSet<>();
    for (NoteSignature signature : note.signatures()) {
      for (VerifierKey key : keys) {
        if (!key.isNamedBy(signature) || !seen.add(key)) {
          continue;
        }
        if (!key.verifies(note.text(), signature)) {
          return new Refused(
              "the signature of `%s` was not made by the trusted key"
                  .formatted(StrictText.shown(key.name())));
        }
        by.add(new Signed(key, time(key, signature)));
      }
    }
    return by.isEmpty() ? new Refused(unsigned(note, keys)) : new Verified(by);
  }

  private static @Nullable Instant time(VerifierKey key, NoteSignature signature) {
    return switch (key.type()) {
      case ED25519 -> null;
      case COSIGNATURE -> instant(CosignatureFormat.time(signature.signature()));
    };
  }

  private static Instant instant(long seconds) {
    return Instant.ofEpochSecond(Math.min(seconds, Instant.MAX.getEpochSecond()));
  }

  private static String unsigned(SignedNote note, List<VerifierKey> keys) {
    List<String> names =
        note.signatures().stream()
            .map(each -> "`" + StrictText.shown(each.keyName()) + "`")
            .distinct()
            .limit(3)
            .toList();
    String trusted = keys.isEmpty() ? "none" : "`" + keys.getFirst() + "`";
    return "not signed by the trusted key (%s), only by %s"
        .formatted(trusted, String.join(", ", names));
  }
}

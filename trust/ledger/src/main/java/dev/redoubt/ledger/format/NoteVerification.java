package dev.redoubt.ledger.format;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The result of verifying a note against trusted keys.
public sealed interface NoteVerification {

  /// Signed by one or more of the keys; no signature by any of them is false.
  record Verified(List<Signed> by) implements NoteVerification {

    /// Keeps its own list.
    public Verified {
      by = List.copyOf(by);
    }

    /// Whether this key is among those that signed.
    public boolean isBy(VerifierKey key) {
      return by.stream().anyMatch(each -> each.key().equals(key));
    }
  }

  /// Not to be trusted.
  ///
  /// @param why in words
  record Refused(String why) implements NoteVerification {}

  /// A signature that was verified.
  ///
  /// @param time when a witness says that it signed; null where the type has no time
  record Signed(VerifierKey key, @Nullable Instant time) {}

  /// Verifies a note as C2SP signed-note demands: signatures by other keys are ignored, a false one
  /// by a known key refuses the note, and so does the lack of any.
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

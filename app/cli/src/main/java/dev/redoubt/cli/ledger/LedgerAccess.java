package dev.redoubt.cli.ledger;

import dev.redoubt.cli.console.UsageException;
import dev.redoubt.ledger.LedgerEntry;
import dev.redoubt.ledger.LedgerReader;
import dev.redoubt.ledger.format.Checkpoint;
import dev.redoubt.ledger.format.LedgerException;
import dev.redoubt.ledger.format.MalformedLogException;
import dev.redoubt.ledger.format.NoteVerification;
import dev.redoubt.ledger.format.Sha256Digest;
import dev.redoubt.ledger.format.SignedNote;
import dev.redoubt.ledger.format.VerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;

/// Reads checkpoints and entries of a log for several commands.
final class LedgerAccess {

  private LedgerAccess() {}

  static Checkpoint checkpoint(LedgerReader reader) throws LedgerException {
    return checkpoint(reader.checkpoint());
  }

  static Checkpoint checkpoint(SignedNote note) throws LedgerException {
    try {
      return Checkpoint.parse(note);
    } catch (MalformedLogException e) {
      throw new LedgerException(e.getMessage(), e);
    }
  }

  /// Rejects a checkpoint that is not signed by the key, or that belongs to a log of another name.
  static void trust(SignedNote note, VerifierKey key) throws LedgerException {
    if (NoteVerification.of(note, List.of(key)) instanceof NoteVerification.Refused(String why)) {
      throw new LedgerException("the checkpoint is " + why);
    }
    String origin = checkpoint(note).origin();
    if (!origin.equals(key.name())) {
      throw new LedgerException("the checkpoint belongs to another log: `" + origin + "`");
    }
  }

  /// The index of an entry that the user names by index or by digest.
  static long index(String named, LedgerReader reader, long size) throws IOException {
    if (named.matches("\\d{1,18}")) {
      return Long.parseLong(named);
    }
    try {
      Sha256Digest digest =
          Sha256Digest.parse(
              named.startsWith(Sha256Digest.PREFIX) ? named : Sha256Digest.PREFIX + named);
      OptionalLong found = reader.find(digest, size);
      if (found.isPresent()) {
        return found.getAsLong();
      }
      throw new LedgerException(
          "`%s` has no entry with the digest %s, and no entry whose body has it"
              .formatted(reader.place(), digest));
    } catch (MalformedLogException _) {
      throw new UsageException(
          "`%s` is not an entry; expected an index, or the digest of an entry or of its body"
              .formatted(named));
    }
  }

  /// An entry on one line.
  static String line(long index, byte[] bytes) {
    try {
      LedgerEntry entry = LedgerEntry.parse(bytes);
      return "%6d  %s  %s  %s  %s"
          .formatted(
              index,
              entry.time(),
              entry.event().type(),
              entry.event().actor(),
              entry.event().subject());
    } catch (MalformedLogException e) {
      return "%6d  invalid entry: %s".formatted(index, e.getMessage());
    }
  }

  /// An entry as JSON.
  static Map<String, Object> json(long index, byte[] bytes) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("index", index);
    json.put("digest", Sha256Digest.sha256(bytes).toString());
    try {
      LedgerEntry entry = LedgerEntry.parse(bytes);
      json.put("time", entry.time().toString());
      json.put("type", entry.event().type());
      json.put("actor", entry.event().actor());
      json.put("subject", entry.event().subject());
      if (entry.event().body() != null) {
        json.put("body", Objects.requireNonNull(entry.event().body()).toString());
      }
      json.put("previous", entry.event().previous().stream().map(Sha256Digest::toString).toList());
    } catch (MalformedLogException e) {
      json.put("problem", e.getMessage());
    }
    json.put("entry", new String(bytes, StandardCharsets.UTF_8));
    return json;
  }
}

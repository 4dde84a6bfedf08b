package dev.redoubt.ledger;

import dev.redoubt.ledger.format.MalformedLogException;
import dev.redoubt.ledger.format.Sha256Digest;
import dev.redoubt.ledger.merkle.MerkleTree;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// An entry of the log: an event with the time at which the ledger recorded it.
///
/// The only encoding is JSON in the canonical form of RFC 8785, members in ascending order, without
/// white space:
///
///     {"actor":"...","body":"sha256:...","previous":["sha256:..."],"subject":"...",
///      "time":"2026-11-24T20:51:26.123Z","type":"model.approved","v":1}
///
/// (on one line). `body` and `previous` are omitted if there is none. Any other encoding is
/// refused, because an entry with two encodings would have two hashes.
///
/// @param time UTC, in milliseconds, in the years 1970 to 9999
public record LedgerEntry(LedgerEvent event, Instant time) {

  /// Fixed in width, so that times compare as texts.
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final Instant END = Instant.parse("9999-12-31T23:59:59.999Z");

  /// Validates that the time can be encoded.
  public LedgerEntry {
    if (time.isBefore(Instant.EPOCH)
        || time.isAfter(END)
        || !time.equals(time.truncatedTo(ChronoUnit.MILLIS))) {
      throw new IllegalArgumentException(
          "a time must have millisecond precision and be in the years 1970 to 9999");
    }
  }

  /// Parses an entry.
  ///
  /// @throws MalformedLogException if these bytes are not the canonical encoding of an entry
  public static LedgerEntry parse(byte[] bytes) throws MalformedLogException {
    return LedgerEntryParser.parse(bytes);
  }

  /// The canonical encoding, which is also the leaf of the tree.
  public byte[] bytes() {
    return toString().getBytes(StandardCharsets.UTF_8);
  }

  /// The SHA-256 of the encoding, by which `previous` of other entries refers to it.
  public Sha256Digest digest() {
    return Sha256Digest.sha256(bytes());
  }

  /// The hash of the entry as a leaf of the tree.
  public Sha256Digest leafHash() {
    return MerkleTree.leaf(bytes());
  }

  static String timeText(Instant time) {
    return TIME.format(time);
  }

  /// The canonical encoding as text.
  @Override
  public String toString() {
    StringBuilder json = new StringBuilder(256);
    json.append("{\"actor\":");
    string(event.actor(), json);
    Sha256Digest body = event.body();
    if (body != null) {
      json.append(",\"body\":\"").append(body).append('"');
    }
    if (!event.previous().isEmpty()) {
      json.append(",\"previous\":[");
      for (int i = 0; i < event.previous().size(); i++) {
        json.append(i == 0 ? "\"" : ",\"").append(event.previous().get(i)).append('"');
      }
      json.append(']');
    }
    json.append(",\"subject\":");
    string(event.subject(), json);
    json.append(",\"time\":\"").append(timeText(time));
    return json.append("\",\"type\":\"").append(event.type()).append("\",\"v\":1}").toString();
  }

  /// Control characters are not allowed, so that two characters alone need escapes.
  private static void string(String text, StringBuilder json) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (each == '"' || each == '\\') {
        json.append('\\');
      }
      json.append(each);
    }
    json.append('"');
  }
}

package dev.redoubt.ledger;

import dev.redoubt.ledger.format.EntryBundle;
import dev.redoubt.ledger.format.MalformedLogException;
import dev.redoubt.ledger.format.Sha256Digest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Parses the canonical encoding of an entry, member by member in their fixed order.
final class LedgerEntryParser {

  private static final int TIME_LENGTH = "2026-11-24T20:51:26.123Z".length();

  private final String text;
  private int at;

  private LedgerEntryParser(String text) {
    this.text = text;
  }

  static LedgerEntry parse(byte[] bytes) throws MalformedLogException {
    if (bytes.length > EntryBundle.MAX_ENTRY_LENGTH) {
      throw new MalformedLogException(
          "an entry of %d bytes exceeds the limit of %d bytes"
              .formatted(bytes.length, EntryBundle.MAX_ENTRY_LENGTH));
    }
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      throw new MalformedLogException("the entry is not valid UTF-8");
    }
    LedgerEntryParser parser = new LedgerEntryParser(text);
    LedgerEntry entry = parser.entry();
    // What the grammar accepts prints as itself; this holds should the two ever disagree.
    if (!entry.toString().equals(text)) {
      throw new MalformedLogException("the entry is not in canonical form");
    }
    return entry;
  }

  private LedgerEntry entry() throws MalformedLogException {
    expect("{\"actor\":\"");
    String actor = string();
    Sha256Digest body = null;
    if (skips(",\"body\":\"")) {
      body = digest();
      expect("\"");
    }
    List<Sha256Digest> previous = skips(",\"previous\":[\"") ? digests() : List.of();
    expect(",\"subject\":\"");
    String subject = string();
    expect(",\"time\":\"");
    Instant time = time();
    expect("\",\"type\":\"");
    String type = string();
    expect(",\"v\":1}");
    if (at != text.length()) {
      throw wrong("unexpected content after the entry");
    }
    String problem = LedgerEntryValidation.problem(type, actor, subject, previous);
    if (problem != null) {
      throw new MalformedLogException(problem);
    }
    return new LedgerEntry(new LedgerEvent(type, actor, subject, body, previous), time);
  }

  private void expect(String expected) throws MalformedLogException {
    if (!skips(expected)) {
      throw wrong("the entry is not in canonical form: expected `" + expected + "`");
    }
  }

  private boolean skips(String expected) {
    boolean stands = text.startsWith(expected, at);
    at += stands ? expected.length() : 0;
    return stands;
  }

  /// What stands before the closing quote, which is taken too.
  private String string() throws MalformedLogException {
    StringBuilder string = new StringBuilder();
    while (at < text.length()) {
      char each = text.charAt(at++);
      if (each == '"') {
        return string.toString();
      }
      if (each == '\\') {
        char escaped = at < text.length() ? text.charAt(at++) : 0;
        if (escaped != '"' && escaped != '\\') {
          at--;
          throw wrong("only quotes and backslashes may be escaped in an entry");
        }
        each = escaped;
      }
      string.append(each);
    }
    throw wrong("the entry ends within a string");
  }

  private Sha256Digest digest() throws MalformedLogException {
    int end = at + Sha256Digest.PREFIX.length() + 2 * Sha256Digest.LENGTH;
    String word = text.substring(at, Math.min(end, text.length()));
    try {
      Sha256Digest digest = Sha256Digest.parse(word);
      at = end;
      return digest;
    } catch (MalformedLogException _) {
      throw wrong("expected a digest: `sha256:` and 64 hexadecimal digits");
    }
  }

  private List<Sha256Digest> digests() throws MalformedLogException {
    List<Sha256Digest> digests = new ArrayList<>();
    digests.add(digest());
    while (skips("\",\"")) {
      digests.add(digest());
    }
    expect("\"]");
    return digests;
  }

  private Instant time() throws MalformedLogException {
    String word = text.substring(at, Math.min(at + TIME_LENGTH, text.length()));
    Instant time = instant(word);
    if (time == null) {
      throw wrong("expected a time such as `2026-11-24T20:51:26.123Z`");
    }
    at += TIME_LENGTH;
    return time;
  }

  private static @Nullable Instant instant(String word) {
    try {
      Instant time = Instant.parse(word);
      boolean canonical = !time.isBefore(Instant.EPOCH) && LedgerEntry.timeText(time).equals(word);
      return canonical ? time : null;
    } catch (DateTimeException _) {
      return null;
    }
  }

  private MalformedLogException wrong(String message) {
    int bytes =
        text.substring(0, Math.min(at, text.length())).getBytes(StandardCharsets.UTF_8).length;
    return new MalformedLogException(message, bytes);
  }
}

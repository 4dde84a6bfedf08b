package dev.redoubt.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.ledger.format.EntryBundle;
import dev.redoubt.ledger.format.MalformedLogException;
import dev.redoubt.ledger.format.Sha256Digest;
import dev.redoubt.ledger.merkle.MerkleTree;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerEntryTest {

  private static final Instant TIME = Instant.parse("2026-11-24T20:51:26.123Z");
  private static final Sha256Digest DIGEST = Sha256Digest.sha256();

  private static void illegal(
      String type, String actor, String subject, List<Sha256Digest> previous) {
    assertThatThrownBy(() -> new LedgerEvent(type, actor, subject, null, previous))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> LedgerEvent.of(type, actor, subject, null, previous))
        .isInstanceOf(MalformedLogException.class);
  }

  private static void roundTrips(LedgerEvent event) throws MalformedLogException {
    LedgerEntry entry = new LedgerEntry(event, TIME);
    assertThat(LedgerEntry.parse(entry.bytes())).isEqualTo(entry);
    assertThat(entry.bytes().length).isLessThanOrEqualTo(EntryBundle.MAX_ENTRY_LENGTH);
  }

  /// Refused with a message, at an offset in bytes.
  private static void refused(String text, String why, long offset) {
    assertThatThrownBy(() -> LedgerEntry.parse(text.getBytes(StandardCharsets.UTF_8)))
        .as(text)
        .isInstanceOfSatisfying(
            MalformedLogException.class,
            e -> {
              assertThat(e).hasMessageContaining(why);
              assertThat(e.offset()).isEqualTo(offset);
            });
  }

  private static List<Sha256Digest> digests(int count) {
    List<Sha256Digest> digests = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      digests.add(Sha256Digest.sha256(new byte[] {(byte) i}));
    }
    return digests.stream().sorted().toList();
  }

  @Test
  void time_isInMilliseconds_fromTheFirstToTheLastOfItsYears() throws Exception {
    LedgerEvent event = new LedgerEvent("t", "a", "s", null);
    Instant first = Instant.EPOCH;
    Instant last = Instant.parse("9999-12-31T23:59:59.999Z");
    for (Instant good : List.of(first, TIME, last)) {
      assertThat(LedgerEntry.parse(new LedgerEntry(event, good).bytes()).time()).isEqualTo(good);
    }
    for (Instant bad :
        List.of(first.minusMillis(1), last.plusMillis(1), TIME.plusNanos(1), TIME.plusNanos(999))) {
      assertThatThrownBy(() -> new LedgerEntry(event, bad))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1969-12-31T23:59:59.999Z",
        "2026-13-24T20:51:26.123Z",
        "2026-02-30T20:51:26.123Z",
        "2026-11-24T24:00:00.000Z",
        "2026-11-24T20:51:60.123Z",
        "2026-11-24t20:51:26.123Z",
        "2026-11-24T20:51:26.12 Z",
        "hello"
      })
  void malformedTimeIsRejected(String time) {
    String text = new LedgerEntry(new LedgerEvent("t", "é", "s", null), TIME).toString();
    int offset = text.indexOf("2026") + 1;
    refused(text.replace(TIME.toString(), time), "expected a time", offset);
  }

  @Test
  void type_hasAHundredAndTwentyEightPlainCharacters() throws Exception {
    roundTrips(new LedgerEvent("t".repeat(128), "a", "s", null));
    roundTrips(new LedgerEvent("az09.-_/", "a", "s", null));
    illegal("t".repeat(129), "a", "s", List.of());
    illegal("", "a", "s", List.of());
    for (String odd : List.of("A", "`", "{", ":", " ", "é", "+", ",")) {
      illegal(odd, "a", "s", List.of());
    }
  }

  @Test
  void names_haveFourThousandNinetySixCharactersThatPrint() throws Exception {
    roundTrips(new LedgerEvent("t", "\"".repeat(4096), "\\".repeat(4096), DIGEST, digests(64)));
    roundTrips(new LedgerEvent("t", "€".repeat(4096), "😀".repeat(2048), null));
    for (String odd : List.of("", "a".repeat(4097), "a\n", "\u0000", "\u0085", "\ud83d")) {
      illegal("t", odd, "s", List.of());
      illegal("t", "a", odd, List.of());
    }
  }

  @Test
  void previous_areSixtyFourAtMost_ascendingWithoutDoubles() throws Exception {
    List<Sha256Digest> most = digests(64);
    roundTrips(new LedgerEvent("t", "a", "s", null, most));
    assertThat(LedgerEvent.of("t", "a", "s", null, most.reversed()).previous()).isEqualTo(most);
    List<Sha256Digest> doubled = new ArrayList<>(most);
    doubled.addAll(most);
    assertThat(LedgerEvent.of("t", "a", "s", null, doubled).previous()).isEqualTo(most);
    illegal("t", "a", "s", digests(65));
    for (List<Sha256Digest> wrong :
        List.of(most.subList(0, 2).reversed(), List.of(DIGEST, DIGEST), most.reversed())) {
      assertThatThrownBy(() -> new LedgerEvent("t", "a", "s", null, wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("must be in ascending order");
    }
  }

  /// Read, a name is as strict as written.
  @Test
  void parsing_refusesWhatCannotBeRecorded() {
    String text = new LedgerEntry(new LedgerEvent("t", "a", "s", null), TIME).toString();
    refused(
        text.replace("\"type\":\"t\"", "\"type\":\"T\""), "a type may only contain lower-case", -1);
    refused(text.replace("\"actor\":\"a\"", "\"actor\":\"\""), "actor must have 1 to 4096", -1);
    refused(
        text.replace("\"subject\":\"s\"", "\"subject\":\"\t\""), "subject contains control", -1);
    String two = "[\"" + DIGEST + "\",\"" + DIGEST + "\"]";
    refused(
        text.replace(",\"subject\"", ",\"previous\":" + two + ",\"subject\""),
        "must be in ascending order",
        -1);
  }

  @Test
  void parseErrorNamesThePosition() {
    String text = new LedgerEntry(new LedgerEvent("t", "é\"", "s", DIGEST), TIME).toString();
    String head = "{\"actor\":\"é\\\"\",\"body\":\"";
    assertThat(text).startsWith(head);
    long body = head.getBytes(StandardCharsets.UTF_8).length;
    refused("", "`{\"actor\":\"`", 0);
    refused(head, "expected a digest", body);
    refused(text.replace("sha256:e3", "sha256:g3"), "expected a digest", body);
    refused(text.substring(0, head.length() + 71), "`\"`", body + 71);
    refused(text + "\n", "unexpected content after the entry", text.length() + 1);
    refused("{\"actor\":\"é", "the entry ends within a string", 12);
    refused("{\"actor\":\"é\\n\"", "only quotes and backslashes may be escaped", 13);
    refused("{\"actor\":\"é\\", "only quotes and backslashes may be escaped", 12);
  }

  @Test
  void parsing_refusesMoreBytesThanABundleCanCount() {
    assertThatThrownBy(() -> LedgerEntry.parse(new byte[EntryBundle.MAX_ENTRY_LENGTH + 1]))
        .isInstanceOf(MalformedLogException.class)
        .hasMessageContaining("an entry of 65536 bytes exceeds the limit of 65535 bytes");
    assertThatThrownBy(() -> LedgerEntry.parse(new byte[EntryBundle.MAX_ENTRY_LENGTH]))
        .isInstanceOf(MalformedLogException.class)
        .hasMessageContaining("canonical form");
  }

  /// Every change of one byte makes another entry or none, never the same one.
  @Test
  void encoding_isOneToOne() throws Exception {
    LedgerEntry entry =
        new LedgerEntry(new LedgerEvent("t", "a\\", "é\"", DIGEST, digests(2)), TIME);
    byte[] right = entry.bytes();
    Random random = new Random(7);
    for (int i = 0; i < 4000; i++) {
      byte[] other = right.clone();
      other[random.nextInt(other.length)] = (byte) random.nextInt(256);
      try {
        LedgerEntry parsed = LedgerEntry.parse(other);
        assertThat(parsed.bytes()).isEqualTo(other);
      } catch (MalformedLogException e) {
        assertThat(e.offset()).isBetween(-1L, (long) other.length);
      }
    }
  }

  @Test
  void hashes_areThoseOfTheEncoding() {
    LedgerEntry entry = new LedgerEntry(new LedgerEvent("t", "a", "s", null), TIME);
    assertThat(entry.digest()).isEqualTo(Sha256Digest.sha256(entry.bytes()));
    assertThat(entry.leafHash()).isEqualTo(MerkleTree.leaf(entry.bytes()));
  }
}

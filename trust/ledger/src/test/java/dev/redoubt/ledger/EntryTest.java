package dev.redoubt.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.ledger.format.Digest;
import dev.redoubt.ledger.format.EntryBundle;
import dev.redoubt.ledger.format.MalformedException;
import dev.redoubt.ledger.merkle.MerkleTree;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryTest {

  private static final Instant TIME = Instant.parse("2026-11-24T20:51:26.123Z");
  private static final Digest DIGEST = Digest.sha256();

  private static void illegal(String type, String actor, String subject, List<Digest> previous) {
    assertThatThrownBy(() -> new Event(type, actor, subject, null, previous))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Event.of(type, actor, subject, null, previous))
        .isInstanceOf(MalformedException.class);
  }

  private static void roundTrips(Event event) throws MalformedException {
    Entry entry = new Entry(event, TIME);
    assertThat(Entry.parse(entry.bytes())).isEqualTo(entry);
    assertThat(entry.bytes().length).isLessThanOrEqualTo(EntryBundle.MAX_ENTRY_LENGTH);
  }

  /// Refused with a message, at an offset in bytes.
  private static void refused(String text, String why, long offset) {
    assertThatThrownBy(() -> Entry.parse(text.getBytes(StandardCharsets.UTF_8)))
        .as(text)
        .isInstanceOfSatisfying(
            MalformedException.class,
            e -> {
              assertThat(e).hasMessageContaining(why);
              assertThat(e.offset()).isEqualTo(offset);
            });
  }

  private static List<Digest> digests(int count) {
    List<Digest> digests = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      digests.add(Digest.sha256(new byte[] {(byte) i}));
    }
    return digests.stream().sorted().toList();
  }

  @Test
  void time_isInMilliseconds_fromTheFirstToTheLastOfItsYears() throws Exception {
    Event event = new Event("t", "a", "s", null);
    Instant first = Instant.EPOCH;
    Instant last = Instant.parse("9999-12-31T23:59:59.999Z");
    for (Instant good : List.of(first, TIME, last)) {
      assertThat(Entry.parse(new Entry(event, good).bytes()).time()).isEqualTo(good);
    }
    for (Instant bad :
        List.of(first.minusMillis(1), last.plusMillis(1), TIME.plusNanos(1), TIME.plusNanos(999))) {
      assertThatThrownBy(() -> new Entry(event, bad)).isInstanceOf(IllegalArgumentException.class);
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
  void time_isNone(String time) {
    String text = new Entry(new Event("t", "é", "s", null), TIME).toString();
    int offset = text.indexOf("2026") + 1;
    refused(text.replace(TIME.toString(), time), "a time is expected", offset);
  }

  @Test
  void type_hasAHundredAndTwentyEightPlainCharacters() throws Exception {
    roundTrips(new Event("t".repeat(128), "a", "s", null));
    roundTrips(new Event("az09.-_/", "a", "s", null));
    illegal("t".repeat(129), "a", "s", List.of());
    illegal("", "a", "s", List.of());
    for (String odd : List.of("A", "`", "{", ":", " ", "é", "+", ",")) {
      illegal(odd, "a", "s", List.of());
    }
  }

  @Test
  void names_haveFourThousandNinetySixCharactersThatPrint() throws Exception {
    roundTrips(new Event("t", "\"".repeat(4096), "\\".repeat(4096), DIGEST, digests(64)));
    roundTrips(new Event("t", "€".repeat(4096), "😀".repeat(2048), null));
    for (String odd : List.of("", "a".repeat(4097), "a\n", "\u0000", "\u0085", "\ud83d")) {
      illegal("t", odd, "s", List.of());
      illegal("t", "a", odd, List.of());
    }
  }

  @Test
  void previous_areSixtyFourAtMost_ascendingWithoutDoubles() throws Exception {
    List<Digest> most = digests(64);
    roundTrips(new Event("t", "a", "s", null, most));
    assertThat(Event.of("t", "a", "s", null, most.reversed()).previous()).isEqualTo(most);
    List<Digest> doubled = new ArrayList<>(most);
    doubled.addAll(most);
    assertThat(Event.of("t", "a", "s", null, doubled).previous()).isEqualTo(most);
    illegal("t", "a", "s", digests(65));
    for (List<Digest> wrong :
        List.of(most.subList(0, 2).reversed(), List.of(DIGEST, DIGEST), most.reversed())) {
      assertThatThrownBy(() -> new Event("t", "a", "s", null, wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("not in ascending order");
    }
  }

  /// Read, a name is as strict as written.
  @Test
  void parsing_refusesWhatCannotBeRecorded() {
    String text = new Entry(new Event("t", "a", "s", null), TIME).toString();
    refused(text.replace("\"type\":\"t\"", "\"type\":\"T\""), "a type has only lower-case", -1);
    refused(text.replace("\"actor\":\"a\"", "\"actor\":\"\""), "actor has 1 to 4096", -1);
    refused(text.replace("\"subject\":\"s\"", "\"subject\":\"\t\""), "subject has control", -1);
    String two = "[\"" + DIGEST + "\",\"" + DIGEST + "\"]";
    refused(
        text.replace(",\"subject\"", ",\"previous\":" + two + ",\"subject\""),
        "not in ascending order",
        -1);
  }

  @Test
  void parsing_saysWhere() {
    String text = new Entry(new Event("t", "é\"", "s", DIGEST), TIME).toString();
    String head = "{\"actor\":\"é\\\"\",\"body\":\"";
    assertThat(text).startsWith(head);
    long body = head.getBytes(StandardCharsets.UTF_8).length;
    refused("", "`{\"actor\":\"` is expected", 0);
    refused(head, "a digest is expected", body);
    refused(text.replace("sha256:e3", "sha256:g3"), "a digest is expected", body);
    refused(text.substring(0, head.length() + 71), "`\"` is expected", body + 71);
    refused(text + "\n", "something follows the entry", text.length() + 1);
    refused("{\"actor\":\"é", "the entry is cut off within a string", 12);
    refused("{\"actor\":\"é\\n\"", "only quotes and backslashes are escaped", 13);
    refused("{\"actor\":\"é\\", "only quotes and backslashes are escaped", 12);
  }

  @Test
  void parsing_refusesMoreBytesThanABundleCanCount() {
    assertThatThrownBy(() -> Entry.parse(new byte[EntryBundle.MAX_ENTRY_LENGTH + 1]))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("an entry of 65536 bytes is longer than the 65535 allowed");
    assertThatThrownBy(() -> Entry.parse(new byte[EntryBundle.MAX_ENTRY_LENGTH]))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("canonical form");
  }

  /// Every change of one byte makes another entry or none, never the same one.
  @Test
  void encoding_isOneToOne() throws Exception {
    Entry entry = new Entry(new Event("t", "a\\", "é\"", DIGEST, digests(2)), TIME);
    byte[] right = entry.bytes();
    Random random = new Random(7);
    for (int i = 0; i < 4000; i++) {
      byte[] other = right.clone();
      other[random.nextInt(other.length)] = (byte) random.nextInt(256);
      try {
        Entry parsed = Entry.parse(other);
        assertThat(parsed.bytes()).isEqualTo(other);
      } catch (MalformedException e) {
        assertThat(e.offset()).isBetween(-1L, (long) other.length);
      }
    }
  }

  @Test
  void hashes_areThoseOfTheEncoding() {
    Entry entry = new Entry(new Event("t", "a", "s", null), TIME);
    assertThat(entry.digest()).isEqualTo(Digest.sha256(entry.bytes()));
    assertThat(entry.leafHash()).isEqualTo(MerkleTree.leaf(entry.bytes()));
  }
}

package dev.redoubt.store.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.ledger.AuditFinding;
import dev.redoubt.ledger.KeyFileSigner;
import dev.redoubt.ledger.Ledger;
import dev.redoubt.ledger.LedgerEntry;
import dev.redoubt.ledger.LedgerReader;
import dev.redoubt.ledger.format.Checkpoint;
import dev.redoubt.ledger.format.LedgerException;
import dev.redoubt.store.RegistryDatabase;
import dev.redoubt.store.StoreTables;
import dev.redoubt.store.testing.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabases.class)
class LedgerForwarderTest {

  @Parameter private TestDatabases databases = TestDatabases.SQLITE;

  private static final Instant TIME = Instant.parse("2026-11-25T08:00:00.123Z");

  @TempDir private Path folder;

  private KeyFileSigner signer;
  private RegistryDatabase database;
  private Ledger ledger;
  private LedgerForwarder forwarder;

  @BeforeEach
  void make() throws Exception {
    signer = KeyFileSigner.generate(folder.resolve("key.pem"), "example.org/log");
    Ledger.create(folder.resolve("log"), signer).close();
    open();
  }

  private void open() throws Exception {
    database = databases.open(folder, StoreTables.MIGRATIONS);
    ledger = Ledger.open(folder.resolve("log"), signer);
    forwarder = new LedgerForwarder(database, ledger, reader());
  }

  @AfterEach
  void close() throws IOException {
    if (database != null) {
      ledger.close();
      database.close();
    }
  }

  private LedgerReader reader() throws LedgerException {
    return LedgerReader.of(folder.resolve("log"));
  }

  private void add(String subject) {
    database.write(
        sql -> {
          Outbox.add(sql, new SecurityEvent("test.done", subject, "alice", TIME, "{}"));
          return true;
        });
  }

  private List<String> subjects() throws Exception {
    List<String> subjects = new ArrayList<>();
    LedgerReader reader = reader();
    reader.visit(
        0,
        Checkpoint.parse(reader.checkpoint()).size(),
        (_, entry) -> {
          try {
            return subjects.add(LedgerEntry.parse(entry).event().subject());
          } catch (dev.redoubt.ledger.format.MalformedLogException wrong) {
            throw new IOException(wrong);
          }
        });
    return subjects;
  }

  private List<Long> marks() {
    return database.read(
        sql ->
            sql.sql("SELECT COALESCE(entry, -1) FROM outbox ORDER BY id").query(Long.class).list());
  }

  private void unmark(long from) {
    database.write(
        sql -> sql.sql("UPDATE outbox SET entry = NULL WHERE id >= ?").param(from).update());
  }

  @Test
  void forwardsEventsInOrderAndMarksRowsWithEntries() throws Exception {
    List<String> added = new ArrayList<>();
    List<Long> marks = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      added.add("s" + i);
      marks.add((long) i);
      add(added.getLast());
    }
    assertThat(forwarder.forward()).isEqualTo(100);
    assertThat(subjects()).isEqualTo(added);
    assertThat(marks()).isEqualTo(marks);
    assertThat(forwarder.forward()).isZero();
  }

  @Test
  void storesBodiesThatMatchTheLedgersDigests() throws Exception {
    add("a");
    add("a");
    forwarder.forward();
    List<AuditFinding> findings = new ArrayList<>();
    assertThat(reader().verify(signer.verifierKey(), true, findings::add).entries()).isEqualTo(2);
    assertThat(findings).isEmpty();
    try (var files = Files.walk(folder.resolve("log"))) {
      assertThat(
              files
                  .filter(Files::isRegularFile)
                  .map(LedgerForwarderTest::text)
                  .filter(text -> text.startsWith("{\"event\":{},\"nonce\":\"")))
          .hasSize(2)
          .allSatisfy(
              text ->
                  assertThat(text)
                      .matches(
                          "\\{\"event\":\\{\\},\"nonce\":\"[0-9a-f]{32}\",\"time\":\"2026-11-25T08:00:00.123Z\"\\}"));
    }
  }

  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1);
    } catch (IOException wrong) {
      throw new java.io.UncheckedIOException(wrong);
    }
  }

  @Test
  void appendsNothingTwiceAfterCrashBeforeMarking() throws Exception {
    for (String each : List.of("a", "b", "c", "c")) {
      add(each);
    }
    forwarder.forward();
    List<Long> marks = marks();
    unmark(2);
    add("d");
    close();
    open();
    assertThat(forwarder.forward()).isEqualTo(1);
    assertThat(subjects()).containsExactly("a", "b", "c", "c", "d");
    assertThat(marks()).startsWith(marks.toArray(Long[]::new)).endsWith(4L);
  }

  @Test
  void appendsNothingTwiceWhenNoRowIsMarkedAndLedgerHasOtherEntries() throws Exception {
    ledger.append(new dev.redoubt.ledger.LedgerEvent("other", "carol", "before", null));
    add("a");
    add("b");
    forwarder.forward();
    ledger.append(new dev.redoubt.ledger.LedgerEvent("other", "carol", "after", null));
    unmark(1);
    close();
    open();
    assertThat(forwarder.forward()).isZero();
    assertThat(marks()).containsExactly(1L, 2L);
    assertThat(subjects()).containsExactly("before", "a", "b", "after");
  }

  @Test
  void continuesAfterRestart() throws Exception {
    add("a");
    forwarder.forward();
    add("b");
    close();
    open();
    add("c");
    assertThat(forwarder.forward()).isEqualTo(2);
    assertThat(subjects()).containsExactly("a", "b", "c");
  }

  @Test
  void losesNoEventWhenLedgerStopsAccepting() throws Exception {
    add("a");
    forwarder.forward();
    add("b");
    ledger.close();
    assertThatThrownBy(() -> forwarder.forward())
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("closed");
    assertThat(marks()).containsExactly(0L, -1L);
    close();
    open();
    assertThat(forwarder.forward()).isEqualTo(1);
    assertThat(subjects()).containsExactly("a", "b");
  }

  @Test
  void refusesLedgerThatLacksKnownEntries() throws Exception {
    add("a");
    forwarder.forward();
    close();
    Ledger.create(folder.resolve("other"), signer).close();
    database = databases.open(folder, StoreTables.MIGRATIONS);
    ledger = Ledger.open(folder.resolve("other"), signer);
    LedgerReader other = LedgerReader.of(folder.resolve("other"));
    assertThatThrownBy(() -> new LedgerForwarder(database, ledger, other).forward())
        .hasMessageContaining("has 0 entries, but the database refers to entry 0");
  }

  @Test
  void refusesEventThatLedgerWouldReject() {
    for (String name : List.of("", "a\nb", "a\ud800")) {
      assertThatThrownBy(() -> new SecurityEvent("t", name, "alice", TIME, "{}"))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> new SecurityEvent("t", "subject", name, TIME, "{}"))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> new SecurityEvent("No Type", "subject", "alice", TIME, "{}"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void discardsEventOfRolledBackTransaction() {
    assertThatThrownBy(
            () ->
                database.write(
                    sql -> {
                      Outbox.add(sql, new SecurityEvent("t", "s", "alice", TIME, "{}"));
                      throw new IllegalArgumentException("undone");
                    }))
        .hasMessage("undone");
    assertThat(marks()).isEmpty();
  }
}

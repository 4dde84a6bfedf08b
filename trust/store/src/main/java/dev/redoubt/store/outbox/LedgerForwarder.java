package dev.redoubt.store.outbox;

import dev.redoubt.ledger.Ledger;
import dev.redoubt.ledger.LedgerEntry;
import dev.redoubt.ledger.LedgerReader;
import dev.redoubt.ledger.format.Checkpoint;
import dev.redoubt.ledger.format.LedgerException;
import dev.redoubt.ledger.format.MalformedLogException;
import dev.redoubt.ledger.format.Sha256Digest;
import dev.redoubt.store.RegistryDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// Forwards events from the outbox to the ledger: each event becomes one entry, in the order of the
/// outbox.
///
/// A row is marked with the index of its entry after the entry is recorded. A crash in between, or
/// a database restored from an older backup, leaves entries whose rows still wait; they are matched
/// by the digests of their bodies before anything is appended.
public final class LedgerForwarder {

  /// Number of rows that are marked in one transaction.
  private static final int BATCH = 64;

  private final RegistryDatabase database;
  private final Ledger ledger;
  private final LedgerReader reader;

  /// Whether it is certain that no waiting row already has an entry.
  private boolean existingMarked;

  /// Creates a forwarder.
  ///
  /// @param reader reads the same ledger
  public LedgerForwarder(RegistryDatabase database, Ledger ledger, LedgerReader reader) {
    this.database = database;
    this.ledger = ledger;
    this.reader = reader;
  }

  /// Forwards all waiting events.
  ///
  /// @return how many entries were appended
  /// @throws IOException if the ledger cannot append; entries appended so far are marked or will be
  ///   matched, and the next call continues
  public synchronized int forward() throws IOException {
    if (!existingMarked) {
      markExisting();
      existingMarked = true;
    }
    int count = 0;
    List<OutboxEvent> batch = waiting(0);
    while (!batch.isEmpty()) {
      append(batch);
      count += batch.size();
      batch = waiting(0);
    }
    return count;
  }

  /// One after another: if one is rejected, no later event gets ahead of it.
  private void append(List<OutboxEvent> batch) throws IOException {
    Map<Long, Long> entries = new LinkedHashMap<>();
    existingMarked = false;
    try {
      for (OutboxEvent each : batch) {
        entries.put(each.id(), append(each));
      }
    } finally {
      mark(entries);
    }
    existingMarked = true;
  }

  private long append(OutboxEvent waiting) throws IOException {
    Sha256Digest body = ledger.store(new ByteArrayInputStream(waiting.body()));
    try {
      // Joined without interruption, so that the outcome of the entry is always known here.
      return ledger.submit(waiting.event().entry(body)).join().index();
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof IOException cause
          ? cause
          : new LedgerException("the entry was not recorded", failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new LedgerException("interrupted while waiting for the ledger", stopped);
    }
  }

  private void mark(Map<Long, Long> entries) {
    if (entries.isEmpty()) {
      return;
    }
    database.write(
        sql -> {
          entries.forEach(
              (id, entry) ->
                  sql.sql("UPDATE outbox SET entry = ? WHERE id = ?").params(entry, id).update());
          return true;
        });
  }

  /// Marks the rows whose entries already exist.
  private void markExisting() throws IOException {
    Map<Sha256Digest, Long> unmarked = unmarked();
    long after = 0;
    while (!unmarked.isEmpty()) {
      Map<Long, Long> found = new LinkedHashMap<>();
      List<OutboxEvent> batch = waiting(after);
      for (OutboxEvent each : batch) {
        Long entry = unmarked.remove(each.digest());
        if (entry != null) {
          found.put(each.id(), entry);
        }
        after = each.id();
      }
      mark(found);
      if (batch.isEmpty()) {
        return;
      }
    }
  }

  /// Returns the entries after the last one that a row is marked with, by the digests of their
  /// bodies.
  private Map<Sha256Digest, Long> unmarked() throws IOException {
    long last =
        database.<Long>read(
            sql ->
                sql.sql("SELECT COALESCE(MAX(entry), -1) FROM outbox").query(Long.class).single());
    long size = size();
    if (last >= size) {
      throw new LedgerException(
          ("the ledger `%s` has %d entries, but the database refers to entry %d: it "
                  + "is a different ledger or an older copy")
              .formatted(reader.place(), size, last));
    }
    Map<Sha256Digest, Long> unmarked = new HashMap<>();
    reader.visit(
        last + 1,
        size,
        (index, entry) -> {
          Sha256Digest body = body(entry);
          if (body != null) {
            unmarked.put(body, index);
          }
          return true;
        });
    return unmarked;
  }

  private long size() {
    try {
      return Checkpoint.parse(ledger.checkpoint()).size();
    } catch (MalformedLogException failed) {
      throw new IllegalStateException("the ledger has no checkpoint", failed);
    }
  }

  private static @Nullable Sha256Digest body(byte[] entry) throws IOException {
    try {
      return LedgerEntry.parse(entry).event().body();
    } catch (MalformedLogException failed) {
      throw new LedgerException("the ledger contains a malformed entry", failed);
    }
  }

  private List<OutboxEvent> waiting(long after) {
    return database.read(
        sql ->
            sql.sql(
                    """
                    SELECT id, type, subject, actor, time, body, nonce FROM outbox
                    WHERE entry IS NULL AND id > ? ORDER BY id LIMIT ?
                    """)
                .params(after, BATCH)
                .query(OutboxEvent::of)
                .list());
  }
}

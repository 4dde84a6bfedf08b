package dev.redoubt.artifacts;

import dev.redoubt.access.Caller;
import dev.redoubt.artifacts.blob.BlobId;
import dev.redoubt.artifacts.blob.BlobStore;
import dev.redoubt.store.RegistryDatabase;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Deletes expired uploads, unreferenced blobs, and blobs that a crash left in the store. May run
/// at any time, concurrently with anything, and repeatedly.
///
/// The row of a blob is deleted first, in a transaction that sees no reference to it; an upload
/// that still wants to reference it is then refused. Only after that is the blob itself deleted.
public final class BlobGarbageCollector {

  /// Grace period of an unreferenced blob: an upload may still be writing it, or a client may be
  /// reading a file that was replaced.
  public static final Duration GRACE = Duration.ofDays(1);

  /// Batch size, small enough not to block other transactions.
  private static final int BATCH = 200;

  private final RegistryDatabase database;
  private final InstantSource clock;
  private final BlobStore store;
  private final ArtifactKeys artifactKeys;
  private final CryptographicErasure erasure;

  /// Creates a garbage collector.
  public BlobGarbageCollector(
      RegistryDatabase database,
      InstantSource clock,
      BlobStore store,
      ArtifactKeys artifactKeys,
      CryptographicErasure erasure) {
    this.database = database;
    this.clock = clock;
    this.store = store;
    this.artifactKeys = artifactKeys;
    this.erasure = erasure;
  }

  /// Result of one run.
  ///
  /// @param uploads expired uploads
  /// @param unused unreferenced blobs
  /// @param unknown blobs without a row in the database
  /// @param destroyed wrapping keys of erased artifact keys
  public record Swept(int uploads, int unused, int unknown, int destroyed) {}

  /// Runs one garbage collection.
  ///
  /// @param caller recorded as the actor of destroyed keys
  /// @throws IOException if the blob store or the key provider fails; the next run continues
  public Swept run(Caller caller) throws IOException {
    artifactKeys.evictExpired();
    int uploads = expire();
    int unused = deleteUnused();
    int unknown = deleteUnknown();
    return new Swept(uploads, unused, unknown, erasure.finish(caller));
  }

  private int expire() {
    int all = 0;
    int some;
    do {
      Instant now = clock.instant();
      some = database.write(sql -> UploadRows.expire(sql, now, BATCH));
      all += some;
    } while (some == BATCH);
    return all;
  }

  private int deleteUnused() throws IOException {
    Instant before = clock.instant().minus(GRACE);
    int all = 0;
    List<BlobId> some;
    do {
      some = database.write(sql -> BlobRows.deleteUnused(sql, before, BATCH));
      for (BlobId id : some) {
        store.delete(id);
      }
      all += some.size();
    } while (some.size() == BATCH);
    return all;
  }

  /// Deletes blobs without a row: their row was deleted before a crash. If most of the store is
  /// unknown, it probably belongs to another database, and nothing is deleted.
  private int deleteUnknown() throws IOException {
    List<BlobId> old = new ArrayList<>();
    store.writtenBefore(clock.instant().minus(GRACE), old::add);
    List<BlobId> unknown = database.read(sql -> BlobRows.unknown(sql, old));
    if (unknown.size() > BATCH && unknown.size() > old.size() / 2) {
      throw new IOException(
          ("%d of %d blobs in the store are unknown to this database; none of them "
                  + "was deleted. Check that the blob store belongs to this database")
              .formatted(unknown.size(), old.size()));
    }
    for (BlobId id : unknown) {
      store.delete(id);
    }
    return unknown.size();
  }
}

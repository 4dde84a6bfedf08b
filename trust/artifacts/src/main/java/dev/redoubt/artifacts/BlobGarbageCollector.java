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

/// Cleans up: uploads whose time is over, blobs that nothing refers to any more, and what a crash
/// left in the store. May run at any time, beside anything, and more than once.
///
/// A blob's row goes first, in a transaction in which nothing refers to it; an upload that still
/// wanted to is refused then. Only after that does the blob go.
public final class BlobGarbageCollector {

  /// How long something stays that nothing refers to: an upload may be writing it, or somebody may
  /// be reading what was replaced.
  public static final Duration GRACE = Duration.ofDays(1);

  /// Few enough not to hold up others in the database.
  private static final int TOGETHER = 200;

  private final RegistryDatabase database;
  private final InstantSource clock;
  private final BlobStore store;
  private final ArtifactKeys vaults;
  private final CryptographicErasure erasures;

  /// A sweeper of everything.
  public BlobGarbageCollector(
      RegistryDatabase database,
      InstantSource clock,
      BlobStore store,
      ArtifactKeys vaults,
      CryptographicErasure erasures) {
    this.database = database;
    this.clock = clock;
    this.store = store;
    this.vaults = vaults;
    this.erasures = erasures;
  }

  /// What was cleaned up.
  ///
  /// @param uploads whose time was over
  /// @param unused blobs that nothing referred to
  /// @param unknown blobs that the database did not know
  /// @param destroyed keys of what had been erased
  public record Swept(int uploads, int unused, int unknown, int destroyed) {}

  /// Cleans up.
  ///
  /// @param caller who is written down for keys that are destroyed
  /// @throws IOException if the store or the provider of keys fails; the next run goes on
  public Swept run(Caller caller) throws IOException {
    vaults.forgetOld();
    int uploads = expire();
    int unused = deleteUnused();
    int unknown = deleteUnknown();
    return new Swept(uploads, unused, unknown, erasures.finish(caller));
  }

  private int expire() {
    int all = 0;
    int some;
    do {
      Instant now = clock.instant();
      some = database.write(sql -> UploadRows.expire(sql, now, TOGETHER));
      all += some;
    } while (some == TOGETHER);
    return all;
  }

  private int deleteUnused() throws IOException {
    Instant before = clock.instant().minus(GRACE);
    int all = 0;
    List<BlobId> some;
    do {
      some = database.write(sql -> BlobRows.giveUp(sql, before, TOGETHER));
      for (BlobId id : some) {
        store.delete(id);
      }
      all += some.size();
    } while (some.size() == TOGETHER);
    return all;
  }

  /// What is in the store without a row: the row was given up, and then something crashed. If that
  /// were most of it, it would rather be the store of another database.
  private int deleteUnknown() throws IOException {
    List<BlobId> old = new ArrayList<>();
    store.writtenBefore(clock.instant().minus(GRACE), old::add);
    List<BlobId> unknown = database.read(sql -> BlobRows.unknown(sql, old));
    if (unknown.size() > TOGETHER && unknown.size() > old.size() / 2) {
      throw new IOException(
          "%d of %d blobs in the store are not of this database; none of them was deleted"
              .formatted(unknown.size(), old.size()));
    }
    for (BlobId id : unknown) {
      store.delete(id);
    }
    return unknown.size();
  }
}

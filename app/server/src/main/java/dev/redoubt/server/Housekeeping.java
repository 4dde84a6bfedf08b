package dev.redoubt.server;

import dev.redoubt.access.Caller;
import dev.redoubt.artifacts.Erasures;
import dev.redoubt.artifacts.Sweeper;
import dev.redoubt.artifacts.blob.BlobStore;
import dev.redoubt.gate.Giver;
import dev.redoubt.server.stores.Stores;
import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Cleans up while a server runs: uploads that nobody ended, files that nothing refers to any more,
/// keys of what was erased.
final class Housekeeping implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

  private static final Caller REGISTRY =
      new Caller(Giver.REGISTRY.id(), Giver.REGISTRY.name(), _ -> true);

  private static final int MINUTES = 15;

  private final Sweeper sweeper;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("housekeeping").daemon().factory());

  private Housekeeping(Sweeper sweeper) {
    this.sweeper = sweeper;
  }

  /// Begins, a minute after the start of the server.
  static Housekeeping start(Stores stores, BlobStore blobs) {
    Erasures erasures = new Erasures(stores.database(), stores.clock(), stores.vaults());
    Housekeeping keeping =
        new Housekeeping(
            new Sweeper(stores.database(), stores.clock(), blobs, stores.vaults(), erasures));
    var _ = keeping.thread.scheduleWithFixedDelay(keeping::run, 1, MINUTES, TimeUnit.MINUTES);
    return keeping;
  }

  private void run() {
    try {
      Sweeper.Swept swept = sweeper.run(REGISTRY);
      if (swept.uploads() + swept.unused() + swept.unknown() + swept.destroyed() > 0) {
        LOG.info(
            "cleaned up: {} uploads, {} files, {} unknown files, {} keys",
            swept.uploads(),
            swept.unused(),
            swept.unknown(),
            swept.destroyed());
      }
    } catch (IOException | RuntimeException failed) {
      LOG.warn("cleaning up failed, and is tried again: {}", failed.getMessage());
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    thread.close();
  }
}

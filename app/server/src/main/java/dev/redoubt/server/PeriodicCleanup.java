package dev.redoubt.server;

import dev.redoubt.access.Caller;
import dev.redoubt.artifacts.BlobGarbageCollector;
import dev.redoubt.artifacts.CryptographicErasure;
import dev.redoubt.artifacts.blob.BlobStore;
import dev.redoubt.gate.Attester;
import dev.redoubt.server.stores.RegistryStores;
import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deletes abandoned uploads, unreferenced blobs and erased keys while a server runs.
final class PeriodicCleanup implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PeriodicCleanup.class);

  private static final Caller REGISTRY =
      new Caller(Attester.REGISTRY.id(), Attester.REGISTRY.name(), _ -> true);

  private static final int MINUTES = 15;

  private final BlobGarbageCollector collector;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("housekeeping").daemon().factory());

  private PeriodicCleanup(BlobGarbageCollector collector) {
    this.collector = collector;
  }

  /// Starts the cleanup, one minute after the start of the server.
  static PeriodicCleanup start(RegistryStores stores, BlobStore blobs) {
    CryptographicErasure erasures =
        new CryptographicErasure(stores.database(), stores.clock(), stores.artifactKeys());
    PeriodicCleanup cleanup =
        new PeriodicCleanup(
            new BlobGarbageCollector(
                stores.database(), stores.clock(), blobs, stores.artifactKeys(), erasures));
    var _ = cleanup.thread.scheduleWithFixedDelay(cleanup::run, 1, MINUTES, TimeUnit.MINUTES);
    return cleanup;
  }

  private void run() {
    try {
      BlobGarbageCollector.Result swept = collector.run(REGISTRY);
      if (swept.uploads() + swept.unused() + swept.unknown() + swept.destroyed() > 0) {
        LOG.info(
            "cleanup: deleted {} abandoned uploads, {} unreferenced files, {} unknown files, {}"
                + " keys",
            swept.uploads(),
            swept.unused(),
            swept.unknown(),
            swept.destroyed());
      }
    } catch (IOException | RuntimeException failed) {
      LOG.warn("cleanup failed and will be retried: {}", failed.getMessage());
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    thread.close();
  }
}

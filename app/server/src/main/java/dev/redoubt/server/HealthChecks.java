package dev.redoubt.server;

import dev.redoubt.artifacts.blob.BlobId;
import dev.redoubt.artifacts.blob.BlobStore;
import dev.redoubt.artifacts.blob.FolderBlobStore;
import dev.redoubt.server.folder.DataFolder;
import dev.redoubt.server.operation.HealthRoutes.Part;
import dev.redoubt.server.operation.Telemetry;
import dev.redoubt.store.RegistryDatabase;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.List;

/// The readiness checks of a server: database, files and ledger.
final class HealthChecks {

  private HealthChecks() {}

  static List<Part> of(
      DataFolder folder, RegistryDatabase database, BlobStore blobs, LedgerForwarding forwarding) {
    return List.of(
        database(database),
        new Part("files", () -> check(folder, blobs)),
        new Part("ledger", forwarding::check));
  }

  static Part database(RegistryDatabase database) {
    return new Part(
        "database", () -> database.read(sql -> sql.sql("SELECT 1").query(Integer.class).single()));
  }

  /// Registers the gauges of waiting work.
  static void measure(Telemetry telemetry, RegistryDatabase database) {
    telemetry.gauge(
        "redoubt.outbox.waiting",
        "Events waiting to be appended to the ledger.",
        () -> count(database, "SELECT COUNT(*) FROM outbox WHERE entry IS NULL"));
    telemetry.gauge(
        "redoubt.versions.pending",
        "Model versions waiting to be scanned.",
        () ->
            count(
                database,
                "SELECT COUNT(*) FROM model_version WHERE status = 'PENDING_REGISTRATION'"));
  }

  private static long count(RegistryDatabase database, String question) {
    try {
      return database.<Long>read(sql -> sql.sql(question).query(Long.class).single());
    } catch (RuntimeException closedOrBroken) {
      return -1;
    }
  }

  /// A reachable store reports that a random blob id does not exist.
  private static void check(DataFolder folder, BlobStore blobs) throws IOException {
    boolean here = blobs instanceof FolderBlobStore;
    if (here && !(Files.isDirectory(folder.blobs()) && Files.isWritable(folder.blobs()))) {
      throw new IOException("`" + folder.blobs() + "` is not a writable folder");
    }
    try (SeekableByteChannel _ = blobs.open(BlobId.random())) {
      throw new IOException("the blob store reports a blob that does not exist");
    } catch (NoSuchFileException expected) {
      return;
    }
  }
}

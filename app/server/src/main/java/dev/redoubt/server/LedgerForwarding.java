package dev.redoubt.server;

import dev.redoubt.ledger.KeyFileSigner;
import dev.redoubt.ledger.Ledger;
import dev.redoubt.ledger.LedgerReader;
import dev.redoubt.ledger.format.Checkpoint;
import dev.redoubt.ledger.format.LedgerException;
import dev.redoubt.ledger.format.MalformedLogException;
import dev.redoubt.server.folder.DataFolder;
import dev.redoubt.store.RegistryDatabase;
import dev.redoubt.store.outbox.LedgerForwarder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Appends security events from the database to the ledger while a server runs. An event is in the
/// database immediately, in the ledger within about a second.
final class LedgerForwarding implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LedgerForwarding.class);

  private static final int MILLISECONDS = 500;

  private final Ledger ledger;
  private final LedgerForwarder forwarder;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("ledger-feed").daemon().factory());

  /// Whether the last attempt failed; a failure is logged once, not twice a second.
  private volatile boolean failing;

  private LedgerForwarding(Ledger ledger, LedgerForwarder forwarder) {
    this.ledger = ledger;
    this.forwarder = forwarder;
  }

  /// Opens the ledger of a data folder, or creates it with its key, and starts forwarding.
  static LedgerForwarding start(DataFolder folder, RegistryDatabase database) throws IOException {
    Ledger ledger = open(folder.ledger(), folder.ledgerKey());
    LedgerForwarding forwarding =
        new LedgerForwarding(
            ledger, new LedgerForwarder(database, ledger, LedgerReader.of(folder.ledger())));
    var _ =
        forwarding.thread.scheduleWithFixedDelay(
            forwarding::forward, MILLISECONDS, MILLISECONDS, TimeUnit.MILLISECONDS);
    return forwarding;
  }

  private static Ledger open(Path folder, Path key) throws IOException {
    if (Files.isDirectory(folder)) {
      return Ledger.open(folder, KeyFileSigner.load(key, origin(folder)));
    }
    byte[] random = new byte[8];
    new SecureRandom().nextBytes(random);
    String origin = "redoubt.invalid/" + HexFormat.of().formatHex(random);
    // A key without a ledger was left by an interrupted first start; nothing was signed with it.
    KeyFileSigner signer =
        Files.exists(key) ? KeyFileSigner.load(key, origin) : KeyFileSigner.generate(key, origin);
    return Ledger.create(folder, signer);
  }

  private static String origin(Path folder) throws IOException {
    try {
      return Checkpoint.parse(LedgerReader.of(folder).checkpoint()).origin();
    } catch (MalformedLogException wrong) {
      throw new LedgerException("the ledger `" + folder + "` has no valid checkpoint", wrong);
    }
  }

  private void forward() {
    try {
      forwarder.forward();
      failing = false;
    } catch (IOException | RuntimeException failed) {
      if (!failing) {
        LOG.error("appending events to the ledger failed: {}", failed.getMessage());
      }
      failing = true;
    }
  }

  /// Checks whether events reach the ledger.
  ///
  /// @throws IOException if they do not
  void check() throws IOException {
    if (failing) {
      throw new IOException("events cannot be appended to the ledger");
    }
    if (thread.isShutdown()) {
      throw new IOException("the ledger is closed");
    }
  }

  /// Forwards the waiting events and closes the ledger. The database must still be open.
  @Override
  public void close() throws IOException {
    thread.close();
    forward();
    ledger.close();
  }
}

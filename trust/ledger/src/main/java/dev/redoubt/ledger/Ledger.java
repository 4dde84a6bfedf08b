package dev.redoubt.ledger;

import dev.redoubt.ledger.format.Checkpoint;
import dev.redoubt.ledger.format.LedgerException;
import dev.redoubt.ledger.format.Sha256Digest;
import dev.redoubt.ledger.format.SignedNote;
import dev.redoubt.ledger.internal.BatchQueue;
import dev.redoubt.ledger.internal.EntryBodies;
import dev.redoubt.ledger.internal.FilePermissionMode;
import dev.redoubt.ledger.internal.FolderStorage;
import dev.redoubt.ledger.internal.IoErrorMessages;
import dev.redoubt.ledger.internal.LogStorage;
import dev.redoubt.ledger.internal.WriterLock;
import dev.redoubt.ledger.merkle.MerkleTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/// A log that is open for writing: a folder in the layout of C2SP tlog-tiles, which any static web
/// server can publish.
///
/// Any number of threads may append. Entries are written in batches, and a caller gets its result
/// when its batch is durable. Only one process at a time can write a log.
public final class Ledger implements AutoCloseable {

  private final Path folder;
  private final WriterLock lock;
  private final LogStorage disk;
  private final LogWriter writer;
  private final BatchQueue<Pending> intake = new BatchQueue<>();
  private final Thread committer;

  /// The failure after which nothing is written anymore; null while there is none.
  private volatile @Nullable LedgerException broken;

  private Ledger(Path folder, WriterLock lock, LogStorage disk, LogWriter writer) {
    this.folder = folder;
    this.lock = lock;
    this.disk = disk;
    this.writer = writer;
    this.committer = Thread.ofPlatform().daemon().name("ledger").unstarted(this::commitAll);
  }

  /// An event that waits to be recorded.
  record Pending(LedgerEvent event, CompletableFuture<RecordedEntry> result) {}

  /// Creates an empty log. Its origin is the name of the signer's key.
  ///
  /// @param folder is created if it does not exist
  /// @throws LedgerException if a log already exists, or the folder cannot be written
  public static Ledger create(Path folder, CheckpointSigner signer) throws IOException {
    try {
      Files.createDirectories(folder, FilePermissionMode.of(folder).folders());
    } catch (IOException e) {
      throw new LedgerException(
          "the folder `%s` cannot be created: %s".formatted(folder, IoErrorMessages.words(e)), e);
    }
    return start(folder, signer, InstantSource.system(), true);
  }

  /// Opens a log, and repairs what a crash may have left incomplete.
  ///
  /// @throws LedgerException if there is no log, it is damaged, another process writes it, or its
  ///   checkpoint is signed by another key
  public static Ledger open(Path folder, CheckpointSigner signer) throws IOException {
    return open(folder, signer, InstantSource.system());
  }

  /// Opens a log that uses the given clock.
  public static Ledger open(Path folder, CheckpointSigner signer, InstantSource clock)
      throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new LedgerException("there is no ledger in `" + folder + "`: no such folder");
    }
    return start(folder, signer, clock, false);
  }

  private static Ledger start(
      Path folder, CheckpointSigner signer, InstantSource clock, boolean create)
      throws IOException {
    FilePermissionMode openness = FilePermissionMode.of(folder);
    WriterLock lock = WriterLock.take(folder, openness);
    LogStorage disk = new FolderStorage(folder.toAbsolutePath(), openness);
    try {
      new EntryBodies(folder.toAbsolutePath()).discardIncoming();
      String place = folder.toString();
      LogWriter writer =
          create
              ? LogWriter.create(disk, place, signer, clock)
              : LogWriter.open(disk, place, signer, clock);
      Ledger ledger = new Ledger(folder, lock, disk, writer);
      ledger.committer.start();
      return ledger;
    } catch (LedgerException | RuntimeException e) {
      disk.close();
      lock.close();
      throw e;
    } catch (IOException e) {
      disk.close();
      lock.close();
      throw new LedgerException(
          "`%s` cannot be opened: %s".formatted(folder, IoErrorMessages.words(e)), e);
    }
  }

  /// Records an event, and returns when it is durable.
  ///
  /// @throws LedgerException if it is not recorded, or if the thread is interrupted; in the latter
  ///   case the event may have been recorded
  public RecordedEntry append(LedgerEvent event) throws LedgerException {
    try {
      return submit(event).get();
    } catch (ExecutionException | CompletionException e) {
      throw e.getCause() instanceof LedgerException refused
          ? new LedgerException(refused.getMessage(), refused)
          : new LedgerException("the entry was not recorded: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LedgerException("interrupted; the entry may or may not have been recorded", e);
    }
  }

  /// Submits an event.
  ///
  /// @return completes when the event is durable, or exceptionally with a [LedgerException]
  public CompletableFuture<RecordedEntry> submit(LedgerEvent event) throws InterruptedException {
    Pending pending = new Pending(event, new CompletableFuture<>());
    if (!intake.put(pending)) {
      pending.result().completeExceptionally(closed());
    }
    return pending.result();
  }

  private LedgerException closed() {
    LedgerException why = broken;
    return why != null ? why : new LedgerException("the ledger `" + folder + "` is closed");
  }

  private void commitAll() {
    try {
      List<Pending> batch = intake.take();
      while (!batch.isEmpty()) {
        commit(batch);
        batch = intake.take();
      }
    } catch (InterruptedException _) {
      intake.close();
    }
  }

  private void commit(List<Pending> batch) {
    LedgerException why = broken;
    if (why != null) {
      refuse(batch, why);
      return;
    }
    try {
      List<RecordedEntry> recorded = writer.commit(batch.stream().map(Pending::event).toList());
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).result().complete(recorded.get(i));
      }
      writer.discardPartial();
    } catch (LogWriter.Refused e) {
      refuse(batch, e.why());
    } catch (IOException | RuntimeException e) {
      String words = e instanceof IOException fault ? IoErrorMessages.words(fault) : e.toString();
      LedgerException fault =
          new LedgerException(
              "writing to `%s` failed: %s; reopen the ledger to see whether the last entries were recorded"
                  .formatted(folder, words),
              e);
      broken = fault;
      intake.close();
      refuse(batch, fault);
    }
  }

  private static void refuse(List<Pending> batch, LedgerException why) {
    batch.forEach(each -> each.result().completeExceptionally(why));
  }

  /// Stores the body of an event that will be recorded. On return, it survives a crash.
  ///
  /// A body whose content could be guessed should contain something random, because its digest
  /// stays in the log and would reveal it.
  public Sha256Digest store(InputStream body) throws IOException {
    return new EntryBodies(folder.toAbsolutePath()).store(body);
  }

  /// Erases a body irrevocably, for example on the request of a person. The log stays valid;
  /// `verify` reports the body as absent.
  ///
  /// @return false if there was no such body
  public boolean erase(Sha256Digest body) throws IOException {
    return new EntryBodies(folder.toAbsolutePath()).erase(body);
  }

  /// The last checkpoint that was published.
  public SignedNote checkpoint() {
    return writer.note();
  }

  /// Records the submitted events, and releases the writer lock.
  @Override
  public void close() throws IOException {
    intake.close();
    boolean interrupted = false;
    while (committer.isAlive()) {
      try {
        committer.join();
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    disk.close();
    lock.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// An empty log's checkpoint.
  static Checkpoint empty(String origin) {
    return new Checkpoint(origin, 0, MerkleTree.EMPTY_ROOT);
  }
}

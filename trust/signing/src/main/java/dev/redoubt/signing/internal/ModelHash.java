package dev.redoubt.signing.internal;

import dev.redoubt.signing.digest.HashAlgorithm;
import dev.redoubt.signing.digest.HashProgress;
import dev.redoubt.signing.digest.ResourceDigest;
import dev.redoubt.signing.refusal.RefusalReason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Hashes files or shards on several threads, each once from its first byte to its last.
///
/// Each thread uses one buffer, whatever the sizes of files.
public final class ModelHash {

  /// From 32 KiB to 1 MiB no size was measurably faster on a busy machine.
  private static final int BUFFER_BYTES = 128 << 10;

  private final HashAlgorithm algorithm;
  private final HashProgress progress;
  private final List<Piece> pieces;
  private final @Nullable ResourceDigest[] digests;
  private final Queue<RefusalReason> problems = new ConcurrentLinkedQueue<>();

  /// Bytes of a file.
  ///
  /// @param start offset of the first
  /// @param end offset after the last
  public record Piece(ModelFile file, long start, long end) {}

  /// What came of it.
  ///
  /// @param digests in the order of the pieces; null where one could not be read
  /// @param problems files that could not be read, or that changed meanwhile
  public record Outcome(List<@Nullable ResourceDigest> digests, List<RefusalReason> problems) {}

  private ModelHash(HashAlgorithm algorithm, List<Piece> pieces, HashProgress progress) {
    this.algorithm = algorithm;
    this.pieces = pieces;
    this.progress = progress;
    this.digests = new ResourceDigest[pieces.size()];
  }

  /// Hashes.
  ///
  /// @param threads how many work at once, at least 1
  public static Outcome hash(
      HashAlgorithm algorithm, List<Piece> pieces, int threads, HashProgress progress) {
    ModelHash work = new ModelHash(algorithm, pieces, progress);
    work.run(threads);
    return work.outcome();
  }

  private void run(int threads) {
    // The longest first: else one thread would begin it when the others are done.
    int[] order =
        java.util.stream.IntStream.range(0, pieces.size())
            .boxed()
            .sorted(Comparator.comparingLong(i -> pieces.get(i).start() - pieces.get(i).end()))
            .mapToInt(Integer::intValue)
            .toArray();
    AtomicInteger next = new AtomicInteger();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<?>> workers = new ArrayList<>();
      for (int i = 0; i < Math.min(threads, order.length); i++) {
        workers.add(pool.submit(() -> work(order, next)));
      }
      for (Future<?> worker : workers) {
        worker.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      problems.add(RefusalReason.of("interrupted"));
    }
  }

  private void work(int[] order, AtomicInteger next) {
    byte[] buffer = new byte[BUFFER_BYTES];
    IncrementalHash hash = IncrementalHash.of(algorithm);
    for (int at = next.getAndIncrement(); at < order.length; at = next.getAndIncrement()) {
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
      Piece piece = pieces.get(order[at]);
      try {
        digests[order[at]] = hash(piece, hash, buffer);
      } catch (IOException e) {
        problems.add(
            new RefusalReason(piece.file().name(), "cannot be read: " + ModelFiles.words(e)));
        hash.digest();
      }
    }
  }

  private @Nullable ResourceDigest hash(Piece piece, IncrementalHash hash, byte[] buffer)
      throws IOException {
    long at = piece.start();
    try (FileChannel channel =
        FileChannel.open(piece.file().path(), Set.of(StandardOpenOption.READ))) {
      ByteBuffer target = ByteBuffer.wrap(buffer);
      while (at < piece.end()) {
        target.clear().limit((int) Math.min(buffer.length, piece.end() - at));
        int read = channel.read(target, at);
        if (read < 0) {
          break;
        }
        hash.update(buffer, 0, read);
        progress.hashed(read);
        at += read;
      }
    }
    ResourceDigest digest = ResourceDigest.of(hash.digest());
    if (at < piece.end()) {
      problems.add(new RefusalReason(piece.file().name(), "became shorter while it was read"));
      return null;
    }
    return digest;
  }

  /// Looks at every file once more: what changed while others were hashed is noticed too.
  private Outcome outcome() {
    Set<ModelFile> files = new java.util.LinkedHashSet<>();
    pieces.forEach(piece -> files.add(piece.file()));
    for (ModelFile file : files) {
      try {
        if (!file.isUnchanged()) {
          problems.add(new RefusalReason(file.name(), "changed while it was read"));
        }
      } catch (IOException e) {
        problems.add(
            new RefusalReason(file.name(), "changed while it was read: " + ModelFiles.words(e)));
      }
    }
    return new Outcome(java.util.Arrays.asList(digests), List.copyOf(problems));
  }
}

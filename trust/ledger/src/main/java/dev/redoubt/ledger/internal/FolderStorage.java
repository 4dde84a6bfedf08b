package dev.redoubt.ledger.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Stores a log in a folder of a real file system.
///
/// Several threads flush files at the same time, so that a journaling file system needs one commit
/// for all of them instead of one for each.
public final class FolderStorage implements LogStorage {

  /// A batch writes as many files and folders, rarely more.
  private static final int FLUSHERS = 6;

  private final Path root;
  private final FilePermissionMode openness;
  private final Map<Path, FileChannel> written = new LinkedHashMap<>();
  private final Set<Path> changedFolders = new LinkedHashSet<>();
  private final ExecutorService flushers =
      Executors.newFixedThreadPool(
          FLUSHERS, Thread.ofPlatform().daemon().name("ledger-flush-", 0).factory());

  /// A disk whose paths are relative to a folder, which exists.
  ///
  /// @param openness of the folder
  public FolderStorage(Path root, FilePermissionMode openness) {
    this.root = root;
    this.openness = openness;
  }

  @Override
  public byte @Nullable [] read(String path, int limit) throws IOException {
    try (InputStream in = Files.newInputStream(root.resolve(path))) {
      return in.readNBytes(limit + 1);
    } catch (NoSuchFileException _) {
      return null;
    }
  }

  @Override
  public void write(String path, byte[] content) throws IOException {
    Path file = root.resolve(path);
    makeFolder(DirectorySync.of(file));
    FileChannel known = written.remove(file);
    if (known != null) {
      known.close();
    }
    FileChannel channel =
        FileChannel.open(
            file,
            Set.of(
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE),
            openness.files());
    written.put(file, channel);
    changedFolders.add(DirectorySync.of(file));
    ByteBuffer rest = ByteBuffer.wrap(content);
    while (rest.hasRemaining()) {
      channel.write(rest);
    }
  }

  private void makeFolder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    if (!folder.equals(root)) {
      makeFolder(DirectorySync.of(folder));
    }
    Files.createDirectory(folder, openness.folders());
    changedFolders.add(DirectorySync.of(folder));
  }

  @Override
  public void sync() throws IOException {
    List<Callable<Boolean>> flushes = new ArrayList<>();
    for (FileChannel channel : written.values()) {
      flushes.add(() -> flush(channel));
    }
    for (Path folder : changedFolders) {
      flushes.add(
          () -> {
            DirectorySync.flush(folder);
            return true;
          });
    }
    written.clear();
    changedFolders.clear();
    all(flushes);
  }

  private void all(List<Callable<Boolean>> flushes) throws IOException {
    try {
      for (Future<Boolean> flush : flushers.invokeAll(flushes)) {
        flush.get();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException fault ? fault : new IOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static boolean flush(FileChannel channel) throws IOException {
    try (channel) {
      channel.force(true);
    }
    return true;
  }

  @Override
  public void replace(String from, String to) throws IOException {
    Path target = root.resolve(to);
    Files.move(root.resolve(from), target, StandardCopyOption.ATOMIC_MOVE);
    DirectorySync.flush(DirectorySync.of(target));
  }

  @Override
  public void discard(String folder) throws IOException {
    Path path = root.resolve(folder);
    try (Stream<Path> list = Files.list(path)) {
      for (Path file : (Iterable<Path>) list::iterator) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException _) {
      return;
    }
    Files.deleteIfExists(path);
  }

  @Override
  public void close() throws IOException {
    flushers.shutdown();
    for (FileChannel channel : written.values()) {
      channel.close();
    }
    written.clear();
  }
}

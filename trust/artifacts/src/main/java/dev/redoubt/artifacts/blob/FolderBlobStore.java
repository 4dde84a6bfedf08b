package dev.redoubt.artifacts.blob;

import dev.redoubt.keys.OwnerOnlyFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/// Blobs in a folder, in two levels of folders by the first digits of their names, readable by the
/// owner alone. One that is not complete has `.partial` behind its name.
public final class FolderBlobStore implements BlobStore {

  private static final String PARTIAL = ".partial";

  private final Path root;
  private final FileAttribute<?>[] ofFolders;
  private final FileAttribute<?>[] ofFiles;

  private FolderBlobStore(Path root) throws IOException {
    this.root = root;
    this.ofFolders = OwnerOnlyFiles.folder(root);
    this.ofFiles = OwnerOnlyFiles.file(root);
  }

  /// Opens a folder, and makes it if it is not there; the folder above has to be.
  public static FolderBlobStore open(Path folder) throws IOException {
    Path root = folder.toAbsolutePath();
    FolderBlobStore blobs = new FolderBlobStore(root);
    blobs.make(root);
    return blobs;
  }

  private void make(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    try {
      Files.createDirectory(folder, ofFolders);
    } catch (FileAlreadyExistsException bySomebodyElse) {
      // Who may not have flushed it yet.
    }
    DirectorySync.flush(Objects.requireNonNull(folder.getParent()));
  }

  private Path folder(BlobId id) {
    return root.resolve(id.text().substring(0, 2)).resolve(id.text().substring(2, 4));
  }

  private Path file(BlobId id) {
    return folder(id).resolve(id.text());
  }

  private Path partial(BlobId id) {
    return folder(id).resolve(id.text() + PARTIAL);
  }

  @Override
  public BlobSink create(BlobId id) throws IOException {
    Path folder = folder(id);
    make(Objects.requireNonNull(folder.getParent()));
    make(folder);
    return new Sink(id);
  }

  @Override
  public SeekableByteChannel open(BlobId id) throws IOException {
    return FileChannel.open(file(id));
  }

  @Override
  public void delete(BlobId id) throws IOException {
    boolean whole = Files.deleteIfExists(file(id));
    boolean begun = Files.deleteIfExists(partial(id));
    if (whole || begun) {
      DirectorySync.flush(folder(id));
    }
  }

  @Override
  public void writtenBefore(Instant time, Consumer<BlobId> each) throws IOException {
    walk(root, 0, time, each);
  }

  private static void walk(Path folder, int depth, Instant time, Consumer<BlobId> each)
      throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        if (depth < 2 && Files.isDirectory(entry)) {
          walk(entry, depth + 1, time, each);
        } else if (depth == 2) {
          name(entry, time, each);
        }
      }
    }
  }

  private static void name(Path file, Instant time, Consumer<BlobId> each) throws IOException {
    String name = file.getFileName().toString();
    String id = name.endsWith(PARTIAL) ? name.substring(0, name.length() - PARTIAL.length()) : name;
    try {
      if (BlobId.isOne(id) && Files.getLastModifiedTime(file).toInstant().isBefore(time)) {
        each.accept(new BlobId(id));
      }
    } catch (NoSuchFileException gone) {
      // Deleted or completed since it was listed.
      return;
    }
  }

  /// Writes a partial file, and gives it its name when it is whole and on the disk.
  private final class Sink extends BlobSink {

    private final BlobId id;
    private final FileChannel channel;
    private boolean committed;

    Sink(BlobId id) throws IOException {
      this.id = id;
      this.channel =
          FileChannel.open(
              partial(id),
              Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW),
              ofFiles);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    }

    @Override
    public void commit() throws IOException {
      channel.force(true);
      channel.close();
      Files.move(partial(id), file(id), StandardCopyOption.ATOMIC_MOVE);
      committed = true;
      DirectorySync.flush(folder(id));
    }

    @Override
    public void close() throws IOException {
      channel.close();
      if (!committed) {
        Files.deleteIfExists(partial(id));
      }
    }
  }
}

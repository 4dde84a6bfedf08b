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

/// Stores blobs as files readable by their owner only, in two levels of folders named after the
/// first digits of the blob id. An incomplete blob has the suffix `.partial`.
public final class FolderBlobStore implements BlobStore {

  private static final String PARTIAL = ".partial";

  private final Path root;
  private final FileAttribute<?>[] folderAttributes;
  private final FileAttribute<?>[] fileAttributes;

  private FolderBlobStore(Path root) throws IOException {
    this.root = root;
    this.folderAttributes = OwnerOnlyFiles.folder(root);
    this.fileAttributes = OwnerOnlyFiles.file(root);
  }

  /// Opens a folder, and creates it if absent; its parent must exist.
  public static FolderBlobStore open(Path folder) throws IOException {
    Path root = folder.toAbsolutePath();
    FolderBlobStore blobs = new FolderBlobStore(root);
    blobs.createFolder(root);
    return blobs;
  }

  private void createFolder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    try {
      Files.createDirectory(folder, folderAttributes);
    } catch (FileAlreadyExistsException concurrent) {
      // The process that created it may not have flushed it yet.
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
    createFolder(Objects.requireNonNull(folder.getParent()));
    createFolder(folder);
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
      if (BlobId.isValid(id) && Files.getLastModifiedTime(file).toInstant().isBefore(time)) {
        each.accept(new BlobId(id));
      }
    } catch (NoSuchFileException gone) {
      // Deleted or completed since it was listed.
      return;
    }
  }

  /// Writes a partial file, and renames it once it is complete and durable.
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
              fileAttributes);
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

package dev.redoubt.scan;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// A buffer in memory up to a limit, then a file. The file is deleted when the buffer is closed, at
/// the latest when the process ends.
final class SpillingBuffer implements ScratchSpace.Room {

  private final long heldBytes;
  private final Path folder;
  private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
  private @Nullable FileChannel file;

  SpillingBuffer(long heldBytes, Path folder) {
    this.heldBytes = heldBytes;
    this.folder = folder;
  }

  @Override
  public OutputStream output() {
    return new Spill();
  }

  @Override
  public ByteSource source() throws IOException {
    FileChannel spilled = file;
    return spilled == null ? ByteSource.of(memory.toByteArray()) : FileSource.of(spilled);
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }

  private FileChannel spilled() throws IOException {
    FileChannel open = file;
    if (open == null) {
      Files.createDirectories(folder);
      Path path = Files.createTempFile(folder, "redoubt-scan-", ".tmp");
      open =
          FileChannel.open(
              path,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
      file = open;
      writeAll(open, ByteBuffer.wrap(memory.toByteArray()));
      memory.reset();
    }
    return open;
  }

  private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private final class Spill extends OutputStream {

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (file == null && memory.size() + (long) length <= heldBytes) {
        memory.write(bytes, offset, length);
      } else {
        writeAll(spilled(), ByteBuffer.wrap(bytes, offset, length));
      }
    }
  }
}

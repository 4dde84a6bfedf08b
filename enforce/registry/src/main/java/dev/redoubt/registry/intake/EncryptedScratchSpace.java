package dev.redoubt.registry.intake;

import dev.redoubt.keys.DataKey;
import dev.redoubt.keys.KeyContext;
import dev.redoubt.keys.OwnerOnlyFiles;
import dev.redoubt.keys.envelope.EncryptingStream;
import dev.redoubt.keys.envelope.EnvelopeEncryption;
import dev.redoubt.keys.envelope.EnvelopeHeader;
import dev.redoubt.keys.envelope.IntermediateKey;
import dev.redoubt.scan.ByteSource;
import dev.redoubt.scan.ScratchSpace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Scratch space for extracted archive members: memory up to a bound, then a file encrypted with a
/// key that exists in memory only. What a crash leaves behind is unreadable.
final class EncryptedScratchSpace implements ScratchSpace, AutoCloseable {

  private final int heldBytes;
  private final Path folder;
  private final IntermediateKey key = IntermediateKey.of("scratch", DataKey.random());

  /// @param heldBytes maximum number of bytes in memory, for each scratch space
  /// @param folder for the files; created if absent
  EncryptedScratchSpace(int heldBytes, Path folder) {
    this.heldBytes = heldBytes;
    this.folder = folder;
  }

  @Override
  public Room open() {
    return new EncryptedRoom();
  }

  @Override
  public void close() {
    key.close();
  }

  private static final KeyContext CONTEXT = KeyContext.of(Map.of("scratch", "member"));

  /// An encrypted temporary file. Its directory entry is already deleted, so that nothing is left
  /// when it is closed or the process ends.
  private record Sealed(FileChannel file, EnvelopeHeader header, EncryptingStream plaintext) {}

  private Sealed seal() throws IOException {
    OwnerOnlyFiles.createFolders(folder);
    FileChannel file =
        FileChannel.open(
            Files.createTempFile(folder, "scan-", ".sealed"),
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    try (EnvelopeEncryption.Sealing sealing = EnvelopeEncryption.seal(key, CONTEXT)) {
      return new Sealed(file, sealing.header(), sealing.to(Channels.newOutputStream(file)));
    } catch (IOException | RuntimeException failed) {
      file.close();
      throw failed;
    }
  }

  private final class EncryptedRoom implements Room {

    private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private @Nullable Sealed sealed;

    @Override
    public OutputStream output() {
      return new Output();
    }

    @Override
    public ByteSource source() throws IOException {
      Sealed from = sealed;
      return from == null
          ? ByteSource.of(memory.toByteArray())
          : new DecryptingByteSource(
              EnvelopeEncryption.decrypt(key, from.header(), CONTEXT, from.file()));
    }

    @Override
    public void close() throws IOException {
      if (sealed != null) {
        sealed.file().close();
      }
    }

    private final class Output extends OutputStream {

      @Override
      public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        if (sealed == null && memory.size() + (long) length <= heldBytes) {
          memory.write(bytes, offset, length);
          return;
        }
        Sealed to = sealed;
        if (to == null) {
          to = seal();
          sealed = to;
          memory.writeTo(to.plaintext());
          memory.reset();
        }
        to.plaintext().write(bytes, offset, length);
      }

      @Override
      public void close() throws IOException {
        if (sealed != null) {
          sealed.plaintext().finish();
        }
      }
    }
  }
}

package dev.redoubt.ledger;

import dev.redoubt.ledger.format.LedgerException;
import dev.redoubt.ledger.format.MalformedLogException;
import dev.redoubt.ledger.format.SignedNote;
import dev.redoubt.ledger.format.VerifierKey;
import dev.redoubt.ledger.internal.IoErrorMessages;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The state of a monitor in a file: a line with a version, a line with the key, an empty line, and
/// the signed checkpoint.
///
/// @param key of the log, trusted since the first check
/// @param checkpoint the last consistent one
public record MonitorState(VerifierKey key, SignedNote checkpoint) {

  private static final String HEADER = "redoubt.dev/ledger-monitor@v1\nkey ";

  /// In bytes, of the two lines before the checkpoint.
  private static final int MAX_HEAD = 8192;

  /// Reads the state.
  ///
  /// @return null if the file does not exist
  public static @Nullable MonitorState read(Path file) throws IOException {
    String text;
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(SignedNote.MAX_LENGTH + MAX_HEAD);
      text = new String(bytes, StandardCharsets.UTF_8);
    } catch (NoSuchFileException _) {
      return null;
    } catch (IOException e) {
      throw new LedgerException(
          "`%s` cannot be read: %s".formatted(file, IoErrorMessages.words(e)), e);
    }
    int split = text.indexOf("\n\n");
    if (!text.startsWith(HEADER) || split < 0) {
      throw new LedgerException("`" + file + "` is not a monitor state file");
    }
    try {
      return new MonitorState(
          VerifierKey.parse(text.substring(HEADER.length(), split)),
          SignedNote.parse(text.substring(split + 2).getBytes(StandardCharsets.UTF_8)));
    } catch (MalformedLogException e) {
      throw new LedgerException(
          "`%s` is not a monitor state file: %s".formatted(file, e.getMessage()), e);
    }
  }

  /// Replaces the state atomically.
  public void write(Path file) throws IOException {
    writeAtomically(file, HEADER + key + "\n\n" + checkpoint);
  }

  /// Stores two contradicting checkpoints beside the state, as evidence.
  ///
  /// @return the file with both checkpoints
  public static Path keepEvidence(Path file, SignedNote before, SignedNote now) throws IOException {
    String time = Instant.now().toString().replace(":", "");
    Path evidence = file.resolveSibling(file.getFileName() + ".fork-" + time);
    writeAtomically(evidence, before + "\n" + now);
    return evidence;
  }

  private static void writeAtomically(Path file, String text) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    try {
      try (FileChannel channel =
          FileChannel.open(
              next,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer rest = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
        channel.force(true);
      }
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new LedgerException(
          "`%s` cannot be written: %s".formatted(file, IoErrorMessages.words(e)), e);
    }
  }
}

package dev.redoubt.registry.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.scan.ByteSource;
import dev.redoubt.scan.ScratchSpace;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncryptedScratchSpaceTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 999, 1000, 1001, 70_000, 131_072, 600_000})
  void returnsWrittenBytesAtAnyPosition(int size) throws Exception {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    try (EncryptedScratchSpace scratch = new EncryptedScratchSpace(1000, folder);
        ScratchSpace.Room room = scratch.open()) {
      try (OutputStream out = room.output()) {
        for (int at = 0; at < size; at += 777) {
          out.write(bytes, at, Math.min(777, size - at));
        }
      }
      try (ByteSource source = room.source()) {
        assertThat(source.size()).isEqualTo(size);
        assertThat(source.bytesAt(0, size + 1)).isEqualTo(bytes);
        Random random = new Random(1);
        for (int i = 0; i < 50 && size > 0; i++) {
          int from = random.nextInt(size);
          int length = random.nextInt(size - from + 1);
          ByteBuffer piece = ByteBuffer.allocate(length);
          assertThat(source.read(from, piece)).isEqualTo(length);
          assertThat(piece.flip()).isEqualTo(ByteBuffer.wrap(bytes, from, length).slice());
        }
        assertThat(source.read(size, ByteBuffer.allocate(1))).isEqualTo(-1);
      }
    }
  }

  @Test
  void folderIsAccessibleToOwnerOnly() throws Exception {
    Path made = folder.resolve("data/scratch");
    try (EncryptedScratchSpace scratch = new EncryptedScratchSpace(10, made);
        ScratchSpace.Room room = scratch.open();
        OutputStream out = room.output()) {
      out.write(new byte[100]);
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
        .isEqualTo("rwx------");
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 100_000})
  void leavesNoFileEvenWhileInUse(int size) throws Exception {
    try (EncryptedScratchSpace scratch = new EncryptedScratchSpace(1000, folder);
        ScratchSpace.Room room = scratch.open();
        OutputStream out = room.output()) {
      out.write(new byte[size]);
      try (Stream<Path> files = Files.list(folder)) {
        assertThat(files).isEmpty();
      }
    }
  }
}

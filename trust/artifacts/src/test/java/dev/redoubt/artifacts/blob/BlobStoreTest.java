package dev.redoubt.artifacts.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestBlobStores.class)
class BlobStoreTest {

  /// Later than any modification time of a store.
  private static final Instant LATER = Instant.parse("2999-01-01T00:00:00Z");

  @Parameter private TestBlobStores stores = TestBlobStores.FOLDER;
  @TempDir private Path folder;
  private BlobStore store;

  @BeforeEach
  void open() throws IOException {
    store = stores.open(folder);
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private BlobId put(byte[] bytes) throws IOException {
    BlobId id = BlobId.random();
    put(id, bytes);
    return id;
  }

  private void put(BlobId id, byte[] bytes) throws IOException {
    try (BlobSink sink = store.create(id)) {
      int step = 70_001;
      for (int at = 0; at < bytes.length; at += step) {
        sink.write(bytes, at, Math.min(step, bytes.length - at));
      }
      sink.commit();
    }
  }

  private byte[] read(BlobId id) throws IOException {
    try (SeekableByteChannel channel = store.open(id)) {
      return read(channel, (int) channel.size());
    }
  }

  private static byte[] read(SeekableByteChannel channel, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  private List<BlobId> before(Instant time) throws IOException {
    List<BlobId> ids = new ArrayList<>();
    store.writtenBefore(time, ids::add);
    return ids;
  }

  @Test
  void returnsWrittenContent() throws IOException {
    for (int size : new int[] {0, 1, 65_536, AzureBlobSink.BLOCK, AzureBlobSink.BLOCK + 1}) {
      byte[] bytes = random(size);
      assertThat(read(put(bytes))).as("%d bytes", size).isEqualTo(bytes);
    }
  }

  @Test
  void returnsContentOfMoreBlocksThanConcurrentUploads() throws IOException {
    byte[] bytes = random(5 * AzureBlobSink.BLOCK + 7);
    assertThat(read(put(bytes))).isEqualTo(bytes);
  }

  @Test
  void readsAtAnyPosition() throws IOException {
    byte[] bytes = random(300_000);
    Random random = new Random(1);
    try (SeekableByteChannel channel = store.open(put(bytes))) {
      assertThat(channel.size()).isEqualTo(bytes.length);
      for (int i = 0; i < 50; i++) {
        int at = random.nextInt(bytes.length);
        int length = random.nextInt(20_000);
        channel.position(at);
        assertThat(read(channel, length))
            .isEqualTo(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + length)));
      }
      channel.position(bytes.length);
      assertThat(channel.read(ByteBuffer.allocate(1))).isEqualTo(-1);
    }
  }

  @Test
  void uncommittedBlobDoesNotExist() throws IOException {
    BlobId id = BlobId.random();
    try (BlobSink sink = store.create(id)) {
      sink.write(random(AzureBlobSink.BLOCK + 1));
    }
    assertThatThrownBy(() -> store.open(id)).isInstanceOf(NoSuchFileException.class);
    assertThat(before(LATER)).isEmpty();
  }

  @Test
  void deletedBlobDoesNotExist() throws IOException {
    BlobId id = put(random(10));
    BlobId other = put(random(11));
    store.delete(id);
    store.delete(id);
    assertThatThrownBy(() -> store.open(id)).isInstanceOf(NoSuchFileException.class);
    assertThat(read(other)).isEqualTo(random(11));
  }

  @Test
  void listsBlobsWrittenBeforeTime() throws IOException {
    List<BlobId> ids = List.of(put(random(1)), put(random(2)), put(random(3)));
    assertThat(before(LATER)).containsExactlyInAnyOrderElementsOf(ids);
    assertThat(before(Instant.EPOCH)).isEmpty();
  }

  @Test
  void writesConcurrently() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<BlobId>> all = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        byte[] bytes = random(1000 + i);
        all.add(threads.submit(() -> put(bytes)));
      }
      for (int i = 0; i < all.size(); i++) {
        assertThat(read(all.get(i).get())).isEqualTo(random(1000 + i));
      }
    }
  }
}

package dev.redoubt.artifacts.blob;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.options.BlockBlobCommitBlockListOptions;
import com.azure.storage.blob.options.BlockBlobSimpleUploadOptions;
import com.azure.storage.blob.specialized.BlockBlobClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Writes a blob of Azure in blocks, a few at a time; what fits into one goes in one request. A
/// blob that is there already is not written over.
final class AzureBlobSink extends BlobSink {

  /// In bytes. With [#MAX_BLOCKS] this is 390 GiB.
  static final int BLOCK = 8 * 1024 * 1024;

  /// Azure's own limit.
  private static final int MAX_BLOCKS = 50_000;

  /// Each holds a block in memory until Azure has it.
  private static final int TOGETHER = 3;

  private final BlockBlobClient blob;
  private final List<String> blocks = new ArrayList<>();
  private final List<Future<byte[]>> underWay = new ArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private byte[] block = new byte[64 * 1024];
  private int filled;

  AzureBlobSink(BlockBlobClient blob) {
    this.blob = blob;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int at = offset;
    int left = length;
    while (left > 0) {
      if (filled == BLOCK) {
        stage();
      }
      if (filled == block.length) {
        block = Arrays.copyOf(block, Math.min(BLOCK, 4 * block.length));
      }
      int part = Math.min(left, block.length - filled);
      System.arraycopy(bytes, at, block, filled, part);
      filled += part;
      at += part;
      left -= part;
    }
  }

  /// Sends the block, and goes on with another one.
  private void stage() throws IOException {
    if (blocks.size() == MAX_BLOCKS) {
      throw new IOException("azure takes " + MAX_BLOCKS + " blocks; put the file in parts");
    }
    byte[] number = ByteBuffer.allocate(Integer.BYTES).putInt(blocks.size()).array();
    String name = Base64.getEncoder().encodeToString(number);
    blocks.add(name);
    byte[] sent = block;
    int length = filled;
    underWay.add(threads.submit(() -> send(name, sent, length)));
    block = underWay.size() < TOGETHER ? new byte[BLOCK] : finished(underWay.removeFirst());
    filled = 0;
  }

  private byte[] send(String name, byte[] sent, int length) throws IOException {
    AzureErrorMapping.calling(
        blob.getBlobName(),
        () -> {
          blob.stageBlock(name, new ByteArrayInputStream(sent, 0, length), length);
          return name;
        });
    return sent;
  }

  private static byte[] finished(Future<byte[]> sending) throws IOException {
    try {
      return sending.get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a block was sent");
    } catch (ExecutionException failed) {
      throw new IOException("a block was not taken", failed.getCause());
    }
  }

  @Override
  public void commit() throws IOException {
    BlobRequestConditions isNew = new BlobRequestConditions().setIfNoneMatch("*");
    if (blocks.isEmpty()) {
      BinaryData all = BinaryData.fromByteBuffer(ByteBuffer.wrap(block, 0, filled));
      AzureErrorMapping.calling(
          blob.getBlobName(),
          () ->
              blob.uploadWithResponse(
                  new BlockBlobSimpleUploadOptions(all).setRequestConditions(isNew),
                  null,
                  Context.NONE));
      return;
    }
    stage();
    for (Future<byte[]> each : underWay) {
      finished(each);
    }
    AzureErrorMapping.calling(
        blob.getBlobName(),
        () ->
            blob.commitBlockListWithResponse(
                new BlockBlobCommitBlockListOptions(blocks).setRequestConditions(isNew),
                null,
                Context.NONE));
  }

  @Override
  public void close() {
    underWay.forEach(each -> each.cancel(true));
    threads.close();
  }
}

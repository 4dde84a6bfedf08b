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

/// Writes a blob to Azure Blob Storage in blocks, a few concurrently; content that fits into one
/// block needs one request. An existing blob is not overwritten.
final class AzureBlobSink extends BlobSink {

  /// In bytes. With [#MAX_BLOCKS] this is 390 GiB.
  static final int BLOCK = 8 * 1024 * 1024;

  /// A limit of Azure.
  private static final int MAX_BLOCKS = 50_000;

  /// Each holds a block in memory until Azure has accepted it.
  private static final int MAX_UPLOADS = 3;

  private final BlockBlobClient blob;
  private final List<String> blocks = new ArrayList<>();
  private final List<Future<byte[]>> uploads = new ArrayList<>();
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

  /// Uploads the block and continues with a new one.
  private void stage() throws IOException {
    if (blocks.size() == MAX_BLOCKS) {
      throw new IOException(
          "Azure Blob Storage accepts at most "
              + MAX_BLOCKS
              + " blocks per blob; use a multipart upload");
    }
    byte[] number = ByteBuffer.allocate(Integer.BYTES).putInt(blocks.size()).array();
    String name = Base64.getEncoder().encodeToString(number);
    blocks.add(name);
    byte[] sent = block;
    int length = filled;
    uploads.add(threads.submit(() -> send(name, sent, length)));
    block = uploads.size() < MAX_UPLOADS ? new byte[BLOCK] : await(uploads.removeFirst());
    filled = 0;
  }

  private byte[] send(String name, byte[] sent, int length) throws IOException {
    AzureErrorMapping.call(
        blob.getBlobName(),
        () -> {
          blob.stageBlock(name, new ByteArrayInputStream(sent, 0, length), length);
          return name;
        });
    return sent;
  }

  private static byte[] await(Future<byte[]> sending) throws IOException {
    try {
      return sending.get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while uploading a block");
    } catch (ExecutionException failed) {
      throw new IOException("Azure Blob Storage did not accept a block", failed.getCause());
    }
  }

  @Override
  public void commit() throws IOException {
    BlobRequestConditions ifAbsent = new BlobRequestConditions().setIfNoneMatch("*");
    if (blocks.isEmpty()) {
      BinaryData all = BinaryData.fromByteBuffer(ByteBuffer.wrap(block, 0, filled));
      AzureErrorMapping.call(
          blob.getBlobName(),
          () ->
              blob.uploadWithResponse(
                  new BlockBlobSimpleUploadOptions(all).setRequestConditions(ifAbsent),
                  null,
                  Context.NONE));
      return;
    }
    stage();
    for (Future<byte[]> each : uploads) {
      await(each);
    }
    AzureErrorMapping.call(
        blob.getBlobName(),
        () ->
            blob.commitBlockListWithResponse(
                new BlockBlobCommitBlockListOptions(blocks).setRequestConditions(ifAbsent),
                null,
                Context.NONE));
  }

  @Override
  public void close() {
    uploads.forEach(each -> each.cancel(true));
    threads.close();
  }
}

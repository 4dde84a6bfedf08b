package dev.redoubt.artifacts.blob;

import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.models.DownloadRetryOptions;
import dev.redoubt.bytes.PositionedBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Reads a blob in Azure Blob Storage. Sequential reads fetch increasing amounts ahead; a random
/// read fetches only what was requested.
final class AzureBlobBytes implements PositionedBytes {

  /// In bytes: transferring this much takes longer than the latency of a request.
  private static final int MAX_AHEAD = 4 * 1024 * 1024;

  private static final int RETRIES = 3;

  private final BlobClient blob;
  private final long size;
  private byte[] window = new byte[0];
  private long start;
  private int ahead;

  private AzureBlobBytes(BlobClient blob, long size) {
    this.blob = blob;
    this.size = size;
  }

  static AzureBlobBytes open(BlobClient blob) throws IOException {
    long size =
        AzureErrorMapping.call(blob.getBlobName(), () -> blob.getProperties().getBlobSize());
    return new AzureBlobBytes(blob, size);
  }

  @Override
  public int read(long position, ByteBuffer target) throws IOException {
    if (position >= size) {
      return -1;
    }
    if (position < start || position >= start + window.length) {
      fetch(position, target.remaining());
    }
    int offset = (int) (position - start);
    int length = Math.min(target.remaining(), window.length - offset);
    target.put(window, offset, length);
    return length;
  }

  private void fetch(long position, int wanted) throws IOException {
    boolean sequential = window.length > 0 && position == start + window.length;
    ahead = sequential ? Math.min(MAX_AHEAD, Math.max(2 * ahead, wanted)) : wanted;
    int length = (int) Math.min(size - position, Math.clamp(ahead, 1, MAX_AHEAD));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(length);
    AzureErrorMapping.call(
        blob.getBlobName(),
        () ->
            blob.downloadStreamWithResponse(
                bytes,
                new BlobRange(position, (long) length),
                new DownloadRetryOptions().setMaxRetryRequests(RETRIES),
                null,
                false,
                null,
                Context.NONE));
    if (bytes.size() != length) {
      throw new IOException("Azure Blob Storage returned fewer bytes than the size of the blob");
    }
    window = bytes.toByteArray();
    start = position;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void close() {
    window = new byte[0];
  }
}

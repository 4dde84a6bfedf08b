package dev.redoubt.artifacts.blob;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.http.rest.PagedIterable;
import com.azure.identity.DefaultAzureCredentialBuilder;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobContainerClientBuilder;
import com.azure.storage.blob.models.BlobItem;
import dev.redoubt.bytes.ReadChannel;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.function.Consumer;

/// Stores blobs in a private container of Azure Blob Storage.
///
/// A blob is uploaded as blocks; Azure discards blocks that are not committed within a week.
public final class AzureBlobStore implements BlobStore {

  /// Plain HTTP is accepted for these hosts only.
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final BlobContainerClient container;

  private AzureBlobStore(BlobContainerClient container) {
    this.container = container;
  }

  /// Opens a container, and creates it if absent. Uses the default credential chain of the Azure
  /// SDK: workload identity, managed identity, `az login`.
  ///
  /// @param container its URL, such as `https://account.blob.core.windows.net/name`
  public static AzureBlobStore signedIn(URI container) throws IOException {
    HttpClient client = new JdkHttpClientBuilder().build();
    return open(container, new DefaultAzureCredentialBuilder().httpClient(client).build(), client);
  }

  /// Opens a container, and creates it if absent.
  public static AzureBlobStore open(URI container, TokenCredential credential, HttpClient client)
      throws IOException {
    return prepared(
        new BlobContainerClientBuilder()
            .endpoint(container.toString())
            .credential(credential)
            .httpClient(client)
            .buildClient());
  }

  /// Opens a container with the account key of a connection string, as used with emulators, and
  /// creates it if absent.
  public static AzureBlobStore connected(String connection, String container) throws IOException {
    return prepared(
        new BlobContainerClientBuilder()
            .connectionString(connection)
            .containerName(container)
            .httpClient(new JdkHttpClientBuilder().build())
            .buildClient());
  }

  private static AzureBlobStore prepared(BlobContainerClient container) throws IOException {
    URI url = URI.create(container.getBlobContainerUrl());
    if (!"https".equals(url.getScheme()) && !LOOPBACK.contains(url.getHost())) {
      throw new IOException("`" + url.getHost() + "` must be reached over HTTPS");
    }
    boolean open =
        AzureErrorMapping.call(
            "container",
            () -> {
              container.createIfNotExists();
              return container.getProperties().getBlobPublicAccess() != null;
            });
    if (open) {
      throw new IOException(
          "the container `"
              + container.getBlobContainerName()
              + "` allows public read access; set its public access level to private");
    }
    return new AzureBlobStore(container);
  }

  @Override
  public BlobSink create(BlobId id) {
    return new AzureBlobSink(container.getBlobClient(id.text()).getBlockBlobClient());
  }

  @Override
  public SeekableByteChannel open(BlobId id) throws IOException {
    return new ReadChannel(AzureBlobBytes.open(container.getBlobClient(id.text())));
  }

  @Override
  public void delete(BlobId id) throws IOException {
    AzureErrorMapping.call(id.text(), () -> container.getBlobClient(id.text()).deleteIfExists());
  }

  @Override
  public void writtenBefore(Instant time, Consumer<BlobId> each) throws IOException {
    AzureErrorMapping.call("container", () -> list(container.listBlobs(), time, each));
  }

  private static boolean list(PagedIterable<BlobItem> items, Instant time, Consumer<BlobId> each) {
    for (BlobItem item : items) {
      OffsetDateTime written = item.getProperties().getLastModified();
      if (BlobId.isValid(item.getName()) && written.toInstant().isBefore(time)) {
        each.accept(new BlobId(item.getName()));
      }
    }
    return true;
  }
}

package dev.redoubt.artifacts.blob;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobContainerClientBuilder;
import com.azure.storage.blob.models.PublicAccessType;
import dev.redoubt.testing.AzuriteServer;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class AzureBlobStoreTest {

  @Test
  void refusesContainerWithPublicAccess() {
    BlobContainerClient open =
        new BlobContainerClientBuilder()
            .connectionString(AzuriteServer.connection())
            .containerName("open")
            .httpClient(new JdkHttpClientBuilder().build())
            .buildClient();
    open.create();
    open.setAccessPolicy(PublicAccessType.BLOB, null);
    assertThatThrownBy(() -> AzureBlobStore.connected(AzuriteServer.connection(), "open"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("allows public read access");
  }

  @Test
  void refusesToOverwriteBlob() throws IOException {
    AzureBlobStore store = AzureBlobStore.connected(AzuriteServer.connection(), "twice");
    BlobId id = BlobId.random();
    try (BlobSink sink = store.create(id)) {
      sink.commit();
    }
    for (int size : new int[] {10, AzureBlobSink.BLOCK + 1}) {
      try (BlobSink again = store.create(id)) {
        again.write(new byte[size]);
        assertThatThrownBy(again::commit)
            .isInstanceOf(IOException.class)
            .hasMessageContaining("409");
      }
    }
  }

  @Test
  void refusesPlainHttp() {
    String connection = "AccountName=a;AccountKey=AAAA;BlobEndpoint=http://blob.contoso.example/a;";
    assertThatThrownBy(() -> AzureBlobStore.connected(connection, "c"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("over HTTPS");
  }
}

package dev.redoubt.artifacts.blob;

import com.azure.core.exception.HttpResponseException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.function.Supplier;

/// Maps failures of the Azure SDK to I/O exceptions. The SDK's messages contain addresses and
/// headers, and are not repeated.
final class AzureErrorMapping {

  private static final int NOT_FOUND = 404;

  private AzureErrorMapping() {}

  /// @param what name of the blob or container, for the message
  static <T> T call(String what, Supplier<T> call) throws IOException {
    try {
      return call.get();
    } catch (HttpResponseException rejected) {
      int status = rejected.getResponse() == null ? 0 : rejected.getResponse().getStatusCode();
      if (status == NOT_FOUND) {
        throw (NoSuchFileException) new NoSuchFileException(what).initCause(rejected);
      }
      throw new IOException(
          "Azure Blob Storage rejected the request for `" + what + "` with status " + status,
          rejected);
    } catch (RuntimeException failed) {
      // Of several types: of the SDK, its libraries and the network.
      throw new IOException(
          "Azure Blob Storage did not respond to the request for `" + what + "`", failed);
    }
  }
}

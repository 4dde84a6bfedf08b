package dev.redoubt.artifacts.blob;

import com.azure.core.exception.HttpResponseException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.function.Supplier;

/// Calls Azure, whose failures become those of a disk. The messages of its SDK hold addresses and
/// headers, and are not repeated.
final class AzureErrorMapping {

  private static final int NOT_FOUND = 404;

  private AzureErrorMapping() {}

  /// @param what for the message
  static <T> T calling(String what, Supplier<T> call) throws IOException {
    try {
      return call.get();
    } catch (HttpResponseException answered) {
      int status = answered.getResponse() == null ? 0 : answered.getResponse().getStatusCode();
      if (status == NOT_FOUND) {
        throw (NoSuchFileException) new NoSuchFileException(what).initCause(answered);
      }
      throw new IOException(
          "azure blob storage refuses `" + what + "` with status " + status, answered);
    } catch (RuntimeException failed) {
      // Of several kinds: of the SDK, of what it is built on, and of the network below.
      throw new IOException("azure blob storage does not answer for `" + what + "`", failed);
    }
  }
}

package dev.redoubt.keys.release;

import dev.redoubt.keys.material.KeyAccessException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Loads the key set (JWKS) of a token issuer. Whoever controls the response controls which tokens
/// are trusted.
@FunctionalInterface
public interface AttestationKeySetSource {

  /// A key set has about ten certificates.
  int MAX_BYTES = 512 * 1024;

  /// Neither a slow network nor a dead one.
  Duration TIMEOUT = Duration.ofSeconds(20);

  /// Loads the key set as JSON.
  ///
  /// @param issuer an https URL without a trailing slash
  byte[] keySet(String issuer) throws KeyAccessException;

  /// Downloads the key set from the issuer, at `ISSUER/certs`, as Microsoft Azure Attestation
  /// provides it. Does not follow redirects.
  static AttestationKeySetSource overHttps(HttpClient client) {
    return overHttps(client, TIMEOUT);
  }

  /// The same.
  ///
  /// @param timeout for the whole response, which the timeout of the HTTP client does not cover
  static AttestationKeySetSource overHttps(HttpClient client, Duration timeout) {
    return issuer -> {
      URI certs = URI.create(issuer + "/certs");
      CompletableFuture<HttpResponse<byte[]>> asked =
          client.sendAsync(
              HttpRequest.newBuilder(certs).build(),
              BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BYTES));
      try {
        HttpResponse<byte[]> response = asked.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        if (response.statusCode() != 200) {
          throw new KeyAccessException.Unavailable(
              "`" + certs + "` returned no key set: status " + response.statusCode(), null);
        }
        return response.body();
      } catch (ExecutionException network) {
        throw new KeyAccessException.Unavailable(
            "`" + certs + "` cannot be reached, or its response is too long", network);
      } catch (TimeoutException slow) {
        throw new KeyAccessException.Unavailable(
            "`" + certs + "` timed out: no key set within " + timeout.toSeconds() + " s", slow);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new KeyAccessException.Unavailable("interrupted", stopped);
      } finally {
        asked.cancel(true);
      }
    };
  }
}

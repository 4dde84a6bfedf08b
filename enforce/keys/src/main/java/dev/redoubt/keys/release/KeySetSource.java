package dev.redoubt.keys.release;

import dev.redoubt.keys.KeyAccessException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// Where the key set (JWKS) of an issuer of tokens comes from. Whoever answers here decides whom we
/// believe.
@FunctionalInterface
public interface KeySetSource {

  /// A set has some ten certificates.
  int MAX_BYTES = 512 * 1024;

  /// Neither a slow network nor a dead one.
  Duration TIMEOUT = Duration.ofSeconds(20);

  /// The key set as JSON.
  ///
  /// @param issuer an https URL without a slash at the end
  byte[] keySet(String issuer) throws KeyAccessException;

  /// Asks the issuer itself, at `ISSUER/certs`, as Microsoft Azure Attestation has it. Follows no
  /// redirect.
  static KeySetSource overHttps(HttpClient client) {
    return issuer -> {
      URI certs = URI.create(issuer + "/certs");
      HttpRequest request = HttpRequest.newBuilder(certs).timeout(TIMEOUT).build();
      try {
        HttpResponse<InputStream> response =
            client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
          byte[] bytes = body.readNBytes(MAX_BYTES + 1);
          if (response.statusCode() != 200 || bytes.length > MAX_BYTES) {
            throw new KeyAccessException.Unavailable(
                "`" + certs + "` gives no key set: status " + response.statusCode(), null);
          }
          return bytes;
        }
      } catch (KeyAccessException known) {
        throw known;
      } catch (IOException network) {
        throw new KeyAccessException.Unavailable("`" + certs + "` cannot be reached", network);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new KeyAccessException.Unavailable("interrupted", stopped);
      }
    };
  }
}

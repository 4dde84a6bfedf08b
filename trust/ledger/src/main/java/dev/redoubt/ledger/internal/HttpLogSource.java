package dev.redoubt.ledger.internal;

import dev.redoubt.ledger.format.LedgerException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// Reads a log over HTTP. It sends no cookies and no credentials, and limits sizes, redirects and
/// times.
public final class HttpLogSource implements LogSource {

  /// A timeout that a reachable server easily meets.
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  /// The timeout for response headers.
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);

  /// The files of a log may have been moved once or twice.
  private static final int MAX_REDIRECTS = 3;

  private final URI base;
  private final Duration grace;
  private final HttpClient client;

  /// Reads the log below a URL.
  ///
  /// @throws LedgerException if the URL is not allowed
  public HttpLogSource(URI address) throws LedgerException {
    this(address, ANSWER_TIMEOUT);
  }

  /// @param grace time at the start of a response body without a minimum transfer rate
  HttpLogSource(URI address, Duration grace) throws LedgerException {
    String problem = LogAddressPolicy.problem(address);
    if (problem != null) {
      throw new LedgerException("`%s` is not allowed: %s".formatted(address, problem));
    }
    String text = address.toString();
    this.base = URI.create(text.endsWith("/") ? text : text + "/");
    this.grace = grace;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
  }

  @Override
  public byte @Nullable [] read(String path, int limit) throws LedgerException {
    try (InputStream in = open(path)) {
      return in == null ? null : in.readNBytes(limit + 1);
    } catch (LedgerException e) {
      throw e;
    } catch (ZipException e) {
      throw new LedgerException(
          "the response of `%s` has invalid gzip data".formatted(base.resolve(path)), e);
    } catch (IOException e) {
      throw new LedgerException(
          "the connection to `%s` was lost: %s".formatted(base.getHost(), IoErrorMessages.words(e)),
          e);
    }
  }

  @Override
  public @Nullable InputStream open(String path) throws LedgerException {
    URI here = base.resolve(path);
    for (int i = 0; i <= MAX_REDIRECTS; i++) {
      HttpResponse<InputStream> response = ask(here);
      URI next = null;
      switch (response.statusCode()) {
        case 200 -> {
          return decoded(response);
        }
        case 404, 410 -> {
          discard(response);
          return null;
        }
        case 301, 302, 303, 307, 308 ->
            next =
                LogAddressPolicy.redirect(
                    here, response.headers().firstValue("Location").orElse(""));
        default -> {
          discard(response);
          throw new LedgerException(
              "`%s` responded with status %d".formatted(here, response.statusCode()));
        }
      }
      discard(response);
      if (next == null) {
        throw new LedgerException("`%s` redirects to a URL that is not allowed".formatted(here));
      }
      here = next;
    }
    throw new LedgerException(
        "`%s` redirects more than %d times".formatted(base.resolve(path), MAX_REDIRECTS));
  }

  private HttpResponse<InputStream> ask(URI uri) throws LedgerException {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(ANSWER_TIMEOUT)
            .header("User-Agent", "redoubt")
            .header("Accept-Encoding", "gzip, identity")
            .build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    } catch (HttpTimeoutException e) {
      throw new LedgerException("the request to `%s` timed out".formatted(uri.getHost()), e);
    } catch (ConnectException e) {
      throw new LedgerException("`%s` cannot be reached".formatted(uri.getHost()), e);
    } catch (IOException e) {
      throw new LedgerException(
          "the request to `%s` failed: %s".formatted(uri.getHost(), IoErrorMessages.words(e)), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LedgerException("interrupted", e);
    }
  }

  /// Logs may compress without being asked to: C2SP tlog-tiles.
  private InputStream decoded(HttpResponse<InputStream> response) throws LedgerException {
    String encoding =
        response
            .headers()
            .firstValue("Content-Encoding")
            .orElse("identity")
            .toLowerCase(Locale.ROOT);
    InputStream body = MinimumRateStream.of(response.body(), grace);
    try {
      return switch (encoding) {
        case "identity" -> body;
        case "gzip" -> new GZIPInputStream(body);
        default -> {
          discard(response);
          throw new LedgerException(
              "`%s` uses an unsupported content encoding".formatted(response.uri()));
        }
      };
    } catch (LedgerException e) {
      throw e;
    } catch (IOException e) {
      discard(response);
      throw new LedgerException(
          "the response of `%s` has invalid gzip data".formatted(response.uri()), e);
    }
  }

  private static void discard(HttpResponse<InputStream> response) {
    try {
      response.body().close();
    } catch (IOException _) {
      // Nobody wants to read it.
    }
  }

  @Override
  public String location() {
    return base.toString();
  }
}

package dev.redoubt.bicep.internal.registry;

import dev.redoubt.bicep.internal.registry.BoundedBodyHandler.Body;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Sends HTTP GET requests with limits for time and size. Follows redirects by the rules of
/// [AllowedEndpoints]; sends no cookies and no credentials except the given authorization. Java's
/// settings for proxies and trusted certificates apply. An unreachable server is not contacted
/// again in the same run. Thread-safe.
public final class RegistryHttpClient {

  /// The timeout for connecting.
  static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  /// The timeout for one response including its body: enough for the largest template over a slow
  /// connection.
  static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(60);

  /// The maximum number of redirects; registries redirect a blob once or twice.
  static final int MAX_REDIRECTS = 5;

  /// The maximum body size of a response other than 200; the body is discarded.
  private static final long MAX_OTHER_BYTES = 64 << 10;

  private final Duration responseTimeout;
  private final Map<String, String> unreachable = new ConcurrentHashMap<>();
  private @Nullable HttpClient client;

  /// Creates a client with the default timeouts.
  public RegistryHttpClient() {
    this(RESPONSE_TIMEOUT);
  }

  RegistryHttpClient(Duration responseTimeout) {
    this.responseTimeout = responseTimeout;
  }

  /// Sends a GET request and follows redirects; any status other than a redirect is a response.
  ///
  /// @param accept media types for the `Accept` header
  /// @param authorization the `Authorization` header, sent only to the server of this address; null
  ///   for none
  /// @param limit the maximum body size in bytes for a response with status 200
  RegistryResult<Response> get(URI uri, String accept, @Nullable String authorization, long limit) {
    URI here = uri;
    String credentials = authorization;
    for (int i = 0; i <= MAX_REDIRECTS; i++) {
      RegistryResult<Response> result = send(here, accept, credentials, limit);
      if (!(result instanceof RegistryResult.Given<Response>(var response))
          || !response.isRedirect()) {
        return result;
      }
      String location = response.header("Location");
      URI next =
          location == null || location.isEmpty() ? null : AllowedEndpoints.resolve(here, location);
      if (next == null) {
        return RegistryResult.refused(
            "`" + here.getHost() + "` redirects without a valid location");
      }
      if (!AllowedEndpoints.mayRedirect(uri, next)) {
        return RegistryResult.refused(
            "`%s` redirects to `%s://%s`, which is not allowed"
                .formatted(here.getHost(), next.getScheme(), next.getHost()));
      }
      credentials = AllowedEndpoints.sameServer(here, next) ? credentials : null;
      here = next;
    }
    return RegistryResult.refused(
        "`%s` redirects more than %d times".formatted(uri.getHost(), MAX_REDIRECTS));
  }

  private RegistryResult<Response> send(
      URI uri, String accept, @Nullable String authorization, long limit) {
    String known = unreachable.get(uri.getRawAuthority());
    if (known != null) {
      return RegistryResult.refused(known);
    }
    CompletableFuture<HttpResponse<Body>> pending;
    try {
      pending = client().sendAsync(request(uri, accept, authorization), body(limit));
    } catch (IllegalArgumentException _) {
      return RegistryResult.refused("`" + uri.getHost() + "` is not a valid address");
    }
    try {
      HttpResponse<Body> response = pending.get(responseTimeout.toMillis(), TimeUnit.MILLISECONDS);
      return response.statusCode() == 200 && response.body().isCut()
          ? RegistryResult.refused(
              "`%s` sent more than the %d bytes allowed".formatted(uri.getHost(), limit))
          : RegistryResult.given(
              new Response(response.statusCode(), response.headers(), response.body().bytes()));
    } catch (TimeoutException _) {
      pending.cancel(true);
      return refused(uri, timeoutMessage(uri, responseTimeout), true);
    } catch (ExecutionException e) {
      return failed(uri, e.getCause());
    } catch (InterruptedException _) {
      pending.cancel(true);
      Thread.currentThread().interrupt();
      return RegistryResult.refused("the request was interrupted");
    }
  }

  private static HttpRequest request(URI uri, String accept, @Nullable String authorization) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).header("Accept", accept).header("User-Agent", "redoubt");
    return authorization == null
        ? request.build()
        : request.header("Authorization", authorization).build();
  }

  private static BodyHandler<Body> body(long limit) {
    return head -> new BoundedBodyHandler(head.statusCode() == 200 ? limit : MAX_OTHER_BYTES);
  }

  private RegistryResult<Response> failed(URI uri, @Nullable Throwable cause) {
    String host = "`" + uri.getHost() + "`";
    return switch (cause) {
      case HttpConnectTimeoutException _ ->
          refused(uri, timeoutMessage(uri, CONNECT_TIMEOUT), true);
      case ConnectException _ -> refused(uri, host + " cannot be reached", true);
      case SSLException e ->
          refused(uri, "the TLS connection to " + host + " failed: " + e.getMessage(), true);
      case IOException e ->
          refused(uri, "the connection to " + host + " failed: " + e.getMessage(), false);
      case null, default -> refused(uri, "the request to " + host + " failed", false);
    };
  }

  private RegistryResult<Response> refused(URI uri, String why, boolean lasting) {
    if (lasting) {
      unreachable.put(uri.getRawAuthority(), why);
    }
    return RegistryResult.refused(why);
  }

  private static String timeoutMessage(URI uri, Duration time) {
    return "timeout: `%s` did not respond within %s s"
        .formatted(uri.getHost(), time.toMillis() / 1000.0)
        .replace(".0 s", " s");
  }

  /// Created on first use: a run without registry modules does not load it.
  private synchronized HttpClient client() {
    HttpClient known = client;
    if (known == null) {
      known =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .followRedirects(HttpClient.Redirect.NEVER)
              .connectTimeout(CONNECT_TIMEOUT)
              .build();
      client = known;
    }
    return known;
  }

  /// A complete response.
  static final class Response {

    private final int status;
    private final HttpHeaders headers;
    private final byte[] body;

    private Response(int status, HttpHeaders headers, byte[] body) {
      this.status = status;
      this.headers = headers;
      this.body = body;
    }

    int status() {
      return status;
    }

    byte[] body() {
      return body;
    }

    @Nullable String header(String name) {
      return headers.firstValue(name).orElse(null);
    }

    List<String> headers(String name) {
      return headers.allValues(name);
    }

    private boolean isRedirect() {
      return switch (status) {
        case 301, 302, 303, 307, 308 -> true;
        default -> false;
      };
    }
  }
}

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

/// Fetches by HTTP: bounded in time and size, following redirects by the rules of
/// [AllowedEndpoints], with no cookies and no credentials but those it is handed. Java's settings
/// for proxies and trusted certificates apply. A server that could not be reached is not tried
/// again in the same run. Safe for use by several threads.
public final class RegistryHttpClient {

  /// A server that is there answers well within it.
  static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  /// For one answer, its whole body included: the largest template over a slow line.
  static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);

  /// Registries send a blob on once or twice.
  static final int MAX_REDIRECTS = 5;

  /// What is read of an answer other than 200; it is not looked at, only taken off the line.
  private static final long MAX_OTHER_BYTES = 64 << 10;

  private final Duration answerTimeout;
  private final Map<String, String> unreachable = new ConcurrentHashMap<>();
  private @Nullable HttpClient client;

  /// A transport with the limits that suit people.
  public RegistryHttpClient() {
    this(ANSWER_TIMEOUT);
  }

  RegistryHttpClient(Duration answerTimeout) {
    this.answerTimeout = answerTimeout;
  }

  /// Fetches an address, over redirects; any status that is none is an answer.
  ///
  /// @param accept media types for the `Accept` header
  /// @param authorization is sent to the server of this address, and to no other; null for none
  /// @param limit in bytes, for an answer with status 200
  RegistryResult<Response> get(URI uri, String accept, @Nullable String authorization, long limit) {
    URI here = uri;
    String credentials = authorization;
    for (int i = 0; i <= MAX_REDIRECTS; i++) {
      RegistryResult<Response> answer = send(here, accept, credentials, limit);
      if (!(answer instanceof RegistryResult.Given<Response>(var response))
          || !response.isRedirect()) {
        return answer;
      }
      String location = response.header("Location");
      URI next =
          location == null || location.isEmpty() ? null : AllowedEndpoints.resolve(here, location);
      if (next == null) {
        return RegistryResult.refused("`" + here.getHost() + "` redirects to nowhere");
      }
      if (!AllowedEndpoints.mayLead(uri, next)) {
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
      return RegistryResult.refused("`" + uri.getHost() + "` is not an address that can be asked");
    }
    try {
      HttpResponse<Body> response = pending.get(answerTimeout.toMillis(), TimeUnit.MILLISECONDS);
      return response.statusCode() == 200 && response.body().isCut()
          ? RegistryResult.refused(
              "`%s` sent more than the %d bytes allowed".formatted(uri.getHost(), limit))
          : RegistryResult.given(
              new Response(response.statusCode(), response.headers(), response.body().bytes()));
    } catch (TimeoutException _) {
      pending.cancel(true);
      return refused(uri, notWithin(uri, answerTimeout), true);
    } catch (ExecutionException e) {
      return failed(uri, e.getCause());
    } catch (InterruptedException _) {
      pending.cancel(true);
      Thread.currentThread().interrupt();
      return RegistryResult.refused("the program was asked to stop");
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
      case HttpConnectTimeoutException _ -> refused(uri, notWithin(uri, CONNECT_TIMEOUT), true);
      case ConnectException _ -> refused(uri, host + " cannot be reached", true);
      case SSLException e ->
          refused(uri, "no trusted connection to " + host + ": " + e.getMessage(), true);
      case IOException e ->
          refused(uri, "the connection to " + host + " broke off: " + e.getMessage(), false);
      case null, default -> refused(uri, host + " cannot be asked", false);
    };
  }

  private RegistryResult<Response> refused(URI uri, String why, boolean lasting) {
    if (lasting) {
      unreachable.put(uri.getRawAuthority(), why);
    }
    return RegistryResult.refused(why);
  }

  private static String notWithin(URI uri, Duration time) {
    return "`%s` did not answer within %s s"
        .formatted(uri.getHost(), time.toMillis() / 1000.0)
        .replace(".0 s", " s");
  }

  /// Made when first needed: a run without registry modules does not load it.
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

  /// An answer that has arrived as a whole.
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

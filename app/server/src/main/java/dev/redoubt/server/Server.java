package dev.redoubt.server;

import dev.redoubt.http.route.Front;
import dev.redoubt.http.route.Hosts;
import dev.redoubt.http.server.HttpServer;
import dev.redoubt.http.server.ListenerSettings;
import dev.redoubt.server.operation.Operation;
import java.net.URI;
import java.time.Duration;

/// A server that runs.
public final class Server implements AutoCloseable {

  /// How long requests may take that run when the server closes. Whoever stops processes waits for
  /// about as long before they kill: Kubernetes for 30 seconds.
  private static final Duration LAST_REQUESTS = Duration.ofSeconds(25);

  private final HttpServer http;
  private final Settings settings;

  private Server(HttpServer http, Settings settings) {
    this.http = http;
    this.settings = settings;
  }

  /// Starts one. When this returns, it answers.
  public static Server start(Settings settings, Registry registry) {
    return start(settings, registry, Operation.usual());
  }

  /// Starts one. When this returns, it answers.
  public static Server start(Settings settings, Registry registry, Operation operation) {
    ListenerSettings listener =
        new ListenerSettings(
            settings.address(), settings.port(), settings.tls(), operation.limits(), LAST_REQUESTS);
    return new Server(HttpServer.start(listener, front(settings, registry, operation)), settings);
  }

  private static Front front(Settings settings, Registry registry, Operation operation) {
    return new Front(
        registry.routes(),
        registry.identification(),
        registry::access,
        registry::denied,
        new Hosts(settings.hosts()),
        registry.face(),
        operation.watch());
  }

  /// Its address, without a path.
  public URI address() {
    String scheme = settings.tls().isPresent() ? "https" : "http";
    return URI.create(scheme + "://" + host() + ":" + http.port());
  }

  /// A name, where other machines can reach it: no certificate is for the address of all
  /// interfaces.
  private String host() {
    if (!settings.isLocal() && !settings.hosts().isEmpty()) {
      return settings.hosts().stream().sorted().findFirst().orElseThrow();
    }
    String host = settings.address().getHostAddress();
    return host.contains(":") ? "[" + host + "]" : host;
  }

  /// Takes no more requests and waits for those that run, as long as that is short. What the
  /// registry keeps stays open.
  @Override
  public void close() {
    http.close();
  }
}

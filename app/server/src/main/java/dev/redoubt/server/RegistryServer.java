package dev.redoubt.server;

import dev.redoubt.http.route.AllowedHosts;
import dev.redoubt.http.route.RoutingServlet;
import dev.redoubt.http.server.HttpServer;
import dev.redoubt.http.server.ListenerSettings;
import dev.redoubt.server.operation.ServerOperation;
import java.net.URI;
import java.time.Duration;

/// A server that runs.
public final class RegistryServer implements AutoCloseable {

  /// How long requests may take that run when the server closes. Whoever stops processes waits for
  /// about as long before they kill: Kubernetes for 30 seconds.
  private static final Duration LAST_REQUESTS = Duration.ofSeconds(25);

  private final HttpServer http;
  private final ServerSettings settings;

  private RegistryServer(HttpServer http, ServerSettings settings) {
    this.http = http;
    this.settings = settings;
  }

  /// Starts one. When this returns, it answers.
  public static RegistryServer start(ServerSettings settings, RegistryApplication registry) {
    return start(settings, registry, ServerOperation.usual());
  }

  /// Starts one. When this returns, it answers.
  public static RegistryServer start(
      ServerSettings settings, RegistryApplication registry, ServerOperation operation) {
    ListenerSettings listener =
        new ListenerSettings(
            settings.address(), settings.port(), settings.tls(), operation.limits(), LAST_REQUESTS);
    return new RegistryServer(
        HttpServer.start(listener, front(settings, registry, operation)), settings);
  }

  private static RoutingServlet front(
      ServerSettings settings, RegistryApplication registry, ServerOperation operation) {
    return new RoutingServlet(
        registry.routes(),
        registry.identification(),
        registry::access,
        registry::denied,
        new AllowedHosts(settings.hosts()),
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

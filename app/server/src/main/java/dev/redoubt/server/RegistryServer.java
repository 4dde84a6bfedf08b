package dev.redoubt.server;

import dev.redoubt.http.route.AllowedHosts;
import dev.redoubt.http.route.RoutingServlet;
import dev.redoubt.http.server.HttpServer;
import dev.redoubt.http.server.ListenerSettings;
import dev.redoubt.server.operation.ServerOperation;
import java.net.URI;
import java.time.Duration;

/// A running registry server: listener, limits and application.
public final class RegistryServer implements AutoCloseable {

  /// Shutdown timeout for in-flight requests. Process managers wait for about as long before they
  /// kill a process: Kubernetes waits 30 seconds.
  private static final Duration LAST_REQUESTS = Duration.ofSeconds(25);

  private final HttpServer http;
  private final ServerSettings settings;

  private RegistryServer(HttpServer http, ServerSettings settings) {
    this.http = http;
    this.settings = settings;
  }

  /// Starts a server. When this returns, it accepts requests.
  public static RegistryServer start(ServerSettings settings, RegistryApplication registry) {
    return start(settings, registry, ServerOperation.defaults());
  }

  /// Starts a server. When this returns, it accepts requests.
  public static RegistryServer start(
      ServerSettings settings, RegistryApplication registry, ServerOperation operation) {
    ListenerSettings listener =
        new ListenerSettings(
            settings.address(), settings.port(), settings.tls(), operation.limits(), LAST_REQUESTS);
    return new RegistryServer(
        HttpServer.start(listener, servlet(settings, registry, operation)), settings);
  }

  private static RoutingServlet servlet(
      ServerSettings settings, RegistryApplication registry, ServerOperation operation) {
    return new RoutingServlet(
        registry.routes(),
        registry.authenticator(),
        registry::access,
        registry::denied,
        new AllowedHosts(settings.hosts()),
        registry.errorRenderer(),
        operation.observer());
  }

  /// Returns the base URL, without a path.
  public URI address() {
    String scheme = settings.tls().isPresent() ? "https" : "http";
    return URI.create(scheme + "://" + host() + ":" + http.port());
  }

  /// A host name if other machines can reach the server: certificates do not cover the wildcard
  /// address.
  private String host() {
    if (!settings.isLocal() && !settings.hosts().isEmpty()) {
      return settings.hosts().stream().sorted().findFirst().orElseThrow();
    }
    String host = settings.address().getHostAddress();
    return host.contains(":") ? "[" + host + "]" : host;
  }

  /// Completes in-flight requests within the shutdown timeout. The stores remain open.
  @Override
  public void close() {
    http.close();
  }
}

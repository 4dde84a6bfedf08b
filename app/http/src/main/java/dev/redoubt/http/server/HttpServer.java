package dev.redoubt.http.server;

import dev.redoubt.http.limits.LimitSettings;
import jakarta.servlet.Servlet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running HTTP server: Tomcat with one servlet that handles every request.
public final class HttpServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

  private final Tomcat tomcat;
  private final ListenerSettings settings;
  private final HeaderTimeoutProtocol protocol;
  private final Connector connector;
  private final AtomicBoolean closed = new AtomicBoolean();

  private HttpServer(ListenerSettings settings, Servlet servlet) {
    this.tomcat = EmbeddedTomcat.forServlet(servlet);
    this.settings = settings;
    this.protocol = new HeaderTimeoutProtocol();
    this.connector = new Connector(protocol);
  }

  /// Starts a server. When this returns, it accepts requests.
  ///
  /// @throws IllegalStateException if it cannot start; the causes tell why, such as a
  ///   [java.net.BindException] if the port is in use
  public static HttpServer start(ListenerSettings settings, Servlet servlet) {
    HttpServer server = new HttpServer(settings, servlet);
    try {
      server.listen();
      return server;
    } catch (LifecycleException | RuntimeException failed) {
      server.end();
      throw new IllegalStateException("the server failed to start", failed);
    }
  }

  /// Binds the port last: every accepted connection is served.
  private void listen() throws LifecycleException {
    protocol.setAddress(settings.address());
    connector.setPort(settings.port());
    connector.setThrowOnFailure(true);
    settings.tls().ifPresent(tls -> TlsContexts.apply(tls, connector, protocol));
    limit(settings.limits());
    tomcat.start();
    tomcat.getService().addConnector(connector);
  }

  /// One virtual thread per request, and the limits that apply before a request is complete.
  private void limit(LimitSettings limits) {
    protocol.setExecutor(new VirtualThreadExecutor("request-"));
    protocol.setMaxConnections(limits.concurrency().connections());
    protocol.setConnectionTimeout(Math.toIntExact(limits.timeouts().silence().toMillis()));
    protocol.setKeepAliveTimeout(Math.toIntExact(limits.timeouts().idle().toMillis()));
    protocol.setHeaderTime(limits.headers().time());
    protocol.setMaxHttpRequestHeaderSize(limits.headers().bytes());
    protocol.setMaxHeaderCount(limits.headers().count());
    protocol.setMaxKeepAliveRequests(-1);
    connector.setMaxPostSize(LimitSettings.FORM);
  }

  /// Returns the port that it listens on.
  public int port() {
    return connector.getLocalPort();
  }

  /// Shuts down gracefully: accepts no new connections and requests, waits for in-flight requests
  /// up to the configured timeout, and stops.
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    connector.pause();
    protocol.closeServerSocketGraceful();
    try {
      if (!protocol.running().awaitNone(settings.lastRequests())) {
        LOG.warn("shutdown timeout: {} in-flight requests are aborted", protocol.running().count());
      }
    } catch (InterruptedException _) {
      // The caller that interrupts wants to stop immediately.
      Thread.currentThread().interrupt();
    }
    end();
  }

  private void end() {
    try {
      tomcat.stop();
      tomcat.destroy();
    } catch (LifecycleException failed) {
      LOG.warn("the listener failed to close: {}", failed.getMessage());
    }
  }
}

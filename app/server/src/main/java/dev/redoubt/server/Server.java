package dev.redoubt.server;

import dev.redoubt.server.operation.Operation;
import dev.redoubt.server.operation.TimedProtocol;
import dev.redoubt.server.route.Front;
import dev.redoubt.server.route.Hosts;
import java.net.URI;
import java.util.Objects;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Shutdown;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.ServletRegistrationBean;

/// A server that runs.
public final class Server implements AutoCloseable {

  private final ServletWebServerApplicationContext context;
  private final Settings settings;

  private Server(ServletWebServerApplicationContext context, Settings settings) {
    this.context = context;
    this.settings = settings;
  }

  /// Starts one. When this returns, it answers.
  ///
  /// The beans are written out, instead of being found on the class path: what is not written here
  /// does not answer, and nothing has to be searched.
  public static Server start(Settings settings, Registry registry) {
    return start(settings, registry, Operation.usual());
  }

  /// Starts one. When this returns, it answers.
  public static Server start(Settings settings, Registry registry, Operation operation) {
    ServletWebServerApplicationContext context = new ServletWebServerApplicationContext();
    context.registerBean(TomcatServletWebServerFactory.class, () -> web(settings, operation));
    context.registerBean(
        ServletRegistrationBean.class,
        () -> new ServletRegistrationBean<>(front(settings, registry, operation), "/"));
    context.refresh();
    return new Server(context, settings);
  }

  private static TomcatServletWebServerFactory web(Settings settings, Operation operation) {
    TomcatServletWebServerFactory web = new TomcatServletWebServerFactory(settings.port());
    web.setAddress(settings.address());
    web.setShutdown(Shutdown.GRACEFUL);
    web.setRegisterDefaultServlet(false);
    web.setProtocol(TimedProtocol.class.getName());
    settings.tls().ifPresent(tls -> Encryption.apply(tls, web));
    web.addConnectorCustomizers(operation::apply);
    return web;
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
    int port = Objects.requireNonNull(context.getWebServer()).getPort();
    String scheme = settings.tls().isPresent() ? "https" : "http";
    return URI.create(scheme + "://" + host() + ":" + port);
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

  /// Takes no more requests and waits for those that run. What the registry keeps stays open.
  @Override
  public void close() {
    context.close();
  }
}

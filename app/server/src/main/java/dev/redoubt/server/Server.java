package dev.redoubt.server;

import dev.redoubt.http.limits.TimedProtocol;
import dev.redoubt.http.route.Front;
import dev.redoubt.http.route.Hosts;
import dev.redoubt.server.operation.Operation;
import java.net.URI;
import java.util.Objects;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Shutdown;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.context.support.DefaultLifecycleProcessor;

/// A server that runs.
public final class Server implements AutoCloseable {

  /// In milliseconds, how long requests may take that run when the server closes. Whoever stops
  /// processes waits for about as long before they kill: Kubernetes for 30 seconds.
  private static final int LAST_REQUESTS = 25_000;

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
    context.registerBean(
        AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME,
        DefaultLifecycleProcessor.class,
        Server::lifecycle);
    context.registerBean(TomcatServletWebServerFactory.class, () -> web(settings, operation));
    context.registerBean(
        ServletRegistrationBean.class,
        () -> new ServletRegistrationBean<>(front(settings, registry, operation), "/"));
    context.refresh();
    return new Server(context, settings);
  }

  private static DefaultLifecycleProcessor lifecycle() {
    DefaultLifecycleProcessor lifecycle = new DefaultLifecycleProcessor();
    lifecycle.setTimeoutPerShutdownPhase(LAST_REQUESTS);
    return lifecycle;
  }

  private static TomcatServletWebServerFactory web(Settings settings, Operation operation) {
    TomcatServletWebServerFactory web = new TomcatServletWebServerFactory(settings.port());
    web.setAddress(settings.address());
    web.setShutdown(Shutdown.GRACEFUL);
    web.setRegisterDefaultServlet(false);
    web.setProtocol(TimedProtocol.class.getName());
    settings.tls().ifPresent(tls -> Encryption.apply(tls, web));
    web.addConnectorCustomizers(operation::apply);
    web.addContextCustomizers(context -> answerErrors((StandardHost) context.getParent()));
    return web;
  }

  /// In place of Tomcat's own valve, which a host adds where it finds none of the class that it is
  /// told.
  private static void answerErrors(StandardHost host) {
    host.setErrorReportValveClass(EarlyErrors.class.getName());
    host.getPipeline().addValve(new EarlyErrors());
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

  /// Takes no more requests and waits for those that run, as long as that is short. What the
  /// registry keeps stays open.
  @Override
  public void close() {
    context.close();
  }
}

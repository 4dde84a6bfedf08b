package dev.redoubt.server;

import dev.redoubt.server.operation.Operation;
import dev.redoubt.server.operation.TimedProtocol;
import dev.redoubt.server.route.Front;
import dev.redoubt.server.route.Hosts;
import java.net.URI;
import java.util.Objects;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Shutdown;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/// A server that runs.
public final class Server implements AutoCloseable {

  private final ServletWebServerApplicationContext context;
  private final Settings settings;

  private Server(ServletWebServerApplicationContext context, Settings settings) {
    this.context = context;
    this.settings = settings;
  }

  /// Starts one. When this returns, it answers.
  public static Server start(Settings settings, Registry registry) {
    return start(settings, registry, Operation.usual());
  }

  /// Starts one. When this returns, it answers.
  public static Server start(Settings settings, Registry registry, Operation operation) {
    SpringApplication application = new SpringApplication(Beans.class);
    application.setWebApplicationType(WebApplicationType.SERVLET);
    application.setBannerMode(Banner.Mode.OFF);
    application.setLogStartupInfo(false);
    application.setAddCommandLineProperties(false);
    application.setRegisterShutdownHook(false);
    application.addInitializers(beans(settings, registry, operation));
    return new Server((ServletWebServerApplicationContext) application.run(), settings);
  }

  /// Spring wants to start from a class; the beans are below.
  private static final class Beans {}

  /// Written out, instead of being found on the class path: it starts in half the time, and what is
  /// not written here does not answer.
  private static ApplicationContextInitializer<GenericApplicationContext> beans(
      Settings settings, Registry registry, Operation operation) {
    return context -> {
      context.registerBean(TomcatServletWebServerFactory.class, () -> web(settings, operation));
      context.registerBean(
          ServletRegistrationBean.class,
          () -> new ServletRegistrationBean<>(front(settings, registry, operation), "/"));
    };
  }

  private static TomcatServletWebServerFactory web(Settings settings, Operation operation) {
    TomcatServletWebServerFactory web = new TomcatServletWebServerFactory(settings.port());
    web.setAddress(settings.address());
    web.setShutdown(Shutdown.GRACEFUL);
    web.setRegisterDefaultServlet(false);
    web.setProtocol(TimedProtocol.class.getName());
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
    String host = settings.address().getHostAddress();
    return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
  }

  /// Takes no more requests and waits for those that run. What the registry keeps stays open.
  @Override
  public void close() {
    context.close();
  }
}

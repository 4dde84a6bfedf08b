package dev.redoubt.http.server;

import jakarta.servlet.Servlet;
import java.nio.file.FileSystems;
import org.apache.catalina.Engine;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.core.StandardServer;
import org.apache.catalina.session.StandardManager;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;
import org.apache.tomcat.util.modeler.Registry;

/// Creates a Tomcat with one servlet and nothing else: no configuration files, no class path
/// scanning, no sessions, no JNDI, no JMX, no shutdown port.
final class EmbeddedTomcat {

  /// Tomcat requires a base folder, and creates one if none is set. The root folder always exists,
  /// and only the machine's administrator can write to it.
  private static final String FOLDER =
      FileSystems.getDefault().getRootDirectories().iterator().next().toString();

  private EmbeddedTomcat() {}

  /// Creates a Tomcat that does not listen yet.
  static Tomcat forServlet(Servlet servlet) {
    Registry.disableRegistry();
    TomcatURLStreamHandlerFactory.disable();
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(FOLDER);
    if (tomcat.getServer() instanceof StandardServer server) {
      // The code that starts the server determines how long the process lives.
      server.setUtilityThreadsAsDaemon(true);
    }
    Engine engine = tomcat.getEngine();
    engine.setBackgroundProcessorDelay(-1);
    StandardHost host = (StandardHost) tomcat.getHost();
    host.setAutoDeploy(false);
    // Replaces the error valve that a host adds by default.
    host.setErrorReportValveClass(ConnectorErrorValve.class.getName());
    host.getPipeline().addValve(new ConnectorErrorValve());
    host.addChild(context(servlet));
    return tomcat;
  }

  private static StandardContext context(Servlet servlet) {
    StandardContext context = new StandardContext();
    context.setName("");
    context.setPath("");
    context.setWorkDir(FOLDER);
    context.setLoader(new ProgramClassLoader());
    context.setManager(withoutFile());
    context.setFailCtxIfServletStartFails(true);
    context.addLifecycleListener(new Tomcat.FixContextListener());
    Tomcat.addServlet(context, "all", servlet);
    context.addServletMapping("/", "all", false);
    return context;
  }

  /// Sessions are not used. Tomcat's default manager would read a session file on start and
  /// deserialize it.
  private static StandardManager withoutFile() {
    StandardManager manager = new StandardManager();
    manager.setPathname(null);
    return manager;
  }
}

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

/// Tomcat with one servlet and nothing beside it: no file is read, made or searched, nothing is
/// found on the class path, there are no sessions, no JNDI, no JMX, no port to stop it by.
final class EmbeddedTomcat {

  /// Tomcat insists on a folder of its own, and makes one where it is told none. The root is always
  /// there, and nobody but the machine's administrator leaves a file in it.
  private static final String FOLDER =
      FileSystems.getDefault().getRootDirectories().iterator().next().toString();

  private EmbeddedTomcat() {}

  /// One that listens nowhere yet.
  static Tomcat around(Servlet servlet) {
    Registry.disableRegistry();
    TomcatURLStreamHandlerFactory.disable();
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(FOLDER);
    if (tomcat.getServer() instanceof StandardServer server) {
      // Whoever has started it decides how long the process lives.
      server.setUtilityThreadsAsDaemon(true);
    }
    Engine engine = tomcat.getEngine();
    engine.setBackgroundProcessorDelay(-1);
    StandardHost host = (StandardHost) tomcat.getHost();
    host.setAutoDeploy(false);
    // In place of Tomcat's own valve, which a host adds where it finds none of the class that it is
    // told.
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
    context.setLoader(new ApplicationLoader());
    context.setManager(withoutFile());
    context.setFailCtxIfServletStartFails(true);
    context.addLifecycleListener(new Tomcat.FixContextListener());
    Tomcat.addServlet(context, "all", servlet);
    context.addServletMapping("/", "all", false);
    return context;
  }

  /// Nobody asks for a session. The usual one of Tomcat would read a file of sessions when it
  /// starts, and make objects of it.
  private static StandardManager withoutFile() {
    StandardManager manager = new StandardManager();
    manager.setPathname(null);
    return manager;
  }
}

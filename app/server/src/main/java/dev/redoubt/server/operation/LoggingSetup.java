package dev.redoubt.server.operation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import java.io.OutputStream;
import org.slf4j.bridge.SLF4JBridgeHandler;

/// Where a server's log goes, and how it looks. Nothing that it writes holds a token, a cookie, a
/// query, a body or a key.
public final class LoggingSetup {

  /// How a line looks.
  public enum Form {
    /// An object of JSON.
    JSON,
    /// Text for people.
    PLAIN
  }

  private LoggingSetup() {}

  /// Sends all that is logged to one place, and nowhere else.
  ///
  /// @param level of what is ours; libraries are heard from `warn` on
  public static void start(LoggerContext context, Form form, Level level, OutputStream out) {
    Encoder<ILoggingEvent> encoder =
        switch (form) {
          case JSON -> new JsonLogEncoder();
          case PLAIN -> new ConsoleLogEncoder();
        };
    encoder.setContext(context);
    encoder.start();
    OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
    appender.setContext(context);
    appender.setName("log");
    appender.setEncoder(encoder);
    appender.setOutputStream(out);
    appender.start();
    context.resetTurboFilterList();
    LibraryLogThreshold quiet = new LibraryLogThreshold();
    quiet.setContext(context);
    quiet.start();
    context.addTurboFilter(quiet);
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.detachAndStopAllAppenders();
    root.addAppender(appender);
    root.setLevel(Level.WARN);
    context.getLogger("dev.redoubt").setLevel(level);
    // Tomcat logs with the JDK's own logging, whose usual handler would write past us.
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    java.util.logging.Logger.getLogger("").setLevel(java.util.logging.Level.WARNING);
  }
}

package dev.redoubt.server.operation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import java.io.OutputStream;
import org.slf4j.bridge.SLF4JBridgeHandler;

/// Configures where logs go and how they look. Log lines contain no tokens, cookies, queries,
/// bodies or keys.
public final class LoggingSetup {

  /// The format of log lines.
  public enum Form {
    /// One JSON object per line.
    JSON,
    /// Plain text.
    PLAIN
  }

  private LoggingSetup() {}

  /// Sends all log events to one stream only.
  ///
  /// @param level of Redoubt's loggers; libraries log from `warn` on
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
    // Tomcat uses java.util.logging, whose default handler would bypass this configuration.
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    java.util.logging.Logger.getLogger("").setLevel(java.util.logging.Level.WARNING);
  }
}

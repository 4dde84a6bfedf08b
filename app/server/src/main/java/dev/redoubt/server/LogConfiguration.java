package dev.redoubt.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import ch.qos.logback.core.spi.ContextAwareBase;
import dev.redoubt.server.operation.LoggingSetup;
import java.io.Console;
import java.util.Optional;

/// Configures logging: to standard error, Redoubt from `info` on, libraries from `warn` on; plain
/// text on a terminal, JSON elsewhere. Logback finds this class through `META-INF/services`, so no
/// configuration file is searched or parsed.
public final class LogConfiguration extends ContextAwareBase implements Configurator {

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    boolean people = Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    LoggingSetup.start(
        context,
        people ? LoggingSetup.Form.PLAIN : LoggingSetup.Form.JSON,
        Level.INFO,
        ConsoleTarget.SystemErr.getStream());
    // The Azure client logs every exception that it throws, and every header that the JDK sets
    // itself.
    context.getLogger("com.azure").setLevel(Level.OFF);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }
}

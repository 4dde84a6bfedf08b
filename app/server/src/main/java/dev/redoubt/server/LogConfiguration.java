package dev.redoubt.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import ch.qos.logback.core.spi.ContextAwareBase;
import dev.redoubt.server.operation.LoggingSetup;
import java.io.Console;
import java.util.Optional;

/// What a server logs, and where: to standard error, ours from `info` on, that of libraries from
/// `warn` on; for people at a terminal, and as JSON elsewhere. In code, which logback finds by
/// `META-INF/services`: no file is searched and parsed.
public final class LogConfiguration extends ContextAwareBase implements Configurator {

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    boolean people = Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    LoggingSetup.start(
        context,
        people ? LoggingSetup.Form.PLAIN : LoggingSetup.Form.JSON,
        Level.INFO,
        ConsoleTarget.SystemErr.getStream());
    // Azure's client logs what it throws, and each header that the JDK sets itself.
    context.getLogger("com.azure").setLevel(Level.OFF);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }
}

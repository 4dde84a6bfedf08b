package dev.redoubt.server.operation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/// Limits libraries to warnings, whatever level is configured: below that, Tomcat logs whole
/// requests with their tokens.
final class LibraryLogThreshold extends TurboFilter {

  @Override
  public FilterReply decide(
      @Nullable Marker marker,
      Logger logger,
      Level level,
      @Nullable String format,
      Object @Nullable [] parameters,
      @Nullable Throwable thrown) {
    return level.isGreaterOrEqual(Level.WARN) || logger.getName().startsWith("dev.redoubt")
        ? FilterReply.NEUTRAL
        : FilterReply.DENY;
  }
}

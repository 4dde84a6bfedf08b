package dev.redoubt.cli.console;

/// Selects the logging backend of libraries: none for commands, standard error for a server. Both
/// backends are on the class path, and SLF4J chooses one when the first class logs; call this
/// before.
public final class LibraryLogging {

  /// The system property that selects the backend of SLF4J.
  private static final String PROVIDER = "slf4j.provider";

  private LibraryLogging() {}

  /// Discards all log messages.
  public static void off() {
    choose("org.slf4j.nop.NOPServiceProvider");
  }

  /// Writes log messages to standard error, for a server.
  public static void on() {
    choose("ch.qos.logback.classic.spi.LogbackServiceProvider");
  }

  private static void choose(String provider) {
    System.setProperty(PROVIDER, provider);
    // Otherwise SLF4J logs which provider was selected.
    System.setProperty("slf4j.internal.verbosity", "WARN");
  }
}

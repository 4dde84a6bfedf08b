package dev.redoubt.cli.console;

/// Who hears what libraries log: nobody, but for a server's operator. Both ways of logging are on
/// the class path, and the first class that logs decides; so this is said before.
public final class LibraryLogging {

  /// The property by which SLF4J is told which of them it is.
  private static final String PROVIDER = "slf4j.provider";

  private LibraryLogging() {}

  /// Nobody hears anything.
  public static void off() {
    choose("org.slf4j.nop.NOPServiceProvider");
  }

  /// What a server logs is written to standard error.
  public static void on() {
    choose("ch.qos.logback.classic.spi.LogbackServiceProvider");
  }

  private static void choose(String provider) {
    System.setProperty(PROVIDER, provider);
    // SLF4J would say that it was told.
    System.setProperty("slf4j.internal.verbosity", "WARN");
  }
}

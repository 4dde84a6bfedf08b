package dev.redoubt.cli.console;

import dev.redoubt.report.ReportingTool;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/// The version of Redoubt and of the JDK.
public final class VersionInfo implements IVersionProvider {

  /// Name and version as they appear in reports.
  public static ReportingTool tool() {
    Properties properties = new Properties();
    try (InputStream text = VersionInfo.class.getResourceAsStream("version.properties")) {
      properties.load(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ReportingTool(
        "redoubt",
        properties.getProperty("version", "unknown"),
        properties.getProperty("documentation", ""));
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      "redoubt " + tool().version(),
      "JDK " + Runtime.version() + " (" + System.getProperty("java.vendor", "unknown vendor") + ")"
    };
  }
}

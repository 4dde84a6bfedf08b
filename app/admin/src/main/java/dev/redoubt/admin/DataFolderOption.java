package dev.redoubt.admin;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/// The option for the data folder of a server. Commands with the same folder belong to the same
/// server.
public final class DataFolderOption {

  private static final Path DEFAULT = Path.of(".redoubt-data");

  @Option(
      names = {"-d", "--data-dir"},
      paramLabel = "DIR",
      description = "Data folder of the server. Default: .redoubt-data.")
  private Path folder = DEFAULT;

  /// The folder, which may not exist.
  public Path folder() {
    return folder;
  }

  /// The option as a suggested command needs it; empty for the default folder.
  String argument() {
    return folder.equals(DEFAULT) ? "" : " --data-dir " + ShellQuoting.of(folder.toString());
  }
}

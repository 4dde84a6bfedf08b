package dev.redoubt.admin;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/// Where a server keeps everything. Commands that know the same folder belong to the same server.
public final class DataFolderOption {

  private static final Path USUAL = Path.of(".redoubt-data");

  @Option(
      names = {"-d", "--data-dir"},
      paramLabel = "DIR",
      description = "Where the server keeps everything. Default: .redoubt-data.")
  private Path folder = USUAL;

  /// The folder, whether it is there or not.
  public Path folder() {
    return folder;
  }

  /// As a further command has to name it: nothing, where it is the usual one.
  String argument() {
    return folder.equals(USUAL) ? "" : " --data-dir " + ShellQuoting.of(folder.toString());
  }
}

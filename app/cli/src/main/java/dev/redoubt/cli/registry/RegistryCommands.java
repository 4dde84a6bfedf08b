package dev.redoubt.cli.registry;

import dev.redoubt.cli.console.Terminal;
import java.util.List;
import java.util.concurrent.Callable;

/// The commands that ask a registry about a version of a model; they stand below `redoubt model`.
public final class RegistryCommands {

  private RegistryCommands() {}

  /// All of them, in the order in which help lists them.
  public static List<Callable<Integer>> ofModels(Terminal terminal) {
    return List.of(
        new StatusCommand(terminal), new ApproveCommand(terminal), new RejectCommand(terminal));
  }
}

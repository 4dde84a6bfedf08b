package dev.redoubt.cli.registry;

import dev.redoubt.cli.console.Terminal;
import java.util.List;
import java.util.concurrent.Callable;

/// The commands that call a running registry; they are subcommands of `redoubt model` and `redoubt
/// access`.
public final class RegistryCommands {

  private RegistryCommands() {}

  /// The commands about a model version, in the order in which help lists them.
  public static List<Callable<Integer>> ofModels(Terminal terminal) {
    return List.of(
        new StatusCommand(terminal),
        new EvidenceCommand(terminal),
        new ApproveCommand(terminal),
        new RejectCommand(terminal));
  }

  /// The commands about identities.
  public static List<Callable<Integer>> ofAccess(Terminal terminal) {
    return List.of(new RevokeCommand(terminal));
  }
}

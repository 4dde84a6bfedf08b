package dev.redoubt.cli.registry;

import dev.redoubt.cli.console.Terminal;
import java.util.List;
import java.util.concurrent.Callable;

/// The commands that ask a registry which runs; they stand below `redoubt model` and `access`.
public final class RegistryCommands {

  private RegistryCommands() {}

  /// About a version of a model, in the order in which help lists them.
  public static List<Callable<Integer>> ofModels(Terminal terminal) {
    return List.of(
        new StatusCommand(terminal),
        new EvidenceCommand(terminal),
        new ApproveCommand(terminal),
        new RejectCommand(terminal));
  }

  /// About identities.
  public static List<Callable<Integer>> ofAccess(Terminal terminal) {
    return List.of(new RevokeCommand(terminal));
  }
}

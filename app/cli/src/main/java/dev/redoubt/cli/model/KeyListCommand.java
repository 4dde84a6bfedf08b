package dev.redoubt.cli.model;

import dev.redoubt.cli.console.ConsoleMessages;
import dev.redoubt.cli.console.ExitCode;
import dev.redoubt.cli.console.OutputWriter;
import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.VersionInfo;
import dev.redoubt.keys.KeyInfo;
import dev.redoubt.keys.KeyProvider;
import dev.redoubt.keys.KeyState;
import dev.redoubt.keys.access.KeyReference;
import dev.redoubt.keys.material.KeyAccessException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// The command `redoubt model key list`.
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    versionProvider = VersionInfo.class,
    sortOptions = false,
    header = "List keys with the states of their versions.",
    optionListHeading = "Options:%n")
final class KeyListCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Parameters(
      paramLabel = "WHERE",
      arity = "0..1",
      description =
          "The keystore: `local`, the `pkcs11:` URI of a token, or `https://VAULT.vault.azure.net`."
              + " Default: local.")
  private String where = "local";

  @Mixin private KeyOptions keys = new KeyOptions();

  KeyListCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    return KeyErrorMessages.reported(
        terminal,
        () -> {
          try (KeyProvider provider = keys.access(terminal).provider(reference())) {
            List<KeyInfo> infos = provider.list();
            new OutputWriter(terminal).write(out -> print(infos, out), null);
          }
          return ExitCode.PASSED;
        });
  }

  /// A keystore is expressed as the reference of a key in it; the name of the key is ignored.
  private KeyReference reference() throws KeyAccessException {
    if (where.startsWith("https:") && !where.contains("/keys/")) {
      return KeyReference.parse((where + "/keys/all").replace("//keys", "/keys"));
    }
    return KeyReference.parse(
        where.equals("local") || where.equals("local:") ? "local:all" : where);
  }

  private static void print(List<KeyInfo> infos, Appendable out) throws IOException {
    for (KeyInfo info : infos) {
      out.append(ConsoleMessages.printable(info.id()))
          .append("  ")
          .append(info.type() == null ? "unsupported type" : info.type().title())
          .append(info.confidential() ? "  confidential" : "")
          .append('\n');
      for (KeyInfo.Version each : info.versions()) {
        Instant created = each.created();
        out.append("  ")
            .append(each.version())
            .append("  ")
            .append(
                switch (each.state()) {
                  case KeyState.Enabled _ -> "enabled";
                  case KeyState.Disabled _ -> "disabled";
                  case KeyState.Destroyed(Instant time) ->
                      time == null ? "destroyed" : "destroyed at " + time;
                })
            .append(created == null ? "" : "  created at " + created)
            .append('\n');
      }
    }
  }
}

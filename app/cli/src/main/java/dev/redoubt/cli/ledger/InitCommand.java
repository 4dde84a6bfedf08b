package dev.redoubt.cli.ledger;

import dev.redoubt.cli.console.ExitCode;
import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.UsageException;
import dev.redoubt.cli.console.VersionInfo;
import dev.redoubt.ledger.KeyFileSigner;
import dev.redoubt.ledger.Ledger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `redoubt ledger init`.
@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    versionProvider = VersionInfo.class,
    header = "Make an empty ledger and, unless there is one, its key.",
    optionListHeading = "Options:%n")
final class InitCommand extends LedgerSubcommand {

  @Parameters(paramLabel = "DIR", description = "The folder, which can be published.")
  private Path folder = Path.of("");

  @Option(
      names = "--origin",
      paramLabel = "NAME",
      required = true,
      description = "Name of the log for good: its future address without `https://`.")
  private String origin = "";

  @Mixin private LedgerSigningOptions signing = new LedgerSigningOptions();

  InitCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  int run() throws IOException {
    Path file = signing.file(folder);
    KeyFileSigner signer;
    try {
      signer =
          Files.exists(file)
              ? KeyFileSigner.load(file, origin)
              : KeyFileSigner.generate(file, origin);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
    Ledger.create(folder, signer).close();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("ledger", folder.toString());
    json.put("origin", origin);
    json.put("signingKey", file.toString());
    json.put("key", signer.verifierKey().toString());
    print(
        """
        ledger       %s
        private key  %s   keep it secret, and back it up
        public key   %s
                     give it to whoever shall verify, by another way than the log
        """
            .formatted(folder, file, signer.verifierKey()),
        json);
    return ExitCode.PASSED;
  }
}

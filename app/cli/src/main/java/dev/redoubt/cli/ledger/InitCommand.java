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

/// The command `redoubt ledger init`.
@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    versionProvider = VersionInfo.class,
    header = "Create an empty ledger, and its signing key if it does not exist.",
    optionListHeading = "Options:%n")
final class InitCommand extends LedgerSubcommand {

  @Parameters(paramLabel = "DIR", description = "The folder of the ledger, which can be published.")
  private Path folder = Path.of("");

  @Option(
      names = "--origin",
      paramLabel = "NAME",
      required = true,
      description = "Permanent name of the log: its future address without `https://`.")
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
        private key  %s   keep it secret and back it up
        public key   %s
                     give it to verifiers over a channel other than the log
        """
            .formatted(folder, file, signer.verifierKey()),
        json);
    return ExitCode.PASSED;
  }
}

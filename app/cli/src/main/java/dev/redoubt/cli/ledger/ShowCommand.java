package dev.redoubt.cli.ledger;

import dev.redoubt.cli.console.ExitCode;
import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.VersionInfo;
import dev.redoubt.ledger.LedgerReader;
import dev.redoubt.ledger.format.Receipt;
import dev.redoubt.ledger.format.SignedNote;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The command `redoubt ledger show`.
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    versionProvider = VersionInfo.class,
    header = "Show one entry after verifying its inclusion proof.",
    optionListHeading = "Options:%n")
final class ShowCommand extends LedgerSubcommand {

  @Parameters(
      index = "0",
      paramLabel = "DIR|URL",
      description = "The ledger: a folder or an HTTP(S) address.")
  private String place = "";

  @Parameters(
      index = "1",
      paramLabel = "ENTRY",
      description = "The index of the entry, or the digest of the entry or of its body.")
  private String entry = "";

  @Option(names = "--key", paramLabel = "KEY", description = TrustedVerifierKey.HELP)
  private @Nullable String key;

  ShowCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  int run() throws IOException {
    LedgerReader reader = LedgerReader.of(place);
    SignedNote note = reader.checkpoint();
    LedgerAccess.trust(note, TrustedVerifierKey.of(key, reader, this));
    long index = LedgerAccess.index(entry, reader, LedgerAccess.checkpoint(note).size());
    Receipt receipt = reader.receipt(index, note);
    Map<String, Object> json = LedgerAccess.json(index, Objects.requireNonNull(receipt.extra()));
    print(
        json.entrySet().stream()
            .map(each -> "%-9s %s".formatted(each.getKey(), each.getValue()))
            .collect(Collectors.joining("\n")),
        json);
    return ExitCode.PASSED;
  }
}

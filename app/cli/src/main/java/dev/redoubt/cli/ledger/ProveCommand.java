package dev.redoubt.cli.ledger;

import dev.redoubt.cli.console.ExitCode;
import dev.redoubt.cli.console.OutputWriter;
import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.VersionInfo;
import dev.redoubt.ledger.LedgerReader;
import dev.redoubt.ledger.format.Receipt;
import dev.redoubt.ledger.format.SignedNote;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The command `redoubt ledger prove`.
@Command(
    name = "prove",
    mixinStandardHelpOptions = true,
    versionProvider = VersionInfo.class,
    header = "Write a receipt that proves that an entry is in a ledger.",
    description = {
      "",
      "The receipt (c2sp.org/tlog-proof) contains the entry and its inclusion proof. Verify it"
          + " offline with `redoubt ledger check-proof`.",
      ""
    },
    optionListHeading = "Options:%n")
final class ProveCommand extends LedgerSubcommand {

  private final Terminal terminal;

  @Parameters(
      paramLabel = "ENTRY",
      description = "The index of the entry, or the digest of the entry or of its body.")
  private String entry = "";

  @Option(
      names = "--ledger",
      paramLabel = "DIR|URL",
      required = true,
      description = "The ledger: a folder or an HTTP(S) address.")
  private String place = "";

  @Option(names = "--key", paramLabel = "KEY", description = TrustedVerifierKey.HELP)
  private @Nullable String key;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write the receipt to a file, by convention `*.tlog-proof`.")
  private @Nullable Path output;

  ProveCommand(Terminal terminal) {
    super(terminal);
    this.terminal = terminal;
  }

  @Override
  int run() throws IOException {
    LedgerReader reader = LedgerReader.of(place);
    SignedNote note = reader.checkpoint();
    LedgerAccess.trust(note, TrustedVerifierKey.of(key, reader, this));
    long index = LedgerAccess.index(entry, reader, LedgerAccess.checkpoint(note).size());
    Receipt receipt = reader.receipt(index, note);
    if (output == null && !isJson()) {
      return new OutputWriter(terminal).write(out -> out.append(receipt.toString()), null)
          ? ExitCode.PASSED
          : ExitCode.USAGE;
    }
    if (output != null
        && !new OutputWriter(terminal).write(out -> out.append(receipt.toString()), output)) {
      return ExitCode.USAGE;
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("index", index);
    json.put("receipt", receipt.toString());
    print("receipt of entry %d written to %s".formatted(index, output), json);
    return ExitCode.PASSED;
  }
}

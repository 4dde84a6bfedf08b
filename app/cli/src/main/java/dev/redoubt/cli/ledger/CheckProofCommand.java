package dev.redoubt.cli.ledger;

import dev.redoubt.cli.console.ConsoleMessages;
import dev.redoubt.cli.console.ExitCode;
import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.UsageException;
import dev.redoubt.cli.console.VersionInfo;
import dev.redoubt.ledger.ReceiptCheck;
import dev.redoubt.ledger.format.EntryBundle;
import dev.redoubt.ledger.format.LedgerException;
import dev.redoubt.ledger.format.MalformedLogException;
import dev.redoubt.ledger.format.Receipt;
import dev.redoubt.ledger.format.VerifierKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The command `redoubt ledger check-proof`.
@Command(
    name = "check-proof",
    mixinStandardHelpOptions = true,
    versionProvider = VersionInfo.class,
    header = "Verify a receipt offline.",
    description = {
      "",
      "Exit codes: 0 proved; 1 not proved; 2 unreadable input; 70 internal error.",
      ""
    },
    optionListHeading = "Options:%n")
final class CheckProofCommand extends LedgerSubcommand {

  @Parameters(paramLabel = "RECEIPT", description = "The receipt, a `*.tlog-proof` file.")
  private Path file = Path.of("");

  @Option(
      names = "--key",
      paramLabel = "KEY",
      required = true,
      description = TrustedVerifierKey.HELP)
  private String key = "";

  @Option(
      names = "--witness",
      paramLabel = "KEY",
      description = "The key of a witness whose cosignature is required; may be repeated.")
  private List<String> witnesses = new ArrayList<>();

  @Option(
      names = "--entry",
      paramLabel = "FILE",
      description = "The entry. Default: the entry in the receipt.")
  private @Nullable Path entry;

  CheckProofCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  int run() throws IOException {
    VerifierKey trusted = TrustedVerifierKey.read(key);
    List<VerifierKey> required = new ArrayList<>();
    for (String each : witnesses) {
      required.add(TrustedVerifierKey.read(each));
    }
    Receipt receipt;
    try {
      receipt = Receipt.parse(read(file, Receipt.MAX_LENGTH + 1));
    } catch (MalformedLogException e) {
      throw new LedgerException(ConsoleMessages.quoted(file) + ": " + e.getMessage(), e);
    }
    byte[] bytes = entry == null ? receipt.extra() : read(entry, EntryBundle.MAX_ENTRY_LENGTH + 1);
    if (bytes == null) {
      throw new UsageException("the receipt does not contain the entry: name it with `--entry`");
    }
    return report(bytes, receipt, ReceiptCheck.of(receipt, bytes, trusted, required));
  }

  private int report(byte[] bytes, Receipt receipt, ReceiptCheck check) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("receipt", file.toString());
    return switch (check) {
      case ReceiptCheck.Proved proved -> {
        json.put("proved", true);
        json.put("origin", proved.checkpoint().origin());
        json.put("size", proved.checkpoint().size());
        json.putAll(LedgerAccess.json(receipt.index(), bytes));
        print(
            "PROVED  entry %d is in `%s` at size %d%n%s"
                .formatted(
                    receipt.index(),
                    proved.checkpoint().origin(),
                    proved.checkpoint().size(),
                    LedgerAccess.line(receipt.index(), bytes)),
            json);
        yield ExitCode.PASSED;
      }
      case ReceiptCheck.NotProved(String why) -> {
        json.put("proved", false);
        json.put("why", why);
        print("NOT PROVED  " + why, json);
        yield ExitCode.FAILED;
      }
    };
  }

  private static byte[] read(Path file, int limit) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(limit);
    } catch (IOException e) {
      throw new LedgerException(
          "%s cannot be read: %s"
              .formatted(ConsoleMessages.quoted(file), ConsoleMessages.reason(e)),
          e);
    }
  }
}

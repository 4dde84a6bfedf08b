package dev.redoubt.cli.ledger;

import dev.redoubt.cli.console.ExitCode;
import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.VersionInfo;
import dev.redoubt.ledger.LedgerReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The command `redoubt ledger list`.
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    versionProvider = VersionInfo.class,
    header = "List entries without verifying them.",
    optionListHeading = "Options:%n")
final class ListCommand extends LedgerSubcommand {

  @Parameters(paramLabel = "DIR|URL", description = "The ledger: a folder or an HTTP(S) address.")
  private String place = "";

  @Option(
      names = "--from",
      paramLabel = "INDEX",
      description = "The first entry. Default: the last N entries are listed.")
  private long from = -1;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "20",
      description = "Maximum number of entries. Default: ${DEFAULT-VALUE}.")
  private int count;

  ListCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  int run() throws IOException {
    LedgerReader reader = LedgerReader.of(place);
    long size = LedgerAccess.checkpoint(reader).size();
    long first = from >= 0 ? from : Math.max(0, size - count);
    List<String> lines = new ArrayList<>();
    List<Map<String, Object>> entries = new ArrayList<>();
    reader.visit(
        first,
        size,
        (index, entry) -> {
          if (index - first >= count) {
            return false;
          }
          lines.add(LedgerAccess.line(index, entry));
          entries.add(LedgerAccess.json(index, entry));
          return true;
        });
    print(
        lines.isEmpty() ? "no entries" : String.join("\n", lines),
        Map.of("size", size, "entries", entries));
    return ExitCode.PASSED;
  }
}

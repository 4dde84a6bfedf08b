package dev.redoubt.cli.ledger;

import dev.redoubt.cli.console.ExitCode;
import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.VersionInfo;
import dev.redoubt.ledger.LedgerReader;
import dev.redoubt.ledger.LogMonitor;
import dev.redoubt.ledger.MonitorState;
import dev.redoubt.ledger.format.LedgerException;
import dev.redoubt.ledger.format.SignedNote;
import dev.redoubt.ledger.format.VerifierKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `redoubt ledger monitor`.
@Command(
    name = "monitor",
    mixinStandardHelpOptions = true,
    versionProvider = VersionInfo.class,
    header = "Compare a ledger with what it was at the last look.",
    description = {
      "",
      "Keeps the last checkpoint in a file. A log that was forked or cut back is reported with",
      "both signed checkpoints, which are kept beside the file. Run it at intervals, elsewhere",
      "than where the log is written.",
      "",
      "Exit codes: 0 it only grew, 1 it did not or that cannot be told, 2 cannot be read.",
      ""
    },
    optionListHeading = "Options:%n")
final class MonitorCommand extends LedgerSubcommand {

  @Parameters(paramLabel = "DIR|URL", description = "The ledger: a folder or an address.")
  private String place = "";

  @Option(
      names = "--state",
      paramLabel = "FILE",
      required = true,
      description = "Where the last checkpoint and the key are kept.")
  private Path file = Path.of("");

  @Option(names = "--key", paramLabel = "KEY", description = TrustedVerifierKey.HELP)
  private @Nullable String key;

  MonitorCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  int run() throws IOException {
    LedgerReader reader = LedgerReader.of(place);
    MonitorState state = MonitorState.read(file);
    VerifierKey trusted = state == null || key != null ? chosen(reader, state) : state.key();
    LogMonitor.Outcome outcome =
        new LogMonitor(reader, trusted).look(state == null ? null : state.checkpoint());
    return switch (outcome) {
      case LogMonitor.Outcome.Grown grown -> {
        new MonitorState(trusted, grown.now()).write(file);
        yield say(grown);
      }
      case LogMonitor.Outcome.Forked forked -> say(forked);
      case LogMonitor.Outcome.Untold(String why) -> {
        print("CANNOT TELL  " + why, Map.of("ledger", place, "outcome", "untold", "why", why));
        yield ExitCode.FAILED;
      }
    };
  }

  private VerifierKey chosen(LedgerReader reader, @Nullable MonitorState state) throws IOException {
    VerifierKey chosen = TrustedVerifierKey.of(key, reader, this);
    if (state != null && !state.key().equals(chosen)) {
      throw new LedgerException(
          "`%s` remembers another key: `%s`; a log that changes its key is another log"
              .formatted(file, state.key()));
    }
    return chosen;
  }

  private int say(LogMonitor.Outcome.Grown grown) throws IOException {
    long size = LedgerAccess.checkpoint(grown.now()).size();
    boolean first = grown.before() == null;
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("ledger", place);
    json.put("outcome", first ? "first" : "grown");
    json.put("size", size);
    json.put("added", grown.added());
    print(
        first
            ? "FIRST LOOK  size %d; what was before is not known".formatted(size)
            : "CONSISTENT  size %d, %d more than at the last look".formatted(size, grown.added()),
        json);
    return ExitCode.PASSED;
  }

  private int say(LogMonitor.Outcome.Forked forked) throws IOException {
    Path evidence = MonitorState.keepEvidence(file, forked.before(), forked.now());
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("ledger", place);
    json.put("outcome", "forked");
    json.put("why", forked.why());
    json.put("before", forked.before().toString());
    json.put("now", forked.now().toString());
    json.put("evidence", evidence.toString());
    print(
        "FORKED  %s%n%nremembered:%n%s%nshown now:%n%s%nboth are kept in %s"
            .formatted(forked.why(), text(forked.before()), text(forked.now()), evidence),
        json);
    return ExitCode.FAILED;
  }

  private static String text(SignedNote note) {
    return note.toString();
  }
}

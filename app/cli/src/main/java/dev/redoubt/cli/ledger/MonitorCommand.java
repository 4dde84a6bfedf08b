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

/// The command `redoubt ledger monitor`.
@Command(
    name = "monitor",
    mixinStandardHelpOptions = true,
    versionProvider = VersionInfo.class,
    header = "Check that a ledger is append-only since the last run.",
    description = {
      "",
      "Stores the last checkpoint in a file. If the log was forked or truncated, prints both signed"
          + " checkpoints and stores them next to the file. Run it periodically, on another machine"
          + " than the one that writes the log.",
      "",
      "Exit codes: 0 consistent; 1 not consistent, or consistency cannot be verified; 2 wrong usage"
          + " or unreadable input; 70 internal error.",
      ""
    },
    optionListHeading = "Options:%n")
final class MonitorCommand extends LedgerSubcommand {

  @Parameters(paramLabel = "DIR|URL", description = "The ledger: a folder or an HTTP(S) address.")
  private String place = "";

  @Option(
      names = "--state",
      paramLabel = "FILE",
      required = true,
      description = "The file for the last checkpoint and the key.")
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
        new LogMonitor(reader, trusted).check(state == null ? null : state.checkpoint());
    return switch (outcome) {
      case LogMonitor.Outcome.Consistent grown -> {
        new MonitorState(trusted, grown.now()).write(file);
        yield report(grown);
      }
      case LogMonitor.Outcome.Forked forked -> report(forked);
      case LogMonitor.Outcome.Undetermined(String why) -> {
        print("NOT VERIFIED  " + why, Map.of("ledger", place, "outcome", "untold", "why", why));
        yield ExitCode.FAILED;
      }
    };
  }

  private VerifierKey chosen(LedgerReader reader, @Nullable MonitorState state) throws IOException {
    VerifierKey chosen = TrustedVerifierKey.of(key, reader, this);
    if (state != null && !state.key().equals(chosen)) {
      throw new LedgerException(
          "the state file `%s` has another key: `%s`; a log never changes its key"
              .formatted(file, state.key()));
    }
    return chosen;
  }

  private int report(LogMonitor.Outcome.Consistent grown) throws IOException {
    long size = LedgerAccess.checkpoint(grown.now()).size();
    boolean first = grown.before() == null;
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("ledger", place);
    json.put("outcome", first ? "first" : "grown");
    json.put("size", size);
    json.put("added", grown.added());
    print(
        first
            ? "FIRST RUN  size %d; the checkpoint is stored for the next run".formatted(size)
            : "CONSISTENT  size %d, %d more %s than in the last run"
                .formatted(size, grown.added(), grown.added() == 1 ? "entry" : "entries"),
        json);
    return ExitCode.PASSED;
  }

  private int report(LogMonitor.Outcome.Forked forked) throws IOException {
    Path evidence = MonitorState.keepEvidence(file, forked.before(), forked.now());
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("ledger", place);
    json.put("outcome", "forked");
    json.put("why", forked.why());
    json.put("before", forked.before().toString());
    json.put("now", forked.now().toString());
    json.put("evidence", evidence.toString());
    print(
        "FORKED  %s%n%nstored checkpoint:%n%s%ncurrent checkpoint:%n%s%nboth are saved in %s"
            .formatted(forked.why(), text(forked.before()), text(forked.now()), evidence),
        json);
    return ExitCode.FAILED;
  }

  private static String text(SignedNote note) {
    return note.toString();
  }
}

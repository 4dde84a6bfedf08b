package dev.redoubt.cli.ledger;

import dev.redoubt.cli.console.ExitCode;
import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.VersionInfo;
import dev.redoubt.ledger.AuditFinding;
import dev.redoubt.ledger.LedgerReader;
import dev.redoubt.ledger.VerificationResult;
import dev.redoubt.ledger.format.Checkpoint;
import dev.redoubt.ledger.format.VerifierKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The command `redoubt ledger verify`.
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    versionProvider = VersionInfo.class,
    header = "Verify all entries, hashes and signatures of a ledger.",
    description = {
      "",
      "Verifies this copy only. It cannot detect that a ledger was reset to an older state; use"
          + " `redoubt ledger monitor` for that.",
      "",
      "Exit codes: 0 intact; 1 not intact; 2 wrong usage or unreadable input; 70 internal error.",
      ""
    },
    optionListHeading = "Options:%n")
final class VerifyCommand extends LedgerSubcommand {

  /// More findings are counted but not shown, because a damaged log can have very many.
  private static final int MAX_SHOWN = 200;

  @Parameters(paramLabel = "DIR|URL", description = "The ledger: a folder or an HTTP(S) address.")
  private String place = "";

  @Option(names = "--key", paramLabel = "KEY", description = TrustedVerifierKey.HELP)
  private @Nullable String key;

  @Option(names = "--no-bodies", description = "Do not verify the bodies of entries.")
  private boolean withoutBodies;

  VerifyCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  int run() throws IOException {
    LedgerReader reader = LedgerReader.of(place);
    VerifierKey trusted = TrustedVerifierKey.of(key, reader, this);
    List<AuditFinding> shown = new ArrayList<>();
    long[] total = {0};
    VerificationResult result =
        reader.verify(
            trusted,
            !withoutBodies,
            finding -> {
              total[0]++;
              if (shown.size() < MAX_SHOWN) {
                shown.add(finding);
              }
            });
    print(text(result, shown, total[0]), json(result, shown, trusted));
    return result.holds() ? ExitCode.PASSED : ExitCode.FAILED;
  }

  private String text(VerificationResult result, List<AuditFinding> shown, long total) {
    StringBuilder text = new StringBuilder();
    for (AuditFinding each : shown) {
      text.append(each.severity()).append("  ").append(each.file());
      if (each.offset() >= 0) {
        text.append(':').append(each.offset());
      }
      text.append("  ").append(each.message()).append('\n');
    }
    if (total > shown.size()) {
      text.append("and %d more%n".formatted(total - shown.size()));
    }
    Checkpoint checkpoint = result.checkpoint();
    if (checkpoint != null) {
      text.append(
          "%s  size %d  root %s%n"
              .formatted(checkpoint.origin(), checkpoint.size(), checkpoint.root().base64()));
    }
    text.append(
        "%d entries verified; bodies: %d present, %d absent, %d not checked%n"
            .formatted(
                result.entries(),
                result.bodies().present(),
                result.bodies().absent(),
                result.bodies().skipped()));
    return text.append(
            result.holds()
                ? key == null
                    ? "INTACT (key taken from the log itself, not independently trusted)"
                    : "INTACT"
                : "NOT INTACT: %d %s"
                    .formatted(result.problems(), result.problems() == 1 ? "problem" : "problems"))
        .toString();
  }

  private Map<String, Object> json(
      VerificationResult result, List<AuditFinding> shown, VerifierKey trusted) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("ledger", place);
    json.put("holds", result.holds());
    json.put("key", trusted.toString());
    json.put("keyTrusted", key != null);
    Checkpoint checkpoint = result.checkpoint();
    if (checkpoint != null) {
      json.put("origin", checkpoint.origin());
      json.put("size", checkpoint.size());
      json.put("root", checkpoint.root().base64());
    }
    json.put("entries", result.entries());
    json.put("problems", result.problems());
    json.put("warnings", result.warnings());
    json.put(
        "bodies",
        Map.of(
            "present", result.bodies().present(),
            "absent", result.bodies().absent(),
            "skipped", result.bodies().skipped()));
    json.put("findings", shown.stream().map(VerifyCommand::finding).toList());
    return json;
  }

  private static Map<String, Object> finding(AuditFinding each) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("severity", each.severity().name().toLowerCase(Locale.ROOT));
    json.put("file", each.file());
    if (each.offset() >= 0) {
      json.put("offset", each.offset());
    }
    json.put("message", each.message());
    return json;
  }
}

package dev.redoubt.cli.ledger;

import dev.redoubt.cli.console.ConsoleMessages;
import dev.redoubt.cli.console.ExitCode;
import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.UsageException;
import dev.redoubt.cli.console.VersionInfo;
import dev.redoubt.ledger.KeyFileSigner;
import dev.redoubt.ledger.Ledger;
import dev.redoubt.ledger.LedgerEvent;
import dev.redoubt.ledger.LedgerReader;
import dev.redoubt.ledger.RecordedEntry;
import dev.redoubt.ledger.format.LedgerException;
import dev.redoubt.ledger.format.MalformedLogException;
import dev.redoubt.ledger.format.Sha256Digest;
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
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The command `redoubt ledger append`.
@Command(
    name = "append",
    mixinStandardHelpOptions = true,
    versionProvider = VersionInfo.class,
    header = "Append an entry.",
    description = {
      "",
      "An entry cannot be removed or changed. Put data that may have to be erased later into the"
          + " body.",
      ""
    },
    optionListHeading = "Options:%n")
final class AppendCommand extends LedgerSubcommand {

  @Parameters(paramLabel = "DIR", description = "The folder of the ledger.")
  private Path folder = Path.of("");

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      required = true,
      description = "The event type, for example `model.approved`.")
  private String type = "";

  @Option(
      names = "--actor",
      paramLabel = "NAME",
      required = true,
      description = "The user or program that caused the event.")
  private String actor = "";

  @Option(
      names = "--subject",
      paramLabel = "NAME",
      required = true,
      description = "The object of the event, for example `model/credit/7`.")
  private String subject = "";

  @Option(
      names = "--body",
      paramLabel = "FILE",
      description = "Additional data; stored outside of the log, so that it can be erased.")
  private @Nullable Path body;

  @Option(
      names = "--previous",
      paramLabel = "DIGEST",
      description = "Digest of an earlier entry that this one depends on; may be repeated.")
  private List<String> previous = new ArrayList<>();

  @Mixin private LedgerSigningOptions signing = new LedgerSigningOptions();

  AppendCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  int run() throws IOException {
    String origin = LedgerAccess.checkpoint(LedgerReader.of(folder)).origin();
    KeyFileSigner signer = KeyFileSigner.load(signing.file(folder), origin);
    event(null);
    try (Ledger ledger = Ledger.open(folder, signer)) {
      RecordedEntry recorded = ledger.append(event(body == null ? null : store(ledger, body)));
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("index", recorded.index());
      json.put("digest", recorded.entry().digest().toString());
      json.put("entry", recorded.entry().toString());
      json.put("checkpoint", recorded.checkpoint().toString());
      print("entry %d  %s".formatted(recorded.index(), recorded.entry().digest()), json);
    }
    return ExitCode.PASSED;
  }

  private LedgerEvent event(@Nullable Sha256Digest digest) {
    try {
      List<Sha256Digest> digests = new ArrayList<>();
      for (String each : previous) {
        digests.add(Sha256Digest.parse(each));
      }
      return LedgerEvent.of(type, actor, subject, digest, digests);
    } catch (MalformedLogException e) {
      throw new UsageException(e.getMessage());
    }
  }

  private static Sha256Digest store(Ledger ledger, Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return ledger.store(in);
    } catch (LedgerException e) {
      throw e;
    } catch (IOException e) {
      throw new LedgerException(
          "the body %s cannot be read: %s"
              .formatted(ConsoleMessages.quoted(file), ConsoleMessages.reason(e)),
          e);
    }
  }
}

package dev.redoubt.cli.model;

import dev.redoubt.cli.console.ConsoleMessages;
import dev.redoubt.cli.console.ExitCode;
import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.UsageException;
import dev.redoubt.cli.console.VersionInfo;
import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.signing.EnvelopeSigner;
import dev.redoubt.signing.HashMethod;
import dev.redoubt.signing.HashScope;
import dev.redoubt.signing.HashedModel;
import dev.redoubt.signing.attestation.AttestationStatement;
import dev.redoubt.signing.attestation.Predicate;
import dev.redoubt.signing.attestation.PredicateType;
import dev.redoubt.signing.refusal.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The command `redoubt model attest`.
@Command(
    name = "attest",
    mixinStandardHelpOptions = true,
    versionProvider = VersionInfo.class,
    header = "Create a signed attestation about a model.",
    optionListHeading = "Options:%n",
    footer = {
      "",
      "Exit codes: 0 signed; 1 invalid predicate, or the key cannot be used for this; 2 wrong"
          + " usage, missing or unreadable input; 70 internal error.",
      "",
      "Example:",
      "  redoubt model attest model/ --type test-result --predicate test.json \\",
      "      --key key.pem --output test.att"
    })
final class AttestCommand implements Callable<Integer> {

  /// The type of the attestation.
  enum Type {
    PROVENANCE(PredicateType.PROVENANCE),
    TEST_RESULT(PredicateType.TEST_RESULT),
    VULNERABILITIES(PredicateType.VULNERABILITIES),
    VERDICT(PredicateType.VERDICT);

    private final PredicateType type;

    Type(PredicateType type) {
      this.type = type;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private final Terminal terminal;

  @Parameters(paramLabel = "MODEL", description = "The model: a file or a folder.")
  private Path model = Path.of("");

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      required = true,
      description = "Predicate type: ${COMPLETION-CANDIDATES}.")
  private Type type = Type.PROVENANCE;

  @Option(
      names = "--predicate",
      paramLabel = "FILE",
      required = true,
      description = "The predicate as JSON, without the surrounding in-toto statement.")
  private Path predicate = Path.of("");

  @Mixin private SignerOptions signer = new SignerOptions();

  @Mixin private HashOptions hashing = new HashOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      required = true,
      description = "The file to write the attestation to.")
  private Path output = Path.of("");

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      defaultValue = "console",
      description = "Output format: ${COMPLETION-CANDIDATES}. Default: console.")
  private SignatureReport.Format format = SignatureReport.Format.CONSOLE;

  AttestCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    return KeyErrorMessages.reported(terminal, this::attest);
  }

  private int attest() throws KeyAccessException {
    HashScope scope = hashing.scope(model, List.of(output, model.resolve("model.sig")));
    EnvelopeSigner by = signer.signer(terminal);
    SignatureReport report = new SignatureReport(terminal, format);
    try (HashOptions.Shown progress = new HashOptions.Shown(terminal)) {
      Predicate content = type.type.read(InputFile.read(predicate));
      HashedModel hashed = HashedModel.of(model, HashMethod.FILES, scope.reportingTo(progress));
      AttestationStatement statement = AttestationStatement.about(hashed.manifest(), content);
      Files.write(output, by.signAttestation(statement.toJson()).toJson());
      progress.wipe();
      Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("verdict", "attested");
      facts.put("attestation", output.toString());
      facts.put("type", content.type().uri());
      facts.put("about", statement.model().hex());
      report.good("ATTESTED " + model, facts);
      return ExitCode.PASSED;
    } catch (RefusedException e) {
      report.refused(predicate.toString(), e.reasons());
      return ExitCode.FAILED;
    } catch (KeyAccessException e) {
      throw e;
    } catch (IOException e) {
      throw new UsageException(
          ConsoleMessages.quoted(output) + " cannot be written: " + ConsoleMessages.reason(e));
    }
  }
}

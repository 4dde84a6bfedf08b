package dev.redoubt.cli.model;

import dev.redoubt.cli.console.ConsoleMessages;
import dev.redoubt.cli.console.ExitCode;
import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.UsageException;
import dev.redoubt.cli.console.VersionInfo;
import dev.redoubt.signing.HashMethod;
import dev.redoubt.signing.HashScope;
import dev.redoubt.signing.HashedModel;
import dev.redoubt.signing.ModelVerifier;
import dev.redoubt.signing.VerificationResult;
import dev.redoubt.signing.attestation.AttestationResult;
import dev.redoubt.signing.attestation.AttestationStatement;
import dev.redoubt.signing.attestation.AttestationVerifier;
import dev.redoubt.signing.refusal.RefusedException;
import dev.redoubt.signing.trust.TrustRoots;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The command `redoubt model verify`.
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    versionProvider = VersionInfo.class,
    header = "Verify the signature or an attestation of a model.",
    optionListHeading = "Options:%n",
    footer = {
      "",
      "Exit codes: 0 verified; 1 refused; 2 wrong usage or unreadable input; 70 internal error.",
      "",
      "Examples:",
      "  redoubt model verify model/ --signature model.sig --public-key key.pub",
      "  redoubt model verify model/ --signature model.sig --roots ca.pem \\",
      "      --identity ada@contoso.com",
      "  redoubt model verify model/ --attestation verdict.json --public-key gate.pub"
    })
final class VerifyCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Parameters(paramLabel = "MODEL", description = "The model: a file or a folder.")
  private Path model = Path.of("");

  @Option(names = "--signature", paramLabel = "FILE", description = "The signature of the model.")
  private @Nullable Path signature;

  @Option(
      names = "--attestation",
      paramLabel = "FILE",
      description = "An attestation about the model, to verify instead of a signature.")
  private @Nullable Path attestation;

  @Mixin private TrustOptions trusted = new TrustOptions();

  @Mixin private HashOptions hashing = new HashOptions();

  @Option(
      names = "--ignore-unsigned-files",
      description = "Accept files that the signature does not cover; they are listed.")
  private boolean ignoreUnsigned;

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      defaultValue = "console",
      description = "Output format: ${COMPLETION-CANDIDATES}. Default: console.")
  private SignatureReport.Format format = SignatureReport.Format.CONSOLE;

  VerifyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (signature != null && attestation == null) {
      return verifySignature(signature);
    }
    if (attestation != null && signature == null) {
      return verifyAttestation(attestation);
    }
    throw new UsageException(
        "nothing to verify: use either `--signature FILE` or `--attestation FILE`");
  }

  private int verifySignature(Path file) {
    long start = System.nanoTime();
    TrustRoots trust = trusted.trust(terminal);
    HashScope scope = hashing.scope(model, List.of());
    InputFile.read(file);
    SignatureReport report = new SignatureReport(terminal, format);
    try (HashOptions.Shown progress = new HashOptions.Shown(terminal)) {
      ModelVerifier verifier = ModelVerifier.of(trust, scope.reportingTo(progress));
      VerificationResult verification =
          (ignoreUnsigned ? verifier.ignoringUnsigned() : verifier).verify(model, file);
      progress.wipe();
      return switch (verification) {
        case VerificationResult.Verified verified -> {
          report.good("VERIFIED " + model, facts(verified, start));
          yield ExitCode.PASSED;
        }
        case VerificationResult.Refused refused -> {
          report.refused(model.toString(), refused.reasons());
          yield ExitCode.FAILED;
        }
      };
    } catch (IOException e) {
      throw new UsageException(
          ConsoleMessages.quoted(file) + " cannot be read: " + ConsoleMessages.reason(e));
    }
  }

  private static Map<String, Object> facts(VerificationResult.Verified verified, long start) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("verdict", "verified");
    facts.put("signed by", SignatureReport.by(verified.by()));
    facts.put("content", SignatureReport.size(verified.files(), verified.bytes()));
    facts.put("digest", verified.manifest().rootDigest().hex());
    facts.put("not covered", new TreeSet<>(verified.uncovered()));
    facts.put("verified at", verified.at().toString());
    facts.put("time", SignatureReport.seconds(start));
    return facts;
  }

  private int verifyAttestation(Path file) {
    TrustRoots trust = trusted.trust(terminal);
    HashScope scope = hashing.scope(model, List.of(file, model.resolve("model.sig")));
    byte[] bundle = InputFile.read(file);
    SignatureReport report = new SignatureReport(terminal, format);
    try (HashOptions.Shown progress = new HashOptions.Shown(terminal)) {
      HashedModel hashed = HashedModel.of(model, HashMethod.FILES, scope.reportingTo(progress));
      progress.wipe();
      return switch (AttestationVerifier.of(trust).verify(bundle, hashed.manifest().digests())) {
        case AttestationResult.Attested attested -> {
          Map<String, Object> facts = new LinkedHashMap<>();
          facts.put("verdict", "verified");
          facts.put("attestation", attested.statement().predicate().type().uri());
          facts.put("signed by", SignatureReport.by(attested.by()));
          facts.put("about", attested.statement().model().hex());
          facts.put("says", predicate(attested.statement()));
          facts.put("not covered", new TreeSet<>(hashed.ignored()));
          facts.put("verified at", attested.at().toString());
          report.good("ATTESTED " + model, facts);
          yield ExitCode.PASSED;
        }
        case AttestationResult.Refused refused -> {
          report.refused(file.toString(), refused.reasons());
          yield ExitCode.FAILED;
        }
      };
    } catch (RefusedException e) {
      report.refused(model.toString(), e.reasons());
      return ExitCode.FAILED;
    }
  }

  /// The predicate of a statement as JSON.
  private static JsonNode predicate(AttestationStatement statement) throws RefusedException {
    return new JsonMapper().readTree(statement.toJson()).path("predicate");
  }
}

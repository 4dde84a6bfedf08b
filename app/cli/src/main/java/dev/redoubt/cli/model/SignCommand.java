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
import dev.redoubt.signing.ModelSigner;
import dev.redoubt.signing.digest.HashAlgorithm;
import dev.redoubt.signing.refusal.RefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The command `redoubt model sign`.
@Command(
    name = "sign",
    mixinStandardHelpOptions = true,
    versionProvider = VersionInfo.class,
    header = "Sign a model (OpenSSF Model Signing 1.0).",
    optionListHeading = "Options:%n",
    footer = {
      "",
      "Exit codes: 0 signed; 1 the model cannot be signed, or the key cannot be used for this; 2"
          + " wrong usage, missing or unreadable input; 70 internal error.",
      "",
      "Examples:",
      "  redoubt model sign model/ --key key.pem",
      "  redoubt model verify model/ --signature model.sig --public-key key.pub"
    })
final class SignCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Parameters(paramLabel = "MODEL", description = "The model: a file or a folder.")
  private Path model = Path.of("");

  @Mixin private SignerOptions signer = new SignerOptions();

  @Mixin private HashOptions hashing = new HashOptions();

  @Option(
      names = "--signature",
      paramLabel = "FILE",
      defaultValue = "model.sig",
      description = "The file to write the signature to. Default: model.sig.")
  private Path signature = Path.of("model.sig");

  @Option(
      names = "--shard-size",
      paramLabel = "BYTES",
      description =
          "Hash shards of this size instead of whole files, so that all processors work on one"
              + " large file. Empty files are then not covered by the signature.")
  private @Nullable Long shardSize;

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      defaultValue = "console",
      description = "Output format: ${COMPLETION-CANDIDATES}. Default: console.")
  private SignatureReport.Format format = SignatureReport.Format.CONSOLE;

  SignCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    return KeyErrorMessages.reported(terminal, this::sign);
  }

  private int sign() throws KeyAccessException {
    long start = System.nanoTime();
    SignatureReport report = new SignatureReport(terminal, format);
    HashScope scope = hashing.scope(model, List.of());
    EnvelopeSigner by = signer.signer(terminal);
    try (HashOptions.Shown progress = new HashOptions.Shown(terminal)) {
      ModelSigner.Signed signed =
          ModelSigner.signTo(signature, model, by, method(), scope.reportingTo(progress));
      progress.wipe();
      Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("verdict", "signed");
      facts.put("signature", signature.toString());
      facts.put("digest", signed.model().manifest().rootDigest().hex());
      facts.put("content", SignatureReport.size(signed.model().files(), signed.model().bytes()));
      facts.put("ignored", signed.model().ignored());
      facts.put("time", SignatureReport.seconds(start));
      report.good("SIGNED " + model, facts);
      return ExitCode.PASSED;
    } catch (RefusedException e) {
      report.refused(model.toString(), e.reasons());
      return ExitCode.FAILED;
    } catch (KeyAccessException e) {
      throw e;
    } catch (IOException e) {
      throw new UsageException(
          ConsoleMessages.quoted(signature) + ": " + ConsoleMessages.reason(e));
    }
  }

  private HashMethod method() {
    if (shardSize == null) {
      return HashMethod.FILES;
    }
    if (shardSize < 1) {
      throw new UsageException("`--shard-size` must be 1 or more");
    }
    return new HashMethod.Shards(HashAlgorithm.SHA256, shardSize);
  }
}

package dev.redoubt.cli.model;

import dev.redoubt.cli.console.ExitCode;
import dev.redoubt.cli.console.Terminal;
import dev.redoubt.cli.console.UsageException;
import dev.redoubt.cli.console.VersionInfo;
import dev.redoubt.keys.KeyName;
import dev.redoubt.keys.KeyProvider;
import dev.redoubt.keys.azure.AzureKeyVault;
import dev.redoubt.keys.local.LocalKeyStore;
import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.release.AttestationKeySetSource;
import dev.redoubt.keys.release.AttestationVerifier;
import dev.redoubt.keys.release.AttestedEnclave;
import dev.redoubt.keys.release.FolderNonceStore;
import dev.redoubt.keys.release.KeyReleaseEncryption;
import dev.redoubt.keys.release.NonceStore;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The command `redoubt model key release`.
@Command(
    name = "release",
    mixinStandardHelpOptions = true,
    versionProvider = VersionInfo.class,
    sortOptions = false,
    header = "Release a confidential key to an attested enclave.",
    description = {
      "",
      "Two steps: --challenge prints a nonce, which the enclave includes in its attestation; then"
          + " --token passes the token of Microsoft Azure Attestation. A key in Azure Key Vault is"
          + " released by Azure, which verifies the token; it needs no challenge.",
      ""
    },
    optionListHeading = "Options:%n",
    footer = {
      "",
      "Examples:",
      "  redoubt model key release local:models --challenge",
      "  redoubt model key release local:models --token token.jwt > released.json",
      "",
      "Exit codes: 0 released; 1 the token is invalid, or the release policy denies it; 2 wrong"
          + " usage, missing or unreadable input; 70 internal error."
    })
final class KeyReleaseCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private KeyArgument target = new KeyArgument();

  @Option(
      names = "--challenge",
      description = "Print a nonce, which can be used once within 5 minutes.")
  private boolean challenge;

  @Option(
      names = "--token",
      paramLabel = "FILE",
      description = "The attestation token of the enclave.")
  private @Nullable Path token;

  @Option(
      names = "--issuer-keys",
      paramLabel = "FILE",
      description =
          "The key set (JWKS) of the token's issuer. Default: downloaded from ISSUER/certs.")
  private @Nullable Path issuerKeys;

  @Option(
      names = "--wrapping",
      paramLabel = "NAME",
      defaultValue = "RSA_AES_KEY_WRAP_256",
      description = "Key wrap algorithm: ${COMPLETION-CANDIDATES}. Default: RSA_AES_KEY_WRAP_256.")
  private KeyReleaseEncryption wrapping = KeyReleaseEncryption.RSA_AES_KEY_WRAP_256;

  KeyReleaseCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (challenge == (token != null)) {
      throw new UsageException("use either `--challenge`, or `--token FILE` in the second step");
    }
    return target.with(terminal, this::release);
  }

  private int release(KeyProvider provider, KeyName name) throws KeyAccessException {
    switch (provider) {
      case LocalKeyStore local -> terminal.out().println(fromLocal(local, name));
      case AzureKeyVault vault -> {
        if (token == null) {
          throw new UsageException(
              "keys in Azure need no challenge: Azure Key Vault verifies the token");
        }
        terminal.out().println(vault.release(name, text(token), wrapping));
      }
      default -> throw new KeyAccessException.Refused("PKCS#11 tokens do not support key release");
    }
    return ExitCode.PASSED;
  }

  private String fromLocal(LocalKeyStore local, KeyName name) throws KeyAccessException {
    NonceStore nonces =
        new FolderNonceStore(target.keys().folder(terminal).resolve("nonces"), Clock.systemUTC());
    var policy = local.releasePolicy(name);
    if (token == null) {
      return nonces.issue();
    }
    Path keys = issuerKeys;
    AttestationKeySetSource keySets =
        keys == null
            ? AttestationKeySetSource.overHttps(
                HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build())
            : _ -> InputFile.read(keys);
    AttestedEnclave enclave =
        new AttestationVerifier(keySets, nonces, Clock.systemUTC())
            .verify(text(token), policy.authorities(), wrapping);
    byte[] released = local.release(name, enclave);
    return "{\"schema_version\":\"1.0\",\"header\":{\"kid\":\"local:"
        + name
        + "\",\"alg\":\"dir\",\"enc\":\""
        + wrapping
        + "\"},\"ciphertext\":\""
        + Base64.getUrlEncoder().withoutPadding().encodeToString(released)
        + "\"}";
  }

  private static String text(Path file) {
    return new String(InputFile.read(file), StandardCharsets.US_ASCII).strip();
  }
}

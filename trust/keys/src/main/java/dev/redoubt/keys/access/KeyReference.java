package dev.redoubt.keys.access;

import dev.redoubt.keys.KeyName;
import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.pkcs11.Pkcs11Uri;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Names a key in the notation of the command line.
///
///     local:NAME[/VERSION]
///     pkcs11:token=TOKEN;object=LABEL?module-path=/usr/lib/...      (RFC 7512)
///     https://VAULT.vault.azure.net/keys/NAME[/VERSION]             (or managedhsm.azure.net)
///     file:PATH or PATH                                             a PEM file, to sign with
public sealed interface KeyReference {

  /// A key of a local keystore, whose folder is said elsewhere.
  record Local(KeyName key) implements KeyReference {

    @Override
    public String toString() {
      return "local:" + key;
    }
  }

  /// A key of a token.
  record Pkcs11(Pkcs11Uri uri) implements KeyReference {

    @Override
    public String toString() {
      return uri.toString();
    }
  }

  /// A key of Azure Key Vault or Managed HSM.
  ///
  /// @param vault the vault's URL, without a path
  record Vault(URI vault, KeyName key) implements KeyReference {

    @Override
    public String toString() {
      return vault + "/keys/" + key;
    }
  }

  /// A private key in a PEM file.
  record PemFile(Path path) implements KeyReference {

    @Override
    public String toString() {
      return "file:" + path;
    }
  }

  /// The hosts of the Azure clouds. Access tokens are sent to no other host.
  Pattern VAULT =
      Pattern.compile(
          "https://([a-zA-Z0-9][a-zA-Z0-9-]{1,62}\\."
              + "(?:vault\\.azure\\.net|vault\\.azure\\.cn|vault\\.usgovcloudapi\\.net"
              + "|managedhsm\\.azure\\.net|managedhsm\\.azure\\.cn"
              + "|managedhsm\\.usgovcloudapi\\.net))(?::443)?/keys/([^/?#]+)(?:/([^/?#]+))?/?");

  /// Parses a reference.
  ///
  /// @throws KeyAccessException.Malformed if the reference is not valid
  static KeyReference parse(String text) throws KeyAccessException {
    try {
      if (text.startsWith("local:")) {
        return new Local(name(text.substring("local:".length())));
      }
      if (text.startsWith("pkcs11:")) {
        return new Pkcs11(Pkcs11Uri.parse(text));
      }
      if (text.startsWith("https:")) {
        return vault(text);
      }
      if (text.startsWith("http:")) {
        throw new IllegalArgumentException("a vault URL must use https");
      }
      String path = text.startsWith("file:") ? text.substring("file:".length()) : text;
      if (path.isEmpty()) {
        throw new IllegalArgumentException("the key name is empty");
      }
      return new PemFile(Path.of(path.startsWith("///") ? path.substring(2) : path));
    } catch (InvalidPathException wrong) {
      throw new KeyAccessException.Malformed("`" + text + "` is not a valid file path");
    } catch (IllegalArgumentException wrong) {
      throw new KeyAccessException.Malformed("`" + text + "`: " + wrong.getMessage());
    }
  }

  private static KeyName name(String text) {
    int slash = text.indexOf('/');
    return slash < 0
        ? KeyName.of(text)
        : new KeyName(text.substring(0, slash), text.substring(slash + 1));
  }

  private static KeyReference vault(String text) {
    Matcher matcher = VAULT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "expected `https://VAULT.vault.azure.net/keys/NAME[/VERSION]`");
    }
    return new Vault(
        URI.create("https://" + matcher.group(1)), new KeyName(matcher.group(2), matcher.group(3)));
  }
}

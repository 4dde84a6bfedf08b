package dev.redoubt.server.settings;

import dev.redoubt.keys.access.KeyReference;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/// Where a registry keeps what it knows, files, and the keys that protect them.
public record StorageSettings(Tables tables, Files files, Keys keys) {

  /// All in the data folder.
  public static final StorageSettings LOCAL =
      new StorageSettings(new Tables.Sqlite(), new Files.Folder(), new Keys.Local());

  /// The database.
  public sealed interface Tables {

    /// A file in the data folder.
    record Sqlite() implements Tables {}

    /// A database of PostgreSQL.
    ///
    /// @param url without who logs in
    /// @param password a file that holds it; empty where a token of Entra ID is presented instead
    /// @param authorities in PEM, of the certificate of a server that is elsewhere; empty for those
    ///   that the JDK trusts
    record PostgreSql(String url, String user, Optional<Path> password, Optional<Path> authorities)
        implements Tables {}
  }

  /// The store of encrypted files.
  public sealed interface Files {

    /// A folder in the data folder.
    record Folder() implements Files {}

    /// A container of Azure Blob Storage, signed in as the Azure SDK finds it.
    record AzureSignedIn(URI container) implements Files {}

    /// A container of an account whose connection string a file holds.
    record AzureConnected(Path connection, String container) implements Files {}
  }

  /// The place of the keys that wrap the keys of files.
  public sealed interface Keys {

    /// A keystore in the data folder.
    record Local() implements Keys {}

    /// A token of PKCS#11.
    ///
    /// @param pin a file that holds its PIN
    record Token(KeyReference.Pkcs11 token, Path pin) implements Keys {}

    /// Azure Key Vault or Managed HSM, signed in as the Azure SDK finds it.
    record Azure(KeyReference.Vault vault) implements Keys {

      /// Whether it is a Managed HSM, which makes AES keys; a vault makes RSA keys.
      public boolean isHsm() {
        return String.valueOf(vault.vault().getHost()).contains(".managedhsm.");
      }
    }
  }
}

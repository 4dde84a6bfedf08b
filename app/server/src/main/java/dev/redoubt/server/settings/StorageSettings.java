package dev.redoubt.server.settings;

import dev.redoubt.keys.access.KeyReference;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/// The storage backends of a registry: database, artifacts, and the keys that protect them.
public record StorageSettings(Tables tables, Files files, Keys keys) {

  /// Everything in the data folder.
  public static final StorageSettings LOCAL =
      new StorageSettings(new Tables.Sqlite(), new Files.Folder(), new Keys.Local());

  /// The database backend.
  public sealed interface Tables {

    /// A SQLite file in the data folder.
    record Sqlite() implements Tables {}

    /// A PostgreSQL database.
    ///
    /// @param url without credentials
    /// @param password a file with the password; empty to authenticate with an Entra ID token
    /// @param authorities PEM file with CA certificates for the TLS connection; empty for those of
    ///   the JDK
    record PostgreSql(String url, String user, Optional<Path> password, Optional<Path> authorities)
        implements Tables {}
  }

  /// The backend of encrypted artifacts.
  public sealed interface Files {

    /// A folder in the data folder.
    record Folder() implements Files {}

    /// An Azure Blob Storage container, with the default credential of the Azure SDK.
    record AzureSignedIn(URI container) implements Files {}

    /// An Azure Blob Storage container of an account whose connection string is in a file.
    record AzureConnected(Path connection, String container) implements Files {}
  }

  /// The backend of the key encryption keys.
  public sealed interface Keys {

    /// A keystore in the data folder.
    record Local() implements Keys {}

    /// A PKCS#11 token.
    ///
    /// @param pin a file with its PIN
    record Token(KeyReference.Pkcs11 token, Path pin) implements Keys {}

    /// Azure Key Vault or Managed HSM, with the default credential of the Azure SDK.
    record Azure(KeyReference.Vault vault) implements Keys {

      /// Whether it is a Managed HSM, which creates AES keys; a vault creates RSA keys.
      public boolean isHsm() {
        return String.valueOf(vault.vault().getHost()).contains(".managedhsm.");
      }
    }
  }
}

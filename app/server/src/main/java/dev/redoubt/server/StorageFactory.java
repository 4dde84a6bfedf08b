package dev.redoubt.server;

import dev.redoubt.artifacts.blob.AzureBlobStore;
import dev.redoubt.artifacts.blob.BlobStore;
import dev.redoubt.artifacts.blob.FolderBlobStore;
import dev.redoubt.keys.KeyProvider;
import dev.redoubt.keys.access.KeyOpener;
import dev.redoubt.keys.access.KeyReference;
import dev.redoubt.keys.local.LocalKeyStore;
import dev.redoubt.keys.local.RootSecret;
import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.material.KeyType;
import dev.redoubt.keys.material.SecretBytes;
import dev.redoubt.keys.material.SecretSource;
import dev.redoubt.server.folder.DataFolder;
import dev.redoubt.server.settings.StorageSettings;
import dev.redoubt.store.PostgresDataSource;
import dev.redoubt.store.PostgresDatabase;
import dev.redoubt.store.RegistryDatabase;
import dev.redoubt.store.SqliteDatabase;
import dev.redoubt.store.azure.EntraPassword;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Opens the configured storage backends: database, blob store and keys.
///
/// @param folder the data folder, for everything that is not configured elsewhere
record StorageFactory(DataFolder folder, StorageSettings storage) {

  /// Size of the connection pool for reads, and of another one for writes. PostgreSQL allows 100
  /// connections by default.
  private static final int CONNECTIONS = 10;

  RegistryDatabase database() throws IOException {
    return switch (storage.tables()) {
      case StorageSettings.Tables.Sqlite _ -> sqlite();
      case StorageSettings.Tables.PostgreSql postgres -> postgreSql(postgres);
    };
  }

  private RegistryDatabase sqlite() throws IOException {
    try {
      return SqliteDatabase.open(folder.database(), ServerMigrations.MIGRATIONS);
    } catch (SQLException | RuntimeException failed) {
      throw unusable(folder.database().toString(), failed);
    }
  }

  /// Opens PostgreSQL. A data folder with an SQLite database is refused: its files belong to that
  /// database, and garbage collection would delete them as blobs that nothing references.
  private RegistryDatabase postgreSql(StorageSettings.Tables.PostgreSql postgres)
      throws IOException {
    if (Files.exists(folder.database())) {
      throw new IOException(
          "`storage.database.postgresql` is set, but `"
              + folder.database()
              + "` exists: its contents are not migrated, and its files would be deleted; use a new"
              + " data folder");
    }
    PostgresDataSource.Password password =
        postgres
            .password()
            .<PostgresDataSource.Password>map(file -> () -> secret(file))
            .orElseGet(EntraPassword::signedIn);
    try {
      return PostgresDatabase.open(
          new PostgresDataSource(
              postgres.url(), postgres.user(), password, postgres.authorities().orElse(null)),
          CONNECTIONS,
          ServerMigrations.MIGRATIONS);
    } catch (RuntimeException failed) {
      throw unusable(postgres.url(), failed);
    }
  }

  private static IOException unusable(String what, Exception failed) {
    Throwable cause = failed;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return new IOException("`" + what + "` cannot be opened: " + cause.getMessage(), failed);
  }

  BlobStore blobs() throws IOException {
    return switch (storage.files()) {
      case StorageSettings.Files.Folder _ -> FolderBlobStore.open(folder.blobs());
      case StorageSettings.Files.AzureSignedIn(var container) -> AzureBlobStore.signedIn(container);
      case StorageSettings.Files.AzureConnected(Path connection, String container) ->
          connected(connection, container);
    };
  }

  private static BlobStore connected(Path connection, String container) throws IOException {
    try {
      return AzureBlobStore.connected(secret(connection), container);
    } catch (IllegalArgumentException _) {
      // The message of the exception may contain part of the secret.
      throw new IOException(
          "`" + connection + "` does not contain an Azure Storage connection string");
    }
  }

  KeyProvider keys() throws IOException {
    return switch (storage.keys()) {
      case StorageSettings.Keys.Local _ -> local();
      case StorageSettings.Keys.Token(KeyReference.Pkcs11 token, Path pin) -> provider(token, pin);
      case StorageSettings.Keys.Azure azure -> provider(azure.vault(), null);
    };
  }

  /// Returns the type of the keys that are created.
  KeyType keyType() {
    return storage.keys() instanceof StorageSettings.Keys.Azure azure && !azure.isHsm()
        ? KeyType.RSA_3072
        : KeyType.AES_256;
  }

  private KeyProvider local() throws IOException {
    Path secret = folder.keysSecret();
    RootSecret.KeyFile file =
        Files.exists(secret) ? new RootSecret.KeyFile(secret) : RootSecret.KeyFile.create(secret);
    return LocalKeyStore.exists(folder.keys())
        ? LocalKeyStore.open(folder.keys(), file)
        : LocalKeyStore.create(folder.keys(), file);
  }

  private static KeyProvider provider(KeyReference reference, @Nullable Path pin)
      throws KeyAccessException {
    SecretSource<RootSecret> noKeystore =
        () -> {
          throw new KeyAccessException.NotFound("the keys are elsewhere");
        };
    SecretSource<SecretBytes> ofFile =
        () -> {
          try {
            Path file = Optional.ofNullable(pin).orElseThrow();
            return SecretBytes.takeOver(secret(file).getBytes(StandardCharsets.UTF_8));
          } catch (IOException unreadable) {
            throw new KeyAccessException("the PIN file cannot be read", unreadable);
          }
        };
    return new KeyOpener(null, noKeystore, null, ofFile).provider(reference);
  }

  /// Reads a file that contains only a secret.
  private static String secret(Path file) throws IOException {
    return Files.readString(file).strip();
  }
}

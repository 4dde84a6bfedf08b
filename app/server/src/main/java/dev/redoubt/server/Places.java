package dev.redoubt.server;

import dev.redoubt.artifacts.blob.AzureBlobs;
import dev.redoubt.artifacts.blob.BlobStore;
import dev.redoubt.artifacts.blob.FolderBlobs;
import dev.redoubt.keys.KeyProvider;
import dev.redoubt.keys.access.KeyAccess;
import dev.redoubt.keys.access.KeyReference;
import dev.redoubt.keys.local.LocalKeyStore;
import dev.redoubt.keys.local.RootSecret;
import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.material.KeyType;
import dev.redoubt.keys.material.SecretBytes;
import dev.redoubt.keys.material.SecretSource;
import dev.redoubt.server.folder.DataFolder;
import dev.redoubt.server.settings.Storage;
import dev.redoubt.store.Database;
import dev.redoubt.store.PostgresDatabase;
import dev.redoubt.store.PostgresLogin;
import dev.redoubt.store.SqliteDatabase;
import dev.redoubt.store.azure.EntraPassword;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Opens the places where an operator wants things to be kept.
///
/// @param folder where everything is that is not said to be elsewhere
record Places(DataFolder folder, Storage storage) {

  /// Held to PostgreSQL for reads, and again for writes. It has 100 for all, unless it is told
  /// otherwise.
  private static final int CONNECTIONS = 10;

  Database database() throws IOException {
    return switch (storage.tables()) {
      case Storage.Tables.Sqlite _ -> sqlite();
      case Storage.Tables.PostgreSql postgres -> postgreSql(postgres);
    };
  }

  private Database sqlite() throws IOException {
    try {
      return SqliteDatabase.open(folder.database(), ServerTables.MIGRATIONS);
    } catch (SQLException | RuntimeException failed) {
      throw unusable(folder.database().toString(), failed);
    }
  }

  private static Database postgreSql(Storage.Tables.PostgreSql postgres) throws IOException {
    PostgresLogin.Password password =
        postgres
            .password()
            .<PostgresLogin.Password>map(file -> () -> secret(file))
            .orElseGet(EntraPassword::signedIn);
    try {
      return PostgresDatabase.open(
          new PostgresLogin(
              postgres.url(), postgres.user(), password, postgres.authorities().orElse(null)),
          CONNECTIONS,
          ServerTables.MIGRATIONS);
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
      case Storage.Files.Folder _ -> FolderBlobs.open(folder.blobs());
      case Storage.Files.AzureSignedIn(var container) -> AzureBlobs.signedIn(container);
      case Storage.Files.AzureConnected(Path connection, String container) ->
          connected(connection, container);
    };
  }

  private static BlobStore connected(Path connection, String container) throws IOException {
    try {
      return AzureBlobs.connected(secret(connection), container);
    } catch (IllegalArgumentException _) {
      // What it says may be part of the secret.
      throw new IOException("`" + connection + "` holds no connection string of Azure Storage");
    }
  }

  KeyProvider keys() throws IOException {
    return switch (storage.keys()) {
      case Storage.Keys.Local _ -> local();
      case Storage.Keys.Token(KeyReference.Pkcs11 token, Path pin) -> provider(token, pin);
      case Storage.Keys.Azure azure -> provider(azure.vault(), null);
    };
  }

  /// Of the keys that are made there.
  KeyType keyType() {
    return storage.keys() instanceof Storage.Keys.Azure azure && !azure.isHsm()
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
            throw new KeyAccessException("the PIN cannot be read", unreadable);
          }
        };
    return new KeyAccess(null, noKeystore, null, ofFile).provider(reference);
  }

  /// The line of a file that holds a secret and nothing else.
  private static String secret(Path file) throws IOException {
    return Files.readString(file).strip();
  }
}

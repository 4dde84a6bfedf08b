package dev.redoubt.server.settings;

import dev.redoubt.configuration.ConfigurationSection;
import dev.redoubt.keys.access.KeyReference;
import dev.redoubt.keys.material.KeyAccessException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the sections `storage` and `keys`. Secrets are in files of their own, which the
/// configuration names.
final class StorageSettingsReader {

  private static final Pattern POSTGRESQL =
      Pattern.compile(
          "jdbc:postgresql://([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?/[A-Za-z0-9_-]+");

  private static final String CONTAINER =
      "https://[a-z0-9]{3,24}\\.blob\\.core\\.[a-z.]+/[a-z0-9]([a-z0-9-]{1,61})[a-z0-9]";

  private final ConfiguredPaths files;

  StorageSettingsReader(ConfiguredPaths files) {
    this.files = files;
  }

  StorageSettings read(ConfigurationSection top) {
    Optional<ConfigurationSection> storage = top.section("storage");
    StorageSettings.Tables tables =
        storage
            .flatMap(each -> each.section("database"))
            .flatMap(this::tables)
            .orElse(StorageSettings.LOCAL.tables());
    StorageSettings.Files blobs =
        storage
            .flatMap(each -> each.section("artifacts"))
            .flatMap(this::files)
            .orElse(StorageSettings.LOCAL.files());
    storage.ifPresent(ConfigurationSection::end);
    return new StorageSettings(
        tables,
        blobs,
        top.section("keys").flatMap(this::keys).orElse(StorageSettings.LOCAL.keys()));
  }

  private Optional<StorageSettings.Tables> tables(ConfigurationSection database) {
    Optional<ConfigurationSection> postgres = database.section("postgresql");
    if (!database.has("postgresql")) {
      database.addError("`postgresql` is missing; to use SQLite, remove `database`");
    }
    database.end();
    return postgres.map(this::postgreSql);
  }

  private StorageSettings.Tables postgreSql(ConfigurationSection section) {
    String url = section.required("url");
    if (!url.isEmpty() && !POSTGRESQL.matcher(url).matches()) {
      section.addError(
          "url",
          "`url` must be `jdbc:postgresql://HOST[:PORT]/DATABASE` without parameters; user and"
              + " password have their own settings");
    }
    String user = section.required("user");
    boolean entra = section.flag("entra-token");
    Optional<Path> password = files.readable(section, "password-file");
    if (entra == section.has("password-file")) {
      section.addError(
          "set exactly one of `password-file` (a file with the password) and"
              + " `entra-token: true`");
    }
    Optional<Path> authorities = files.readable(section, "ca");
    section.end();
    return new StorageSettings.Tables.PostgreSql(url, user, password, authorities);
  }

  private Optional<StorageSettings.Files> files(ConfigurationSection artifacts) {
    Optional<ConfigurationSection> azure = artifacts.section("azure-blob");
    if (!artifacts.has("azure-blob")) {
      artifacts.addError("`azure-blob` is missing; to use the data folder, remove `artifacts`");
    }
    artifacts.end();
    return azure.flatMap(this::azure);
  }

  private Optional<StorageSettings.Files> azure(ConfigurationSection section) {
    String container = section.required("container");
    Optional<Path> connection = files.readable(section, "connection-file");
    boolean connected = section.has("connection-file");
    String form = connected ? "[a-z0-9]([a-z0-9-]{1,61})[a-z0-9]" : CONTAINER;
    boolean good = container.matches(form);
    if (!good && !container.isEmpty()) {
      section.addError(
          "container",
          connected
              ? "`"
                  + container
                  + "` is not a container name; with `connection-file`, a container name is"
                  + " expected"
              : "`"
                  + container
                  + "` is not a container URL; expected"
                  + " `https://ACCOUNT.blob.core.windows.net/NAME`");
    }
    section.end();
    if (connected) {
      return connection.map(file -> new StorageSettings.Files.AzureConnected(file, container));
    }
    return good
        ? Optional.of(new StorageSettings.Files.AzureSignedIn(URI.create(container)))
        : Optional.empty();
  }

  private Optional<StorageSettings.Keys> keys(ConfigurationSection section) {
    String place = section.required("place");
    Optional<Path> pin = files.readable(section, "pin-file");
    Optional<StorageSettings.Keys> keys =
        place.isEmpty() ? Optional.empty() : keys(section, place, pin);
    section.end();
    return keys;
  }

  private static final Pattern VAULT = Pattern.compile("https://[^/]+/?");

  private static Optional<StorageSettings.Keys> keys(
      ConfigurationSection section, String place, Optional<Path> pin) {
    if (place.equals("local")) {
      return Optional.of(new StorageSettings.Keys.Local());
    }
    Matcher vault = VAULT.matcher(place);
    try {
      // The URL of a vault has the form of a key URL without the key.
      String named =
          vault.matches() ? place + (place.endsWith("/") ? "" : "/") + "keys/any" : place;
      return switch (KeyReference.parse(named)) {
        case KeyReference.Vault azure when vault.matches() ->
            Optional.of(new StorageSettings.Keys.Azure(azure));
        case KeyReference.Pkcs11 token -> token(section, token, pin);
        case KeyReference.Vault _, KeyReference.Local _, KeyReference.PemFile _ ->
            throw new KeyAccessException.Malformed(
                "`%s` is not a key location; expected `local`, `pkcs11:token=NAME?module-path=FILE`, or `https://NAME.vault.azure.net`"
                    .formatted(place));
      };
    } catch (KeyAccessException wrong) {
      section.addError("place", String.valueOf(wrong.getMessage()));
      return Optional.empty();
    }
  }

  private static Optional<StorageSettings.Keys> token(
      ConfigurationSection section, KeyReference.Pkcs11 token, Optional<Path> pin) {
    if (token.uri().modulePath() == null) {
      section.addError("place", "`place` names no PKCS#11 module; add `?module-path=/usr/lib/...`");
    }
    if (!section.has("pin-file")) {
      section.addError("`pin-file` is missing: a file with the PIN of the token");
    }
    return pin.map(file -> new StorageSettings.Keys.Token(token, file));
  }
}

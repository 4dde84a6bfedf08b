package dev.redoubt.cli.model;

import dev.redoubt.cli.console.Terminal;
import dev.redoubt.keys.KeyName;
import dev.redoubt.keys.KeyProvider;
import dev.redoubt.keys.access.KeyOpener;
import dev.redoubt.keys.access.KeyReference;
import dev.redoubt.keys.material.KeyAccessException;
import java.io.IOException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// The argument that names a key, and the options for its keystore.
final class KeyArgument {

  @Parameters(paramLabel = "KEY", description = "The key, or one of its versions.")
  private String key = "";

  @Mixin private KeyOptions keys = new KeyOptions();

  /// An operation on a key.
  interface Work {
    int apply(KeyProvider provider, KeyName name) throws IOException;
  }

  KeyReference reference() throws KeyAccessException {
    return KeyReference.parse(key);
  }

  KeyOptions keys() {
    return keys;
  }

  int with(Terminal terminal, Work work) {
    return KeyErrorMessages.reported(
        terminal,
        () -> {
          KeyReference reference = reference();
          try (KeyProvider provider = keys.access(terminal).provider(reference)) {
            return work.apply(provider, KeyOpener.name(reference));
          }
        });
  }
}

package dev.redoubt.cli.model;

import dev.redoubt.cli.console.Terminal;
import dev.redoubt.keys.KeyName;
import dev.redoubt.keys.KeyProvider;
import dev.redoubt.keys.access.KeyAccess;
import dev.redoubt.keys.access.KeyReference;
import dev.redoubt.keys.material.KeyAccessException;
import java.io.IOException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// The key that a command is about.
final class KeyArgument {

  @Parameters(paramLabel = "KEY", description = "The key, or one version of it.")
  private String key = "";

  @Mixin private KeyOptions keys = new KeyOptions();

  /// What is done with it.
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
            return work.apply(provider, KeyAccess.name(reference));
          }
        });
  }
}

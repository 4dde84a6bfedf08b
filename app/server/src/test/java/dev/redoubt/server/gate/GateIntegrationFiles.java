package dev.redoubt.server.gate;

import java.nio.file.Path;

/// The files of `integrations/gate`.
final class GateIntegrationFiles {

  private GateIntegrationFiles() {}

  static Path file(String name) {
    return Path.of(System.getProperty("redoubt.root", "../.."), "integrations/gate", name)
        .toAbsolutePath();
  }
}

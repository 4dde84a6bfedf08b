package dev.redoubt.server.gate;

import java.nio.file.Path;

/// The files of `integrations/gate`.
final class Descriptions {

  private Descriptions() {}

  static Path file(String name) {
    return Path.of(System.getProperty("redoubt.root", "../.."), "integrations/gate", name)
        .toAbsolutePath();
  }
}

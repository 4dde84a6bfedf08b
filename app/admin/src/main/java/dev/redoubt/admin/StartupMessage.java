package dev.redoubt.admin;

import dev.redoubt.http.identity.TrustConfiguration;
import java.io.PrintWriter;
import java.net.URI;

/// Prints the address of a started server and how to connect to it.
final class StartupMessage {

  private final PrintWriter err;
  private final DataFolderOption data;

  /// @param data the option as the user wrote it, for the suggested `redoubt token` command
  StartupMessage(PrintWriter err, DataFolderOption data) {
    this.err = err;
    this.data = data;
  }

  /// Prints the address, how to get a token, and the environment variables of MLflow clients.
  ///
  /// @param local whether tokens are issued on this machine
  void print(URI address, boolean local, TrustConfiguration trust) {
    String token = "redoubt token%s --as NAME --persona data-scientist".formatted(data.argument());
    err.println("redoubt: the registry listens on " + address);
    err.println("  data folder " + data.folder().toAbsolutePath().normalize());
    if (local) {
      err.println("  get a token " + token);
    }
    if (trust.hasIssuers()) {
      err.println("  tokens      from the issuers in the configuration");
    }
    err.println("  for MLflow  export MLFLOW_TRACKING_URI=" + address);
    err.println(
        "              export MLFLOW_TRACKING_TOKEN="
            + (local ? "\"$(" + token + ")\"" : "<your token>"));
    err.println("stop it with Ctrl-C");
    err.flush();
  }
}

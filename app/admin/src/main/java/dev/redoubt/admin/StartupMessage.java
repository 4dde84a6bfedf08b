package dev.redoubt.admin;

import dev.redoubt.http.identity.TrustConfiguration;
import java.io.PrintWriter;
import java.net.URI;

/// What somebody needs who has just started a server.
final class StartupMessage {

  private final PrintWriter err;
  private final DataFolderOption data;

  /// @param data as it was named, so that the command for a token can be copied
  StartupMessage(PrintWriter err, DataFolderOption data) {
    this.err = err;
    this.data = data;
  }

  /// Says where the server answers, how to get a token, and how MLflow's clients find both.
  ///
  /// @param local whether tokens are issued on this machine
  void say(URI address, boolean local, TrustConfiguration trust) {
    String token = "redoubt token%s --as NAME --persona data-scientist".formatted(data.argument());
    err.println("redoubt: the registry answers at " + address);
    err.println("  data        " + data.folder().toAbsolutePath().normalize());
    if (local) {
      err.println("  a token     " + token);
    }
    if (trust.hasIssuers()) {
      err.println("  tokens      of the issuers in the configuration");
    }
    err.println("  for MLflow  export MLFLOW_TRACKING_URI=" + address);
    err.println(
        "              export MLFLOW_TRACKING_TOKEN="
            + (local ? "\"$(" + token + ")\"" : "<a token of yours>"));
    err.println("stop it with Ctrl-C");
    err.flush();
  }
}

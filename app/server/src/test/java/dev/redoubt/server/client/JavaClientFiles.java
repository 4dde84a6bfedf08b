package dev.redoubt.server.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.mlflow.api.proto.Service.FileInfo;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.MlflowClientException;
import org.mlflow.tracking.creds.BasicMlflowHostCreds;

/// A program that transfers files with MLflow's Java client. URL, token and the path of Python,
/// which the client uses for file transfers, are in its environment.
final class JavaClientFiles {

  private JavaClientFiles() {}

  /// Fails, with a trace, if anything is not as it should be.
  ///
  /// @param arguments a folder to work in
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Path notes = Files.writeString(folder.resolve("notes.txt"), "four");
    Path plots = Files.createDirectories(folder.resolve("plots"));
    byte[] large = new byte[3_000_000];
    Files.write(plots.resolve("a b.png"), large);
    try (MlflowClient client =
        new MlflowClient(
            new BasicMlflowHostCreds(
                System.getenv("MLFLOW_TRACKING_URI"), System.getenv("MLFLOW_TRACKING_TOKEN")))) {
      String run = client.createRun("0").getRunId();
      client.logArtifact(run, notes.toFile());
      client.logArtifact(run, notes.toFile(), "deep/er");
      client.logArtifacts(run, plots.toFile(), "plots");

      assertThat(client.listArtifacts(run))
          .extracting(file -> file.getPath() + " " + file.getIsDir() + " " + file.getFileSize())
          .containsExactlyInAnyOrder("deep true 0", "notes.txt false 4", "plots true 0");
      assertThat(client.listArtifacts(run, "plots"))
          .extracting(FileInfo::getPath)
          .containsExactly("plots/a b.png");
      assertThat(client.downloadArtifacts(run, "deep/er/notes.txt")).hasContent("four");
      Path all = client.downloadArtifacts(run).toPath();
      assertThat(all.resolve("notes.txt")).hasContent("four");
      assertThat(all.resolve("plots/a b.png")).hasBinaryContent(large);
      assertThatThrownBy(() -> client.downloadArtifacts(run, "nowhere.txt"))
          .isInstanceOf(MlflowClientException.class);
    }
  }
}

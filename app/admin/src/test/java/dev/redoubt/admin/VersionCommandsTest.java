package dev.redoubt.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.cli.console.Terminal;
import dev.redoubt.http.identity.TrustConfiguration;
import dev.redoubt.server.EmbeddedServer;
import dev.redoubt.server.ServerSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Tests `redoubt model status`, `evidence`, `approve` and `reject` against a server.
class VersionCommandsTest {

  private static final String TEST = "https://in-toto.io/attestation/test-result/v0.1";

  @TempDir private Path folder = Path.of("");
  @AutoClose private EmbeddedServer server;

  /// The output and the exit code of a command.
  private record Run(int code, String out, String err) {}

  @BeforeEach
  void start() throws Exception {
    server =
        EmbeddedServer.start(
            ServerSettings.local(folder.resolve("data"), 0), TrustConfiguration.NONE);
    String created = call("POST", "/api/2.0/mlflow/runs/create", "{\"experiment_id\":\"0\"}");
    String run = JsonMapper.shared().readTree(created).at("/run/info/run_id").asString();
    call(
        "PUT",
        "/api/2.0/mlflow-artifacts/artifacts/0/" + run + "/artifacts/model/MLmodel",
        "flavors: {}");
    call("POST", "/api/2.0/mlflow/registered-models/create", "{\"name\":\"credit\"}");
    call(
        "POST",
        "/api/2.0/mlflow/model-versions/create",
        "{\"name\":\"credit\",\"source\":\"runs:/" + run + "/model\"}");
  }

  private String token(String as, String persona) {
    String data = folder.resolve("data").toString();
    return run(Map.of(), "token", "-d", data, "--as", as, "--persona", persona).out().strip();
  }

  private String call(String method, String path, String body) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(server.address() + path))
              .header("Authorization", "Bearer " + token("alice", "data-scientist"))
              .method(method, BodyPublishers.ofString(body))
              .build();
      return client.send(request, BodyHandlers.ofString()).body();
    }
  }

  private static Run run(Map<String, String> environment, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Terminal terminal =
        new Terminal(new PrintWriter(out), new PrintWriter(err), false, false, environment);
    int code = AdminMain.run(terminal, arguments);
    return new Run(code, out.toString(), err.toString());
  }

  /// Runs `redoubt model` with the token of a user.
  private Run model(String as, String persona, String... arguments) {
    List<String> all = new ArrayList<>(List.of("model"));
    all.addAll(List.of(arguments));
    return run(
        Map.of(
            "MLFLOW_TRACKING_URI",
            server.address().toString(),
            "MLFLOW_TRACKING_TOKEN",
            token(as, persona)),
        all.toArray(String[]::new));
  }

  private Path statement(String digest) throws IOException {
    return Files.writeString(
        folder.resolve("test.json"),
        """
        {"_type": "https://in-toto.io/Statement/v1",
         "subject": [{"name": "model", "digest": {"sha256": "%s"}}],
         "predicateType": "%s", "predicate": {"result": "PASSED", "configuration": []}}
        """
            .formatted(digest, TEST));
  }

  @Test
  void statusListsMissingRequirements() {
    Run production = model("rita", "model-reviewer", "status", "credit", "1");
    assertThat(production.code()).as(production.err()).isEqualTo(1);
    assertThat(production.out())
        .contains("blocked", "missing", TEST, "approval", "signed with the key");
    Run staging = model("rita", "model-reviewer", "status", "credit", "1", "-e", "staging");
    assertThat(staging.code()).isZero();
    assertThat(staging.out()).contains("allowed");
    Run mistyped = model("rita", "model-reviewer", "status", "credit", "1", "-e", "stagin");
    assertThat(mistyped.code()).isEqualTo(2);
    assertThat(mistyped.err()).contains("unknown environment `stagin`");
    assertThat(model("rita", "model-reviewer", "status", "credit", "9").code()).isEqualTo(2);
  }

  @Test
  void evidenceIsAddedIfItsSubjectIsTheVersion() throws IOException {
    Run before = model("rita", "model-reviewer", "status", "credit", "1", "-f", "json");
    JsonNode status = JsonMapper.shared().readTree(before.out());
    String digest = status.get("digest").asString().replace("sha256:", "");
    String file = statement(digest).toString();
    Run mine = model("alice", "data-scientist", "evidence", "credit", "1", file);
    assertThat(mine.code()).as(mine.err()).isEqualTo(1);
    Run added = model("rita", "model-reviewer", "evidence", "credit", "1", file);
    assertThat(added.code()).as(added.err()).isZero();
    assertThat(added.out()).contains(TEST, "rita");
    Run other =
        model(
            "rita",
            "model-reviewer",
            "evidence",
            "credit",
            "1",
            statement("0".repeat(64)).toString());
    assertThat(other.code()).isEqualTo(2);
    assertThat(other.out()).isEmpty();
    Run missing = model("rita", "model-reviewer", "evidence", "credit", "1", "none.json");
    assertThat(missing.code()).isEqualTo(2);
    assertThat(missing.err()).contains("`none.json` cannot be read");
  }

  @Test
  void reviewersCanApproveAndAuthorsCannot() {
    Run own = model("alice", "model-reviewer", "approve", "credit", "1", "-e", "staging");
    assertThat(own.code()).isEqualTo(1);
    assertThat(own.err()).contains("no-approval-of-own-work");
    Run approved =
        model(
            "rita", "model-reviewer", "approve", "credit", "1", "-e", "staging", "--comment", "ok");
    assertThat(approved.code()).as(approved.err()).isZero();
    Run rejected =
        model(
            "rita",
            "model-reviewer",
            "reject",
            "credit",
            "1",
            "-e",
            "staging",
            "--reason",
            "worse for small incomes");
    assertThat(rejected.code()).as(rejected.err()).isZero();
    assertThat(rejected.out()).contains("blocked", "rejected by `rita`");
  }

  @Test
  void reportsAnUnreachableRegistry() {
    Run run =
        run(
            Map.of("MLFLOW_TRACKING_URI", "http://127.0.0.1:1", "MLFLOW_TRACKING_TOKEN", "x"),
            "model",
            "status",
            "credit",
            "1");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("`http://127.0.0.1:1` cannot be reached");
  }
}

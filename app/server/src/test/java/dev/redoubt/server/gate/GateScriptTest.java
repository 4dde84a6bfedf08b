package dev.redoubt.server.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.access.Persona;
import dev.redoubt.server.LocalServer;
import dev.redoubt.server.gate.GateStep.Ended;
import dev.redoubt.server.gate.GateStep.Runner;
import dev.redoubt.testing.WaitUntil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Checks the gate from CI: runs `gate.js` in a process as a runner would, against a registry with
/// default settings.
class GateScriptTest {

  private static final String API = "/api/2.0/mlflow/";

  @TempDir private Path folder;
  @TempDir private Path job;
  @AutoClose private LocalServer server;
  private String alice;
  private String run;
  private String token;

  @BeforeEach
  void start() throws IOException {
    server = new LocalServer(folder);
    alice = server.token("alice", Persona.DATA_SCIENTIST);
    token = server.token("repo:contoso/credit:ref:refs/heads/main", Persona.PIPELINE);
    run =
        server
            .done(alice, "POST", API + "runs/create", "{'experiment_id':'0'}")
            .at("/run/info/run_id")
            .asString();
    String file = "/api/2.0/mlflow-artifacts/artifacts/0/" + run + "/artifacts/model/MLmodel";
    server.done(alice, "PUT", file, "flavors: {}");
    server.done(alice, "POST", API + "registered-models/create", "{'name':'credit'}");
  }

  private void register() {
    server.done(
        alice,
        "POST",
        API + "model-versions/create",
        "{'name':'credit','source':'runs:/" + run + "/model'}");
  }

  private TokenService tokens(Runner runner) throws IOException {
    return runner == Runner.GITHUB ? TokenService.github(token) : TokenService.azure(token);
  }

  /// A step about the first version of the model, for an environment.
  private GateStep step(Runner runner, TokenService tokens, String environment) {
    return new GateStep(runner, job)
        .identity(tokens)
        .input("server", server.address().toString())
        .input("model", "credit")
        .input("version", "1")
        .input("environment", environment);
  }

  @Test
  void passes_whenTheGateLetsTheVersionPass() throws Exception {
    register();
    try (TokenService tokens = TokenService.github(token)) {
      Ended ended = step(Runner.GITHUB, tokens, "staging").run();
      assertThat(ended.code()).as(ended.log()).isZero();
      assertThat(ended.log()).contains("credit version 1, staging: allowed", "+ scan: ");
      assertThat(ended.outputs())
          .containsPattern("(?m)^allowed=true$")
          .containsPattern("(?m)^stage=approved$")
          .containsPattern("(?m)^digest=sha256:[0-9a-f]{64}$");
      assertThat(ended.summary()).contains("staging: allowed", "| met | scan | ");
      assertThat(ended.hidden()).containsExactly(token);
      assertThat(tokens.asked())
          .containsExactly("GET api-version=2.0&audience=" + server.address());
    }
  }

  @Test
  void passes_inAzurePipelines() throws Exception {
    register();
    try (TokenService tokens = TokenService.azure(token)) {
      Ended ended = step(Runner.AZURE, tokens, "staging").input("waitSeconds", "5").run();
      assertThat(ended.code()).as(ended.log()).isZero();
      assertThat(ended.outputs())
          .contains("##vso[task.setvariable variable=allowed;isOutput=true]true");
      assertThat(ended.hidden()).containsExactly(token);
      assertThat(tokens.asked())
          .containsExactly("POST api-version=7.1&serviceConnectionId=connection-1");
    }
  }

  @Test
  void takesTheTokenOfTheJob_fromItsConnection() throws Exception {
    register();
    try (TokenService tokens = TokenService.azure(token)) {
      GateStep step =
          step(Runner.AZURE, tokens, "staging")
              .variable("SYSTEM_ACCESSTOKEN", "another")
              .variable(
                  "ENDPOINT_AUTH_SYSTEMVSSCONNECTION",
                  "{\"scheme\":\"OAuth\",\"parameters\":{\"AccessToken\":\"%s\"}}"
                      .formatted(TokenService.JOB_SECRET));
      Ended ended = step.run();
      assertThat(ended.code()).as(ended.log()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(Runner.class)
  void failsAndListsMissingRequirements(Runner runner) throws Exception {
    register();
    try (TokenService tokens = tokens(runner)) {
      Ended ended = step(runner, tokens, "production").run();
      assertThat(ended.code()).isEqualTo(1);
      assertThat(ended.log())
          .contains(
              "credit version 1, production: blocked",
              "- approvals: 1 approval by a model-reviewer other than the author is required",
              "the gate blocks the version: 2 of 5 requirements are not met")
          .contains(runner == Runner.GITHUB ? "::error " : "##vso[task.complete result=Failed;]");
      assertThat(ended.outputs()).contains("allowed").contains("false").contains("scanned");
      if (runner == Runner.GITHUB) {
        assertThat(ended.summary())
            .contains("production: blocked", "| missing | approvals | 1 approval by a");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"GITHUB, fail-when-held-back, false", "AZURE, failWhenHeldBack, False"})
  void leavesItToTheOutput_whereItIsAskedTo(Runner runner, String input, String value)
      throws Exception {
    register();
    try (TokenService tokens = tokens(runner)) {
      Ended ended = step(runner, tokens, "production").input(input, value).run();
      assertThat(ended.code()).as(ended.log()).isZero();
      assertThat(ended.log()).contains(": blocked");
      assertThat(ended.outputs()).contains("allowed").contains("false");
    }
  }

  /// Without its blobs, the registry cannot read what it has to scan.
  @Test
  void waits_whileTheVersionIsBeingScanned() throws Exception {
    Path away = Files.move(folder.resolve("blobs"), folder.resolve("away"));
    register();
    try (TokenService tokens = TokenService.github(token)) {
      Ended tooSoon = step(Runner.GITHUB, tokens, "staging").input("wait-seconds", "0").run();
      assertThat(tooSoon.code()).isEqualTo(1);
      assertThat(tooSoon.log()).contains(": blocked", "- registration: ");
      GateStep step = step(Runner.GITHUB, tokens, "staging").input("wait-seconds", "100");
      Process waiting = step.start();
      WaitUntil.until(
          "a step that waits", () -> !waiting.isAlive() || step.said().contains("waiting: "));
      Files.move(away, folder.resolve("blobs"));
      Ended ended = step.end(waiting);
      assertThat(ended.code()).as(ended.log()).isZero();
      assertThat(ended.log()).contains("waiting: ", ": allowed");
    }
  }

  /// Tokens of jobs live for a few minutes.
  @Test
  void requestsNewTokenWhileWaiting() throws Exception {
    Files.move(folder.resolve("blobs"), folder.resolve("away"));
    register();
    try (TokenService tokens = TokenService.github(token)) {
      Ended ended =
          step(Runner.GITHUB, tokens, "staging").input("wait-seconds", "200").faster(100).run();
      assertThat(ended.code()).isEqualTo(1);
      assertThat(ended.log()).contains("waiting: ", ": blocked");
      assertThat(tokens.asked()).hasSize(2);
      assertThat(ended.hidden()).containsExactly(token, token);
    }
  }

  @ParameterizedTest
  @CsvSource({"nothing, 1, 404", "credit, 7, 404", "credit, x, 400", "../../.., 1, 400"})
  void fails_whenThereIsNoSuchVersion(String model, String version, String status)
      throws Exception {
    register();
    try (TokenService tokens = TokenService.github(token)) {
      Ended ended =
          step(Runner.GITHUB, tokens, "staging")
              .input("model", model)
              .input("version", version)
              .run();
      assertThat(ended.code()).isEqualTo(1);
      assertThat(ended.log()).contains("the registry answered " + status);
      assertThat(ended.outputs()).isEmpty();
    }
  }

  /// An environment that nobody has written down asks nothing, and a typing mistake is one.
  @Test
  void fails_whenThereIsNoSuchEnvironment() throws Exception {
    register();
    try (TokenService tokens = TokenService.github(token)) {
      Ended ended = step(Runner.GITHUB, tokens, "prodution").run();
      assertThat(ended.code()).isEqualTo(1);
      assertThat(ended.log())
          .contains("unknown environment `prodution`; the policy defines `production`");
    }
  }

  @Test
  void fails_whenTheRegistryDoesNotAnswer() throws Exception {
    // A port that is taken and not listened at refuses, and nobody else can listen there meanwhile.
    try (TokenService tokens = TokenService.github(token);
        Socket deaf = new Socket()) {
      deaf.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      String address = "http://127.0.0.1:" + deaf.getLocalPort();
      Ended ended = step(Runner.GITHUB, tokens, "staging").input("server", address).run();
      assertThat(ended.code()).isEqualTo(1);
      assertThat(ended.log())
          .contains("the registry cannot be reached: ")
          .contains("ECONNREFUSED")
          .doesNotContain("internal error");
    }
  }

  @Test
  void waitsForABusyRegistry_asLongAsItMay() throws Exception {
    try (TokenService tokens = TokenService.github(token);
        TokenService busy = TokenService.broken(503, "{\"message\":\"too many\"}")) {
      Ended ended =
          step(Runner.GITHUB, tokens, "staging")
              .input("server", busy.address())
              .input("wait-seconds", "1")
              .run();
      assertThat(ended.code()).isEqualTo(1);
      assertThat(ended.log()).contains("waiting: the registry answered 503: too many", "::error ");
      assertThat(busy.asked()).hasSizeGreaterThan(1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "500; {}; the token service of GitHub answered 500",
        "200; {\"value\":7}; the token service of GitHub answered 200",
        "200; null; something that is not a JSON object",
        "200; <html>; something that is not a JSON object",
        "200; {\"value\":\"secret\\n"
            + "value\"}; the response of the token service is not a valid token"
      })
  void fails_whenThereIsNoToken(int status, String answer, String why) throws Exception {
    try (TokenService tokens = TokenService.broken(status, answer)) {
      Ended ended = step(Runner.GITHUB, tokens, "staging").run();
      assertThat(ended.code()).isEqualTo(1);
      assertThat(ended.log()).contains(why).doesNotContain("secret", "internal error");
    }
  }

  @Test
  void fails_whenTheJobHasNoIdentity() throws Exception {
    try (TokenService tokens = TokenService.github(token)) {
      GateStep step =
          step(Runner.GITHUB, tokens, "staging").variable("ACTIONS_ID_TOKEN_REQUEST_TOKEN", "");
      Ended ended = step.run();
      assertThat(ended.code()).isEqualTo(1);
      assertThat(ended.log()).contains("give it `permissions: id-token: write`");
      assertThat(tokens.asked()).isEmpty();
    }
  }

  /// What cannot be in a header would be quoted by whoever refuses it.
  @Test
  void malformedSecretIsNotQuotedInErrors() throws Exception {
    try (TokenService tokens = TokenService.github(token)) {
      Ended ended =
          step(Runner.GITHUB, tokens, "staging")
              .variable("ACTIONS_ID_TOKEN_REQUEST_TOKEN", TokenService.JOB_SECRET + "\u00e9\n")
              .run();
      assertThat(ended.code()).isEqualTo(1);
      assertThat(ended.log()).contains("is not a valid token");
    }
  }

  @Test
  void tokenIsNeverSentWithoutTls() throws Exception {
    try (TokenService tokens = TokenService.github(token)) {
      for (String address :
          List.of(
              "http://registry.example",
              "ftp://registry.example",
              "x",
              "https://a:hunter2@[::1]")) {
        Ended ended = step(Runner.GITHUB, tokens, "staging").input("server", address).run();
        assertThat(ended.code()).as(address).isEqualTo(1);
        assertThat(ended.log()).contains("the input `server` ").doesNotContain("hunter2");
      }
      assertThat(tokens.asked()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "-1", "1e9"})
  void invalidWaitTimeFailsTheStep(String seconds) throws Exception {
    try (TokenService tokens = TokenService.github(token)) {
      Ended ended = step(Runner.GITHUB, tokens, "staging").input("wait-seconds", seconds).run();
      assertThat(ended.code()).isEqualTo(1);
      assertThat(ended.log()).contains("the input `wait-seconds` is not a number of seconds");
    }
  }

  /// Whoever may say something of a model could otherwise speak to the runner.
  @ParameterizedTest
  @EnumSource(Runner.class)
  void registryTextCannotInjectRunnerCommands(Runner runner) throws Exception {
    register();
    String reason =
        "bad\\n::set-output name=allowed::true\\n:::warning::x\\n##vso[task.complete"
            + " result=Succeeded;]\\r###vso[task.setvariable variable=allowed;isOutput=true]true"
            + " ##[section]x [x](https://evil.example) <img src=x> | a";
    server.done(
        server.token("rita", Persona.MODEL_REVIEWER),
        "POST",
        "/api/redoubt/models/credit/versions/1/rejections",
        "{'environment':'staging','reason':'" + reason + "'}");
    try (TokenService tokens = tokens(runner)) {
      Ended ended = step(runner, tokens, "staging").run();
      assertThat(ended.code()).isEqualTo(1);
      assertThat(ended.log()).contains("rejected by `rita`");
      String commands =
          ended.log().lines().filter(GateScriptTest::isCommand).collect(Collectors.joining("\n"));
      assertThat(commands.lines())
          .allMatch(
              line ->
                  line.startsWith("::error title=Redoubt gate::the gate blocks")
                      || line.startsWith("##vso[task.logissue type=error]the gate blocks")
                      || line.startsWith("##vso[task.complete result=Failed;]the gate blocks"));
      assertThat(ended.outputs()).doesNotContain("result=Succeeded");
      assertThat(ended.outputs().lines().filter(line -> line.contains("allowed"))).hasSize(1);
      assertThat(ended.summary()).doesNotContain("](", "<img", "| a");
    }
  }

  /// As the runners look for them: at the start of a line, and anywhere.
  private static boolean isCommand(String line) {
    return line.strip().startsWith("::") || line.contains("##vso[") || line.contains("##[");
  }
}

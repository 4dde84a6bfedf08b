package dev.redoubt.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.cli.console.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ServerCommandsTest {

  @TempDir private Path folder = Path.of("");

  /// The output and the exit code of a command.
  private record Run(int code, String out, String err) {}

  private static Run run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Terminal terminal =
        new Terminal(new PrintWriter(out), new PrintWriter(err), false, false, Map.of());
    int code = AdminMain.run(terminal, arguments);
    return new Run(code, out.toString(), err.toString());
  }

  private static JsonNode claims(String token) {
    byte[] payload = Base64.getUrlDecoder().decode(token.strip().split("\\.", -1)[1]);
    return JsonMapper.shared().readTree(new String(payload, StandardCharsets.UTF_8));
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  @Test
  void tokenCommandPrintsOnlyATokenWithTheRequestedClaims() {
    Run first = run("token", "-d", data(), "--as", "alice", "--persona", "data-scientist");
    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.out()).matches("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\n");
    assertThat(first.err()).contains("created `").contains("data");
    assertThat(claims(first.out()).path("sub").asString()).isEqualTo("alice");
    assertThat(claims(first.out()).path("projects").toString()).isEqualTo("[\"default\"]");

    Run second =
        run(
            "token",
            "-d",
            data(),
            "--as",
            "ci",
            "--workload",
            "--persona",
            "pipeline",
            "--project",
            "credit",
            "--project",
            "fraud",
            "--expires",
            "30m");
    assertThat(second.err()).isEmpty();
    JsonNode claims = claims(second.out());
    assertThat(claims.path("kind").asString()).isEqualTo("WORKLOAD");
    assertThat(claims.path("projects").toString()).isEqualTo("[\"credit\",\"fraud\"]");
    assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(1800);
    assertThat(claims.path("iss")).isEqualTo(claims(first.out()).path("iss"));
  }

  @Test
  void tokenReportsInvalidOptions() {
    Run persona = run("token", "-d", data(), "--as", "alice", "--persona", "data-scientst");
    assertThat(persona.code()).isEqualTo(2);
    assertThat(persona.err()).contains("`data-scientst` is not a persona", "`data-scientist`?");
    Run far = run("token", "-d", data(), "--as", "alice", "--persona", "scientist");
    assertThat(far.err()).contains("`scientist` is not a persona; personas: ", "data-scientist, ");
    Run time = run("token", "-d", data(), "--as", "a", "--persona", "auditor", "--expires", "1d");
    assertThat(time.code()).isEqualTo(2);
    assertThat(time.err()).contains("`1d` is not a duration");
    Run life = run("token", "-d", data(), "--as", "a", "--persona", "auditor", "--expires", "25h");
    assertThat(life.code()).isEqualTo(2);
    assertThat(life.err()).contains("the maximum token lifetime is 24 hours");
    assertThat(run("token", "-d", data(), "--persona", "auditor").code()).isEqualTo(2);
  }

  @Test
  void tokenReportsAnInvalidDataFolder() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    Run run = run("token", "-d", file.toString(), "--as", "a", "--persona", "auditor");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("is not a folder");
  }

  @Test
  void explainNamesTheRuleThatAllows() {
    Run run = run("access", "explain", "-d", data(), "auditor", "readLedger", "registry");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).startsWith("allowed\n").contains("auditors-read-ledger");
  }

  @Test
  void explainNamesTheRuleThatDeniesAndPossibleChanges() {
    Run run =
        run(
            "access",
            "explain",
            "data-scientist@credit",
            "release",
            "model:credit/production",
            "-d",
            data());
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .startsWith("denied\n")
        .contains("no-deployment-by-data-scientists", "allowed if  ");
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void explainReportsRequiredStepUpAuthentication() {
    Run run =
        run(
            "access",
            "explain",
            "mlops-engineer@credit",
            "release",
            "model:credit/production",
            "--format",
            "json");
    assertThat(run.code()).isEqualTo(1);
    JsonNode json = JsonMapper.shared().readTree(run.out());
    assertThat(json.path("decision").asString()).isEqualTo("stepUp");
    assertThat(json.path("rules").get(0).path("id").asString())
        .isEqualTo("step-up-at-production-gates");
    Run again =
        run(
            "access",
            "explain",
            "mlops-engineer@credit",
            "release",
            "model:credit/production",
            "--acrs",
            json.path("authenticationContext").asString());
    assertThat(again.code()).isZero();
  }

  @Test
  void explainUsesTheRulesOfTheDataFolder() throws IOException {
    Path rules = Files.createDirectories(folder.resolve("data/rules"));
    Files.writeString(
        rules.resolve("all-see.cedar"),
        """
        // Everybody sees everything.
        permit(principal, action == Redoubt::Action::"see", resource);
        """);
    Run run = run("access", "explain", "-d", data(), "pipeline", "see", "model:credit");
    assertThat(run.out()).contains("all-see", "Everybody sees everything.");
    Files.writeString(rules.resolve("broken.cedar"), "// No rule.\npermit(");
    Run broken = run("access", "explain", "-d", data(), "pipeline", "see", "model:credit");
    assertThat(broken.code()).isEqualTo(2);
    assertThat(broken.err()).contains("`broken` cannot be read");
  }

  @Test
  void explainReportsInvalidArguments() {
    assertThat(run("access", "explain", "boss", "see", "model:x").err())
        .contains("unknown persona `boss`");
    assertThat(run("access", "explain", "auditor", "look", "model:x").err())
        .contains("unknown action `look`");
    assertThat(run("access", "explain", "auditor", "see", "house").err())
        .contains("`house` is not a resource");
    Run unfit = run("access", "explain", "auditor", "release", "registry");
    assertThat(unfit.code()).isEqualTo(2);
    assertThat(unfit.err())
        .contains("the action `release` does not apply to a resource of the type `registry`");
  }

  @Test
  void serveReportsAllConfigurationErrorsWithTheirLines() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("redoubt-server.yaml"),
            """
            issuers:
              - issuer: http://somewhere.example
                audience: redoubt
            issuer: x
            """);
    Run run = run("serve", "-d", data(), "--config", file.toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains(file + ":2:13: `http://somewhere.example` is not an issuer")
        .contains(file + ":2:5: `mappings` is missing")
        .contains(file + ":4:1: unknown setting `issuer`");
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void serveReportsInvalidOptions() throws IOException {
    Run missing = run("serve", "-d", data(), "--config", folder.resolve("none.yaml").toString());
    assertThat(missing.code()).isEqualTo(2);
    assertThat(missing.err()).contains("none.yaml` cannot be read: no such file");
    Run port = run("serve", "-d", data(), "--port", "70000");
    assertThat(port.code()).isEqualTo(2);
    assertThat(port.err()).contains("`70000` is not a port number");
    Path file = Files.writeString(folder.resolve("file"), "");
    Run folderless = run("serve", "-d", file.toString(), "--port", "0");
    assertThat(folderless.code()).isEqualTo(2);
    assertThat(folderless.err()).contains("is not a folder");
  }

  @Test
  void revokeRequiresARegistryAddress() {
    Run run = run("access", "revoke", "issuer#somebody");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("missing address of the registry");
  }

  @Test
  void helpAndCompletionListServerCommands() {
    assertThat(run("--help").out()).contains("serve", "token", "access");
    assertThat(run("serve", "--help").out()).contains("--config", "Ctrl-C");
    assertThat(run("help", "access").out()).contains("explain", "revoke");
    assertThat(run("completion", "bash").out()).contains("--compliant-device", "--data-dir");
  }
}

package dev.redoubt.admin.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.http.identity.TrustConfiguration;
import dev.redoubt.ledger.LedgerReader;
import dev.redoubt.ledger.format.Sha256Digest;
import dev.redoubt.server.EmbeddedServer;
import dev.redoubt.server.ServerSettings;
import dev.redoubt.testing.GoldenFile;
import dev.redoubt.testing.WaitUntil;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Checks the interface of a registry from the first experiment to the erasure of artifacts: the
/// keys of all responses, the ledger events with the keys of their bodies, and the exit codes of
/// the commands that call a server.
class RegistryContractTest {

  private static final String MLFLOW = "/api/2.0/mlflow/";
  private static final String FILES = "/api/2.0/mlflow-artifacts/";
  private static final String REDOUBT = "/api/redoubt/";
  private static final String VERSION = REDOUBT + "models/credit/versions/1";

  private static final String ALICE = "data-scientist";
  private static final String RITA = "model-reviewer";
  private static final String ERIN = "mlops-engineer";
  private static final String STELLA = "data-steward";
  private static final String ADAM = "administrator";

  @TempDir private Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private final SortedSet<String> answers = new TreeSet<>();
  private final List<String> codes = new ArrayList<>();
  private final Map<String, String> tokens = new HashMap<>();
  private URI address = URI.create("");

  @Test
  void responsesEventsAndExitCodesAreUnchanged() throws Exception {
    try (EmbeddedServer server =
        EmbeddedServer.start(
            ServerSettings.local(folder.resolve("data"), 0), TrustConfiguration.NONE)) {
      address = server.address();
      server();
      String run = experiments();
      files(run);
      loggedModels(run);
      models(run);
      gate();
      commands();
      moves();
      keeping();
    } finally {
      client.close();
    }
    GoldenFile.check("keys-server.txt", answers);
    GoldenFile.check("exit-codes-registry.txt", codes);
    GoldenFile.check("ledger-events.txt", events());
  }

  private void server() throws Exception {
    ask(ALICE, "GET", "/health/live", "");
    ask(ALICE, "GET", "/health/ready", "");
    ask(ALICE, "GET", "/api/3.0/mlflow/server-info", "");
    ask(ALICE, "GET", REDOUBT + "identity", "");
    ask(ALICE, "GET", REDOUBT + "access/explain?action=see&what=model:credit", "");
    ask(
        ADAM,
        "GET",
        REDOUBT + "access/explain-other?who=data-scientist@default&action=release&what=model:x",
        "");
    ask(ADAM, "POST", REDOUBT + "revocations", "{'who':'issuer#mallory','reason':'left'}");
    ask(ALICE, "POST", REDOUBT + "revocations", "{'who':'issuer#mallory'}");
    ask(ALICE, "POST", REDOUBT + "security-events", "no token");
  }

  private String experiments() throws Exception {
    String entry = "[{'key':'k','value':'v'}]";
    ask(ALICE, "POST", MLFLOW + "experiments/create", "{'name':'e','tags':" + entry + "}");
    ask(ALICE, "GET", MLFLOW + "experiments/get?experiment_id=1", "");
    ask(ALICE, "GET", MLFLOW + "experiments/get-by-name?experiment_name=e", "");
    String run =
        ask(
                ALICE,
                "POST",
                MLFLOW + "runs/create",
                "{'experiment_id':'1','start_time':5,'run_name':'r','tags':" + entry + "}")
            .at("/run/info/run_id")
            .asString();
    ask(
        ALICE,
        "POST",
        MLFLOW + "runs/log-batch",
        ("{'run_id':'%s','metrics':[{'key':'a','value':1.5,'timestamp':2,'step':3}],"
                + "'params':%s,'tags':%s}")
            .formatted(run, entry, entry));
    ask(
        ALICE,
        "POST",
        MLFLOW + "runs/log-inputs",
        ("{'run_id':'%s','datasets':[{'tags':[{'key':'mlflow.data.context','value':'train'}],"
                + "'dataset':{'name':'d','digest':'1','source_type':'local','source':'s',"
                + "'schema':'{}','profile':'{}'}}]}")
            .formatted(run));
    ask(
        ALICE,
        "POST",
        MLFLOW + "runs/update",
        "{'run_id':'" + run + "','status':'FINISHED','end_time':7}");
    String ids = "{'experiment_ids':['1'],'max_results':1}";
    ask(ALICE, "POST", MLFLOW + "experiments/search", "{'max_results':1}");
    ask(ALICE, "POST", MLFLOW + "experiments/search-datasets", "{'experiment_ids':['1']}");
    ask(ALICE, "POST", MLFLOW + "runs/create", "{'experiment_id':'1'}");
    ask(ALICE, "POST", MLFLOW + "runs/search", ids);
    String metric = "run_id=" + run + "&metric_key=a";
    ask(ALICE, "GET", MLFLOW + "metrics/get-history?" + metric, "");
    ask(ALICE, "GET", MLFLOW + "metrics/get-history-bulk?" + metric, "");
    ask(
        ALICE,
        "GET",
        MLFLOW + "metrics/get-history-bulk-interval?run_ids=" + run + "&metric_key=a&max_results=9",
        "");
    ask(ALICE, "GET", MLFLOW + "runs/get?run_id=nothing", "");
    return run;
  }

  private void files(String run) throws Exception {
    String root = "1/" + run + "/artifacts";
    ask(ALICE, "PUT", FILES + "artifacts/" + root + "/model/MLmodel", "flavors: {}");
    ask(ALICE, "PUT", FILES + "artifacts/" + root + "/more", "more");
    ask(ALICE, "GET", FILES + "artifacts?path=" + root, "");
    ask(ALICE, "GET", MLFLOW + "artifacts/list?run_id=" + run, "");
    ask(ALICE, "DELETE", FILES + "artifacts/" + root + "/more", "");
    JsonNode upload =
        ask(ALICE, "POST", FILES + "mpu/create/" + root, "{'path':'weights','num_parts':1}");
    String named = "'path':'weights','upload_id':'" + upload.path("upload_id").asString() + "'";
    ask(ALICE, "POST", FILES + "mpu/abort/" + root, "{" + named + "}");
  }

  private void loggedModels(String run) throws Exception {
    String all = MLFLOW + "logged-models";
    String entry = "[{'key':'k','value':'v'}]";
    String model =
        ask(
                ALICE,
                "POST",
                all,
                ("{'experiment_id':'1','source_run_id':'%s','name':'forest','model_type':'t',"
                        + "'tags':%s,'params':%s}")
                    .formatted(run, entry, entry))
            .at("/model/info/model_id")
            .asString();
    String made = "{'run_id':'%s','models':[{'model_id':'%s','step':1}]}".formatted(run, model);
    ask(ALICE, "POST", MLFLOW + "runs/outputs", made);
    ask(ALICE, "POST", MLFLOW + "runs/log-inputs", made);
    ask(
        ALICE,
        "POST",
        MLFLOW + "runs/log-metric",
        ("{'run_id':'%s','key':'b','value':2,'timestamp':1,'model_id':'%s','dataset_name':'d',"
                + "'dataset_digest':'1'}")
            .formatted(run, model));
    ask(ALICE, "PUT", FILES + "artifacts/1/models/" + model + "/artifacts/MLmodel", "flavors: {}");
    ask(ALICE, "PATCH", all + "/" + model, "{'model_id':'" + model + "','status':2}");
    ask(ALICE, "GET", all + "/" + model, "");
    ask(ALICE, "GET", all + "/" + model + "/artifacts/directories", "");
    ask(ALICE, "POST", all + "/search", "{'experiment_ids':['1']}");
    ask(ALICE, "GET", MLFLOW + "runs/get?run_id=" + run, "");
  }

  private void models(String run) throws Exception {
    ask(
        ALICE,
        "POST",
        MLFLOW + "registered-models/create",
        "{'name':'credit','description':'d','tags':[{'key':'k','value':'v'}]}");
    ask(
        ALICE,
        "POST",
        MLFLOW + "model-versions/create",
        ("{'name':'credit','source':'runs:/%s/model','run_id':'%s','run_link':'http://l.example',"
                + "'description':'d','tags':[{'key':'k','value':'v'}]}")
            .formatted(run, run));
    waitForTheScan();
    ask(
        ALICE,
        "POST",
        MLFLOW + "registered-models/alias",
        "{'name':'credit','alias':'candidate','version':'1'}");
    ask(ALICE, "GET", MLFLOW + "registered-models/get?name=credit", "");
    ask(ALICE, "GET", MLFLOW + "registered-models/search?max_results=1", "");
    ask(ALICE, "GET", MLFLOW + "registered-models/alias?name=credit&alias=candidate", "");
    ask(ALICE, "POST", MLFLOW + "registered-models/get-latest-versions", "{'name':'credit'}");
    ask(ALICE, "GET", MLFLOW + "model-versions/get?name=credit&version=1", "");
    ask(ALICE, "GET", MLFLOW + "model-versions/search", "");
    ask(ERIN, "GET", MLFLOW + "model-versions/get-download-uri?name=credit&version=1", "");
  }

  /// A version is ready after the scan of its files.
  private void waitForTheScan() throws Exception {
    String path = MLFLOW + "model-versions/get?name=credit&version=1";
    WaitUntil.until("the scan", () -> send(ALICE, "GET", path, "").body().contains("\"READY\""));
  }

  private void gate() throws Exception {
    JsonNode status = ask(ALICE, "GET", VERSION, "");
    Files.writeString(
        folder.resolve("test.json"),
        """
        {"_type": "https://in-toto.io/Statement/v1",
         "subject": [{"name": "model", "digest": {"sha256": "%s"}}],
         "predicateType": "https://in-toto.io/attestation/test-result/v0.1",
         "predicate": {"result": "PASSED", "configuration": []}}
        """
            .formatted(status.path("digest").asString().replace("sha256:", "")));
    ask(ALICE, "GET", VERSION + "/gate?environment=staging", "");
    ask(RITA, "POST", VERSION + "/approvals", "{'environment':'staging','comment':'ok'}");
    ask(RITA, "POST", VERSION + "/rejections", "{'environment':'staging','reason':'no'}");
    ask(RITA, "POST", VERSION + "/approvals", "{'environment':'staging','comment':'yes'}");
  }

  /// The commands that call a server.
  private void commands() throws IOException {
    JsonNode status = command(RITA, "model status credit 1 --format json");
    answers.addAll(JsonShape.of("redoubt model status", status));
    command(RITA, "model status credit 1 -e staging");
    command(RITA, "model status credit 1 -e nothing");
    command(RITA, "model status credit 9");
    command(ALICE, "model evidence credit 1 TEST");
    JsonNode added = command(RITA, "model evidence credit 1 TEST --format json");
    answers.addAll(JsonShape.of("redoubt model evidence", added));
    command(RITA, "model evidence credit 1 nowhere.json");
    JsonNode approved = command(RITA, "model approve credit 1 -e staging --format json");
    answers.addAll(JsonShape.of("redoubt model approve", approved));
    command(ALICE, "model approve credit 1 -e staging");
    JsonNode rejected = command(RITA, "model reject credit 1 -e staging --reason no --format json");
    answers.addAll(JsonShape.of("redoubt model reject", rejected));
    command(RITA, "model approve credit 1 -e staging --comment again");
    command(ADAM, "access revoke issuer#somebody --reason left");
    command(ALICE, "access revoke issuer#somebody");
    command(ADAM, "access revoke nobody");
  }

  private JsonNode command(String persona, String call) {
    String test = folder.resolve("test.json").toString();
    CommandRun run =
        CommandRun.in(
            Map.of("REDOUBT_SERVER", address.toString(), "REDOUBT_TOKEN", token(persona)),
            call.replace("TEST", test).split(" "));
    codes.add("redoubt " + call + " (as " + persona + "): " + run.code());
    return call.endsWith("json") && run.out().startsWith("{")
        ? run.json()
        : JsonMapper.shared().createObjectNode();
  }

  private void moves() throws Exception {
    JsonNode status = ask(RITA, "GET", VERSION, "");
    long evidence = status.path("evidence").get(0).path("id").asLong();
    for (JsonNode each : status.path("evidence")) {
      if (each.path("kind").asString().equals("attestation")) {
        evidence = each.path("id").asLong();
      }
    }
    ask(RITA, "POST", VERSION + "/evidence/" + evidence + "/withdrawal", "{'reason':'wrong'}");
    String staging = "{'name':'credit','version':'1','stage':'Staging'}";
    ask(ERIN, "POST", MLFLOW + "model-versions/transition-stage", staging);
    String production = "{'name':'credit','version':'1','alias':'prod'}";
    ask(ERIN, "POST", MLFLOW + "registered-models/alias", production);
    ask(
        ERIN,
        "POST",
        MLFLOW + "registered-models/alias",
        "{'name':'credit','version':'1','alias':'staging'}");
    String uri =
        ask(ERIN, "GET", MLFLOW + "model-versions/get-download-uri?name=credit&version=1", "")
            .path("artifact_uri")
            .asString();
    String place = uri.substring(uri.indexOf(':') + 2);
    ask(ERIN, "GET", FILES + "artifacts/" + place + "/MLmodel", "");
    ask(ERIN, "GET", FILES + "artifacts?path=" + place, "");
    waitForTheLedger();
  }

  /// An event is in the outbox at once, and has an entry after it was written to the ledger.
  private void waitForTheLedger() throws Exception {
    JsonNode first =
        WaitUntil.answer(
            "the entry of the first event",
            () -> {
              String log = send(ALICE, "GET", VERSION + "/log", "").body();
              return JsonMapper.shared().readTree(log).path("events").path(0);
            },
            event -> event.has("entry"));
    ask(ALICE, "GET", VERSION + "/log", "");
    String proof = VERSION + "/log/" + first.path("entry").asLong() + "/proof";
    assertThat(send(ALICE, "GET", proof, "").body()).startsWith("c2sp.org/tlog-proof@v1");
  }

  private void keeping() throws Exception {
    String holds = VERSION + "/holds";
    String id = ask(STELLA, "POST", holds, "{'reason':'case 7'}").path("id").asString();
    ask(STELLA, "POST", holds + "/" + id + "/lifting", "{'reason':'closed'}");
    ask(STELLA, "GET", holds, "");
    ask(
        STELLA,
        "POST",
        REDOUBT + "models/credit/retention",
        "{'until':'2020-01-01T00:00:00Z','reason':'over already'}");
    ask(ERIN, "DELETE", MLFLOW + "registered-models/alias", "{'name':'credit','alias':'staging'}");
    ask(
        ERIN,
        "POST",
        MLFLOW + "model-versions/transition-stage",
        "{'name':'credit','version':'1','stage':'Archived'}");
    ask(
        ALICE,
        "POST",
        MLFLOW + "registered-models/rename",
        "{'name':'credit','new_name':'kredit'}");
    ask(
        ALICE,
        "DELETE",
        MLFLOW + "registered-models/alias",
        "{'name':'kredit','alias':'candidate'}");
    ask(ALICE, "DELETE", MLFLOW + "model-versions/delete", "{'name':'kredit','version':'1'}");
    ask(STELLA, "POST", REDOUBT + "models/kredit/erasure", "{'reason':'asked for'}");
    ask(STELLA, "POST", REDOUBT + "experiments/1/erasure", "{'reason':'asked for'}");
    ask(ALICE, "DELETE", MLFLOW + "registered-models/delete", "{'name':'kredit'}");
  }

  /// Sends a request and records the keys of the response.
  ///
  /// @param json the body, with `'` instead of double quotes
  private JsonNode ask(String persona, String method, String path, String json) throws Exception {
    HttpResponse<String> reply = send(persona, method, path, json.replace('\'', '"'));
    String name =
        path.replaceAll("\\?.*", "")
            .replaceAll("[0-9a-f]{32}", "ID")
            .replaceAll("(/versions|/evidence|/holds|/experiments)/[0-9]+", "$1/N")
            .replaceAll("/artifacts/1/.*", "/artifacts/FILE")
            .replaceAll("/(create|abort)/1/.*", "/$1/FOLDER")
            .replaceAll("m-ID", "ID");
    String body = reply.body();
    JsonNode answer =
        body.startsWith("{")
            ? JsonMapper.shared().readTree(body)
            : JsonMapper.shared().createObjectNode();
    answers.addAll(JsonShape.of(method + " " + name + " " + reply.statusCode(), answer));
    return answer;
  }

  private HttpResponse<String> send(String persona, String method, String path, String body)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + path))
            .header("Authorization", "Bearer " + token(persona))
            .method(method, BodyPublishers.ofString(body))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  private String token(String persona) {
    return tokens.computeIfAbsent(
        persona,
        each ->
            CommandRun.of(
                    "token",
                    "--data-dir",
                    folder.resolve("data").toString(),
                    "--as",
                    each,
                    "--persona",
                    each)
                .out()
                .strip());
  }

  /// The types of all entries, each with the keys of its body.
  private SortedSet<String> events() throws Exception {
    Path log = folder.resolve("data/ledger");
    Map<String, Path> bodies = new HashMap<>();
    try (Stream<Path> files = Files.walk(log)) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        bodies.put(Sha256Digest.sha256(Files.readAllBytes(each)).toString(), each);
      }
    }
    SortedSet<String> events = new TreeSet<>();
    LedgerReader reader = LedgerReader.of(log);
    long size = Long.parseLong(reader.checkpoint().text().lines().toList().get(1));
    reader.visit(
        0,
        size,
        (_, bytes) -> {
          events.addAll(event(bytes, bodies));
          return true;
        });
    return events;
  }

  private static SortedSet<String> event(byte[] bytes, Map<String, Path> bodies)
      throws IOException {
    JsonNode entry = JsonMapper.shared().readTree(new String(bytes, StandardCharsets.UTF_8));
    Path body = bodies.get(entry.path("body").asString());
    assertThat(body).isNotNull();
    String type = entry.path("type").asString();
    SortedSet<String> lines = JsonShape.of("entry", entry);
    lines.addAll(JsonShape.of(type, JsonMapper.shared().readTree(Files.readString(body))));
    return lines;
  }
}

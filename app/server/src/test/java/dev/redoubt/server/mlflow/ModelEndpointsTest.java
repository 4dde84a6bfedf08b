package dev.redoubt.server.mlflow;

import static dev.redoubt.server.mlflow.MlflowProtocolFixture.ALICE;
import static dev.redoubt.server.mlflow.MlflowProtocolFixture.AUDITOR;
import static dev.redoubt.server.mlflow.MlflowProtocolFixture.ENGINEER;
import static dev.redoubt.server.mlflow.MlflowProtocolFixture.MALLORY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.server.TestServer;
import dev.redoubt.server.TestServer.Reply;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@ParameterizedClass
@ValueSource(strings = {"/api/2.0/mlflow/", "/ajax-api/2.0/mlflow/"})
class ModelEndpointsTest {

  private static final String NAMED = "{'name':'credit'}";

  @Parameter private String root = "";

  @TempDir private Path folder;
  private MlflowProtocolFixture protocol;
  private String run;

  @BeforeEach
  void start() {
    protocol = MlflowProtocolFixture.start(folder, root);
    run = protocol.run("0");
    protocol.model("credit");
  }

  @AfterEach
  void stop() {
    protocol.close();
  }

  private JsonNode model() {
    return protocol.get(ALICE, "registered-models/get?name=credit").json().get("registered_model");
  }

  private JsonNode version(String number) {
    return protocol
        .get(ALICE, "model-versions/get?name=credit&version=" + number)
        .json()
        .get("model_version");
  }

  @Test
  void createsModelOnce() {
    assertThat(model().get("creation_timestamp").isIntegralNumber()).isTrue();
    assertThat(model().has("latest_versions")).isFalse();
    Reply again = protocol.post(ALICE, "registered-models/create", NAMED);
    assertThat(again.status()).isEqualTo(400);
    assertThat(again.error()).isEqualTo("RESOURCE_ALREADY_EXISTS");
  }

  @Test
  void describesTagsAndRenames() {
    protocol.send(
        ALICE, "PATCH", "registered-models/update", "{'name':'credit','description':'d'}");
    protocol.post(ALICE, "registered-models/set-tag", "{'name':'credit','key':'k','value':'v'}");
    assertThat(model().get("description").asString()).isEqualTo("d");
    assertThat(model().at("/tags/0/value").asString()).isEqualTo("v");
    protocol.send(ALICE, "DELETE", "registered-models/delete-tag", "{'name':'credit','key':'k'}");
    assertThat(model().has("tags")).isFalse();
    Reply renamed =
        protocol.post(ALICE, "registered-models/rename", "{'name':'credit','new_name':'score'}");
    assertThat(renamed.json().at("/registered_model/name").asString()).isEqualTo("score");
    assertThat(protocol.get(ALICE, "registered-models/get?name=credit").status()).isEqualTo(404);
  }

  @Test
  void createsVersionFromRun() {
    String number = protocol.version("credit", run);
    JsonNode version = version(number);
    assertThat(version.get("version").stringValue()).isEqualTo("1");
    assertThat(version.get("status").asString()).isEqualTo("READY");
    assertThat(version.get("current_stage").asString()).isEqualTo("None");
    assertThat(version.get("run_id").asString()).isEqualTo(run);
    assertThat(version.get("description").asString()).isEmpty();
    assertThat(
            protocol
                .get(ALICE, "model-versions/get-download-uri?name=credit&version=1")
                .json()
                .get("artifact_uri")
                .asString())
        .startsWith("mlflow-artifacts:/versions/");
    assertThat(model().at("/latest_versions/0/version").asString()).isEqualTo("1");
  }

  @Test
  void changesAndDeletesAVersion() {
    protocol.version("credit", run);
    String one = "'name':'credit','version':'1'";
    protocol.send(ALICE, "PATCH", "model-versions/update", "{" + one + ",'description':'d'}");
    protocol.post(ALICE, "model-versions/set-tag", "{" + one + ",'key':'k','value':'v'}");
    assertThat(version("1").get("description").asString()).isEqualTo("d");
    assertThat(version("1").at("/tags/0/key").asString()).isEqualTo("k");
    protocol.send(ALICE, "DELETE", "model-versions/delete-tag", "{" + one + ",'key':'k'}");
    assertThat(version("1").has("tags")).isFalse();
    assertThat(protocol.send(ALICE, "DELETE", "model-versions/delete", "{" + one + "}").body())
        .isEqualTo("{}");
    assertThat(protocol.get(ALICE, "model-versions/get?" + "name=credit&version=1").status())
        .isEqualTo(404);
    assertThat(protocol.version("credit", run)).isEqualTo("2");
  }

  @Test
  void searches() {
    protocol.model("score");
    protocol.version("credit", run);
    String filter = MlflowProtocolFixture.encoded("name LIKE 'cr%'");
    JsonNode models = protocol.get(ALICE, "registered-models/search?filter=" + filter).json();
    assertThat(models.get("registered_models").findValuesAsString("name")).containsOnly("credit");
    JsonNode page = protocol.get(ALICE, "registered-models/search?max_results=1").json();
    assertThat(page.has("next_page_token")).isTrue();
    String byRun = MlflowProtocolFixture.encoded("run_id = '" + run + "'");
    JsonNode versions =
        protocol.get(ALICE, "model-versions/search?order_by=version_number&filter=" + byRun).json();
    assertThat(versions.get("model_versions")).hasSize(1);
    assertThat(protocol.get(ALICE, "registered-models/search?max_results=1001").error())
        .isEqualTo("INVALID_PARAMETER_VALUE");
    assertThat(protocol.get(MALLORY, "model-versions/search").body()).isEqualTo("{}");
  }

  @Test
  void transitionsStages(@TempDir Path another) {
    protocol.close();
    protocol = MlflowProtocolFixture.of(TestServer.ungated(another), root);
    run = protocol.run("0");
    protocol.model("credit");
    protocol.version("credit", run);
    protocol.version("credit", run);
    String body = "{'name':'credit','version':'%s','stage':'%s','archive_existing_versions':true}";
    for (String number : List.of("1", "2")) {
      Reply moved =
          protocol.post(
              ALICE, "model-versions/transition-stage", body.formatted(number, "production"));
      assertThat(moved.json().at("/model_version/current_stage").asString())
          .isEqualTo("Production");
    }
    assertThat(version("1").get("current_stage").asString()).isEqualTo("Archived");
    String stages = "registered-models/get-latest-versions?name=credit&stages=Production";
    assertThat(protocol.get(ALICE, stages).json().at("/model_versions/0/version").asString())
        .isEqualTo("2");
    assertThat(
            protocol
                .post(ALICE, "registered-models/get-latest-versions", NAMED)
                .json()
                .get("model_versions"))
        .hasSize(2);
    assertThat(
            protocol
                .post(ALICE, "model-versions/transition-stage", body.formatted("1", "Moon"))
                .error())
        .isEqualTo("INVALID_PARAMETER_VALUE");
  }

  @Test
  void setsAliases() {
    protocol.version("credit", run);
    String alias = "{'name':'credit','alias':'candidate','version':'1'}";
    assertThat(protocol.post(ALICE, "registered-models/alias", alias).body()).isEqualTo("{}");
    String get = "registered-models/alias?name=credit&alias=candidate";
    assertThat(protocol.get(ALICE, get).json().at("/model_version/aliases/0").asString())
        .isEqualTo("candidate");
    assertThat(model().at("/aliases/0").toString())
        .isEqualTo("{\"alias\":\"candidate\",\"version\":\"1\"}");
    protocol.send(ALICE, "DELETE", "registered-models/alias", alias);
    assertThat(protocol.get(ALICE, get).error()).isEqualTo("INVALID_PARAMETER_VALUE");
  }

  @Test
  void transitionRequiresRegisterOrReleasePermission() {
    protocol.version("credit", run);
    String alias = "{'name':'credit','alias':'candidate','version':'1'}";
    assertThat(protocol.post(ENGINEER, "registered-models/alias", alias).status()).isEqualTo(200);
    Reply registered = protocol.post(ENGINEER, "registered-models/create", "{'name':'own'}");
    assertThat(registered.status()).isEqualTo(403);
    Reply denied = protocol.post(AUDITOR, "registered-models/alias", alias);
    assertThat(denied.status()).isEqualTo(403);
    assertThat(denied.error()).isEqualTo("PERMISSION_DENIED");
    assertThat(protocol.send(AUDITOR, "DELETE", "registered-models/alias", alias).status())
        .isEqualTo(403);
    String stage = "{'name':'credit','version':'1','stage':'Staging'}";
    assertThat(protocol.post(AUDITOR, "model-versions/transition-stage", stage).status())
        .isEqualTo(403);
  }

  @Test
  void dataScientistCannotChangeProduction() {
    protocol.server.introduce("pia", dev.redoubt.access.Persona.PIPELINE, "default");
    protocol.post(
        "pia",
        "registered-models/create",
        "{'name':'live','tags':[{'key':'redoubt.environment','value':'production'}]}");
    assertThat(
            protocol
                .post(
                    "pia",
                    "model-versions/create",
                    "{'name':'live','source':'runs:/" + run + "/model'}")
                .status())
        .isEqualTo(200);
    String alias = "{'name':'live','alias':'champion','version':'1'}";
    assertThat(protocol.post(ALICE, "registered-models/alias", alias).status()).isEqualTo(403);
    Reply again = protocol.post(ENGINEER, "registered-models/alias", alias);
    assertThat(again.status()).isEqualTo(401);
    assertThat(again.headers().get("www-authenticate")).contains("insufficient_claims");
  }

  @Test
  void recordsDeniedRelease() {
    protocol.version("credit", run);
    String alias = "{'name':'credit','alias':'champion','version':'1'}";
    assertThat(protocol.post(ALICE, "registered-models/alias", alias).status()).isEqualTo(403);
    List<String> bodies =
        protocol
            .server
            .stores()
            .database()
            .read(
                sql ->
                    sql.sql(
                            "SELECT body FROM outbox WHERE type = 'access.denied'"
                                + " AND subject = 'MODEL/credit'")
                        .query(String.class)
                        .list());
    assertThat(bodies)
        .singleElement()
        .asString()
        .contains("POST " + root + "registered-models/alias", "releasing to `production`");
  }

  @Test
  void modelsAreInvisibleOutsideTheirProject() {
    protocol.version("credit", run);
    for (String path :
        List.of(
            "registered-models/get?name=%s",
            "registered-models/get-latest-versions?name=%s",
            "registered-models/alias?name=%s&alias=a",
            "model-versions/get?name=%s&version=1",
            "model-versions/get-download-uri?name=%s&version=1")) {
      Reply there = protocol.get(MALLORY, path.formatted("credit"));
      Reply nowhere = protocol.get(MALLORY, path.formatted("nothing"));
      assertThat(there.status()).as(path).isEqualTo(404);
      assertThat(there.body()).isEqualTo(nowhere.body().replace("nothing", "credit"));
    }
    Reply alias =
        protocol.post(
            MALLORY, "registered-models/alias", "{'name':'credit','alias':'a','version':'1'}");
    assertThat(alias.status()).isEqualTo(404);
  }
}

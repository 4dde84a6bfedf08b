package dev.redoubt.http.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.access.Persona;
import dev.redoubt.access.Principal;
import dev.redoubt.ledger.LedgerReader;
import dev.redoubt.ledger.ReceiptCheck;
import dev.redoubt.ledger.format.Receipt;
import dev.redoubt.ledger.format.VerifierKey;
import dev.redoubt.server.ServerTables;
import dev.redoubt.store.RegistryDatabase;
import dev.redoubt.store.SqliteDatabase;
import dev.redoubt.store.outbox.EventHistory;
import dev.redoubt.store.outbox.EventHistory.Logged;
import dev.redoubt.testing.WaitUntil;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Takes a model to production, with a separate token for each participant.
class WayToProductionTest {

  private static final String PROD = "{'name':'credit','alias':'prod','version':'1'}";

  @TempDir private Path folder;
  @AutoClose private IdentityFixture work;
  private String version;

  @BeforeEach
  void register() throws Exception {
    work = new IdentityFixture(folder);
    version = work.register("credit");
  }

  private IdentityFixture.Reply release(String token) {
    return work.mlflow(token, "registered-models/alias", PROD);
  }

  private IdentityFixture.Reply approve(String token) {
    return work.post(token, version + "/approvals", "{'comment':'fine'}");
  }

  private IdentityFixture.Reply evidence(String token) {
    return work.send("POST", version + "/evidence", work.passed(version), token);
  }

  private IdentityFixture.Reply uri(String token) {
    return work.get(token, "/api/2.0/mlflow/model-versions/get-download-uri?name=credit&version=1");
  }

  private static String message(IdentityFixture.Reply reply) {
    return reply.json().path("message").asString();
  }

  private String file() {
    String location = uri(work.engineer()).is(200).json().path("artifact_uri").asString();
    assertThat(location).startsWith("mlflow-artifacts:/");
    return "/api/2.0/mlflow-artifacts/artifacts/"
        + location.substring("mlflow-artifacts:/".length())
        + "/MLmodel";
  }

  @Test
  void gateIsPassedWithEachParticipantsContribution() throws Exception {
    assertThat(message(release(work.scientist()).is(403)))
        .contains("A data scientist may not release models");
    assertThat(message(release(work.engineer("c1")).is(403))).contains("approv", "test-result");
    evidence(work.scientist()).is(403);
    evidence(work.pipeline()).is(200);
    assertThat(message(approve(work.scientist()).is(403))).contains("own");
    assertThat(message(approve(work.pipeline()).is(403))).contains("no access rule permits it");
    assertThat(approve(work.reviewer()).is(401).header("WWW-Authenticate").orElseThrow())
        .contains("insufficient_claims");
    approve(work.reviewer("c1")).is(200);
    assertThat(release(work.engineer()).is(401).header("WWW-Authenticate").orElseThrow())
        .contains("insufficient_claims");
    release(work.reviewer("c1")).is(403);
    uri(work.service()).is(403);
    release(work.engineer("c1")).is(200);
    readsWhatIsReleased();
    assertThat(proved())
        .containsExactly(
            "version.created scientist",
            "evidence.added registry",
            "key.used registry",
            "evidence.added registry",
            "version.completed registry",
            "evidence.added pipeline",
            "evidence.added reviewer",
            "decision.made reviewer",
            "decision.made engineer",
            "version.read service");
  }

  private void readsWhatIsReleased() {
    JsonNode released =
        work.get(work.service(), "/api/2.0/mlflow/registered-models/alias?name=credit&alias=prod")
            .is(200)
            .json();
    assertThat(released.at("/model_version/version").asString()).isEqualTo("1");
    uri(work.service()).is(200);
    assertThat(work.get(work.service(), file()).is(200).text()).isEqualTo("flavors: {}");
  }

  /// Only that version, only while it is released, and nothing of a run.
  @Test
  void serviceReadsOnlyReleasedVersions() throws Exception {
    String file = file();
    uri(work.service()).is(403);
    assertThat(message(work.get(work.service(), file).is(403)))
        .contains("no access rule permits it");
    evidence(work.pipeline()).is(200);
    approve(work.reviewer("c1")).is(200);
    release(work.engineer("c1")).is(200);
    assertThat(work.get(work.service(), file).is(200).text()).isEqualTo("flavors: {}");
    work.send(
            "DELETE",
            "/api/2.0/mlflow/registered-models/alias",
            "{\"name\":\"credit\",\"alias\":\"prod\"}",
            work.engineer("c1"))
        .is(200);
    work.get(work.service(), file).is(403);
    work.mlflow(
            work.scientist(),
            "registered-models/alias",
            "{'name':'credit','alias':'candidate','version':'1'}")
        .is(200);
    work.get(work.service(), file).is(403);
    work.get(work.engineer(), file).is(200);
  }

  /// The same files under another name, or another number, are for something else.
  @Test
  void gateBlocksCopyApprovedUnderOtherName() throws Exception {
    evidence(work.pipeline()).is(200);
    approve(work.reviewer("c1")).is(200);
    work.mlflow(work.scientist(), "registered-models/create", "{'name':'loans'}").is(200);
    for (String model : List.of("loans", "credit")) {
      work.mlflow(
              work.scientist(),
              "model-versions/create",
              "{'name':'" + model + "','source':'models:/credit/1'}")
          .is(200);
    }
    for (String copy : List.of("'name':'loans','version':'1'", "'name':'credit','version':'2'")) {
      String alias = "{'alias':'prod'," + copy + "}";
      assertThat(
              message(work.mlflow(work.engineer("c1"), "registered-models/alias", alias).is(403)))
          .contains("1 approval by a model-reviewer", "none found")
          .doesNotContain("missing  a statement", "missing  a scan");
      String stage = "{'stage':'Production'," + copy + "}";
      work.mlflow(work.engineer("c1"), "model-versions/transition-stage", stage).is(403);
    }
    String loans = "/api/redoubt/models/loans/versions/1";
    work.post(work.reviewer("c1"), loans + "/approvals", "{}").is(200);
    work.mlflow(
            work.engineer("c1"),
            "registered-models/alias",
            "{'name':'loans','alias':'prod','version':'1'}")
        .is(200);
    // Nor does a name that the model had not when it was approved.
    work.mlflow(
            work.scientist(), "registered-models/rename", "{'name':'credit','new_name':'kredit'}")
        .is(200);
    String renamed = PROD.replace("credit", "kredit");
    assertThat(
            message(work.mlflow(work.engineer("c1"), "registered-models/alias", renamed).is(403)))
        .contains("the approval by `reviewer@contoso.example` is not counted");
    work.mlflow(work.engineer("c1"), "registered-models/rename", "{'name':'loans','new_name':'x'}")
        .is(403);
  }

  @Test
  void concurrentApprovalsOfOneReviewerCountOnce() throws Exception {
    String reviewer = work.reviewer("c1");
    List<Future<IdentityFixture.Reply>> replies = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 20; i++) {
        replies.add(threads.submit(() -> approve(reviewer)));
      }
    }
    for (Future<IdentityFixture.Reply> each : replies) {
      each.get().is(200);
    }
    JsonNode all = work.get(reviewer, version).is(200).json().path("evidence");
    assertThat(all.values())
        .filteredOn(each -> each.path("kind").asString().equals("approval"))
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.path("model").asString()).isEqualTo("credit");
              assertThat(each.path("version").asLong()).isEqualTo(1);
              assertThat(each.path("environment").asString()).isEqualTo("production");
            });
  }

  @Test
  void demoIdentityCannotReleaseToProduction() throws IOException {
    String everything =
        work.local()
            .issue(
                "demo",
                Principal.Kind.USER,
                Set.of(Persona.MODEL_REVIEWER, Persona.PIPELINE, Persona.MLOPS_ENGINEER),
                Set.of("credit"),
                Instant.now(),
                Duration.ofHours(1));
    assertThat(message(approve(everything).is(403))).contains("local issuer");
    evidence(work.pipeline()).is(200);
    approve(work.reviewer("c1")).is(200);
    assertThat(message(release(everything).is(403))).contains("local issuer");
    release(work.engineer("c1")).is(200);
    work.send(
            "DELETE",
            "/api/2.0/mlflow/registered-models/alias",
            "{\"name\":\"credit\",\"alias\":\"prod\"}",
            everything)
        .is(403);
  }

  /// Denials, too, are entries: who, what, and the rule.
  @Test
  void recordsDeniedRequests() throws Exception {
    release(work.scientist()).is(403);
    approve(work.reviewer()).is(401);
    release(work.engineer("c1")).is(403);
    evidence(work.pipeline()).is(200);
    approve(work.reviewer("c1")).is(200);
    release(work.engineer()).is(401);
    uri(work.service()).is(403);
    work.close();
    LedgerReader ledger = LedgerReader.of(folder.resolve("ledger"));
    VerifierKey key = Objects.requireNonNull(ledger.publishedKey());
    try (RegistryDatabase database =
        SqliteDatabase.open(folder.resolve("registry.db"), ServerTables.MIGRATIONS)) {
      List<Logged> denied = new EventHistory(database).of("MODEL/credit", 10);
      assertThat(denied)
          .extracting(each -> each.event().type() + " " + who(each.event().actor()))
          .containsExactly(
              "access.denied scientist",
              "access.denied reviewer",
              "access.denied engineer",
              "access.denied engineer",
              "access.denied service");
      assertThat(denied)
          .extracting(each -> each.event().body())
          .satisfiesExactly(
              body -> assertThat(body).contains("A data scientist may not release models"),
              body -> assertThat(body).contains("step-up-at-production-gates"),
              body -> assertThat(body).contains("test-result"),
              body -> assertThat(body).contains("authentication context `c1`"),
              body -> assertThat(body).contains("no access rule permits it"));
      for (Logged each : denied) {
        Receipt receipt = ledger.receipt(each.entry().orElseThrow(), ledger.checkpoint());
        assertThat(ReceiptCheck.of(receipt, entry(receipt), key, List.of()))
            .isInstanceOf(ReceiptCheck.Proved.class);
      }
    }
  }

  /// What a demo identity says about a version stands there, and satisfies no gate of production.
  @Test
  void demoEvidenceDoesNotCount() throws IOException {
    String pipeline =
        work.local()
            .issue(
                "demo",
                Principal.Kind.WORKLOAD,
                Set.of(Persona.PIPELINE),
                Set.of("credit"),
                Instant.now(),
                Duration.ofHours(1));
    evidence(pipeline).is(200);
    approve(work.reviewer("c1")).is(200);
    assertThat(message(release(work.engineer("c1")).is(403))).contains("test-result");
    evidence(work.pipeline()).is(200);
    release(work.engineer("c1")).is(200);
  }

  @Test
  void modelIsInvisibleToOtherProjects() {
    String other =
        work.entra.token(
            CloudTokenClaims.entraUser(Instant.now(), IdentityFixture.ENGINEER, "Mallory", "None"));
    work.get(other, version).is(401);
    work.get(work.administrator(), version).is(404);
    work.get(work.administrator(), version + "/log").is(404);
  }

  /// What the log of the version tells, once all of it is in the ledger, each entry with a proof
  /// that is checked against the log's key alone.
  private List<String> proved() throws Exception {
    String key = work.send("GET", "/ledger/vkey", "").is(200).text().strip();
    JsonNode events = logged();
    List<String> proved = new ArrayList<>();
    for (JsonNode event : events) {
      String path = version + "/log/" + event.path("entry").asLong() + "/proof";
      Receipt receipt = Receipt.parse(work.get(work.engineer(), path).is(200).response().body());
      byte[] entry = entry(receipt);
      assertThat(ReceiptCheck.of(receipt, entry, VerifierKey.parse(key), List.of()))
          .isInstanceOf(ReceiptCheck.Proved.class);
      entry[entry.length - 2] ^= 1;
      assertThat(ReceiptCheck.of(receipt, entry, VerifierKey.parse(key), List.of()))
          .isInstanceOf(ReceiptCheck.NotProved.class);
      proved.add(event.path("type").asString() + " " + who(event.path("actor").asString()));
    }
    return proved;
  }

  private static byte[] entry(Receipt receipt) {
    return Objects.requireNonNull(receipt.extra(), "a receipt with its entry");
  }

  private JsonNode logged() throws Exception {
    return WaitUntil.answer(
        "all events in the ledger",
        () -> work.get(work.engineer(), version + "/log").is(200).json().path("events"),
        events -> events.values().stream().allMatch(each -> each.has("entry")));
  }

  private static String who(String actor) {
    return switch (actor) {
      case CloudTokenClaims.ENTRA + "#" + IdentityFixture.SCIENTIST -> "scientist";
      case CloudTokenClaims.ENTRA + "#" + IdentityFixture.REVIEWER -> "reviewer";
      case CloudTokenClaims.ENTRA + "#" + IdentityFixture.ENGINEER -> "engineer";
      case CloudTokenClaims.GITHUB + "#repo:contoso/credit:ref:refs/heads/main" -> "pipeline";
      case CloudTokenClaims.AKS + "#system:serviceaccount:serving:scorer" -> "service";
      default -> actor;
    };
  }
}

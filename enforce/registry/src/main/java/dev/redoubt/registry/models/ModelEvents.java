package dev.redoubt.registry.models;

import dev.redoubt.access.AccessAttributes;
import dev.redoubt.gate.transition.Transition;
import dev.redoubt.gate.transition.VersionStatus;
import dev.redoubt.store.outbox.Outbox;
import dev.redoubt.store.outbox.SecurityEvent;
import dev.redoubt.store.outbox.SecurityEventBody;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Records security events of registered models. Subjects are MLflow's model URIs, such as
/// `models:/credit/3` and `models:/credit@champion`.
///
/// @param sql client of the transaction that makes the change
/// @param actor id of the principal who makes it
record ModelEvents(JdbcClient sql, String actor, Instant now) {

  void registered(String model, AccessAttributes label) {
    SecurityEventBody body =
        new SecurityEventBody().with("model", model).with("project", label.project());
    body.with("environment", label.environment()).with("sensitivity", label.sensitivity());
    add("model.registered", of(model), body);
  }

  void renamed(String from, String to) {
    add("model.renamed", of(from), new SecurityEventBody().with("from", from).with("to", to));
  }

  void deleted(String model) {
    add("model.deleted", of(model), new SecurityEventBody().with("model", model));
  }

  void created(ModelVersion version) {
    SecurityEventBody body = about(version.model(), version.number());
    body.with("source", version.source()).with("location", version.location());
    body.with("run", version.run()).with("loggedModel", version.loggedModel());
    add("version.created", of(version.model(), version.number()), body);
  }

  void completed(String model, long version, VersionStatus status, @Nullable String message) {
    SecurityEventBody body =
        about(model, version).with("status", status.name()).with("message", message);
    add("version.completed", of(model, version), body);
  }

  void versionDeleted(String model, long version) {
    add("version.deleted", of(model, version), about(model, version));
  }

  void moved(Transition.OfStage move) {
    SecurityEventBody body = about(move.model(), move.version());
    body.with("from", move.from().text()).with("to", move.to().text());
    add("stage.moved", of(move.model(), move.version()), body);
  }

  void moved(Transition.OfAlias move) {
    SecurityEventBody body =
        new SecurityEventBody().with("model", move.model()).with("alias", move.alias());
    with(body, "from", move.from());
    with(body, "to", move.to());
    add("alias.moved", of(move.model()) + "@" + move.alias(), body);
  }

  private static void with(SecurityEventBody body, String key, OptionalLong version) {
    if (version.isPresent()) {
      body.with(key, version.getAsLong());
    }
  }

  private static SecurityEventBody about(String model, long version) {
    return new SecurityEventBody().with("model", model).with("version", version);
  }

  private static String of(String model) {
    return "models:/" + model;
  }

  private static String of(String model, long version) {
    return of(model) + "/" + version;
  }

  private void add(String type, String subject, SecurityEventBody body) {
    Outbox.add(sql, new SecurityEvent(type, subject, actor, now, body.text()));
  }
}

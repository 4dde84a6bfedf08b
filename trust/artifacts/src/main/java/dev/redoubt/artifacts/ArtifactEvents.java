package dev.redoubt.artifacts;

import dev.redoubt.access.Caller;
import dev.redoubt.store.outbox.Outbox;
import dev.redoubt.store.outbox.SecurityEvent;
import dev.redoubt.store.outbox.SecurityEventBody;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Writes down what happens to artifacts. Subjects are homes and owners; paths may be somebody's
/// own words, and stand in the body, which can be erased.
final class ArtifactEvents {

  private ArtifactEvents() {}

  /// @param sql of the transaction in which it happens
  /// @param subject as `run/0123...` or `experiment/7`
  static int add(
      JdbcClient sql,
      Caller caller,
      Instant now,
      String type,
      String subject,
      SecurityEventBody body) {
    Outbox.add(
        sql, new SecurityEvent(type, "artifacts:/" + subject, caller.id(), now, body.text()));
    return 1;
  }
}

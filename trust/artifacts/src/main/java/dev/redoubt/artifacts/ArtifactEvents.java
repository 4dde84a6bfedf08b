package dev.redoubt.artifacts;

import dev.redoubt.access.Caller;
import dev.redoubt.store.outbox.Outbox;
import dev.redoubt.store.outbox.SecurityEvent;
import dev.redoubt.store.outbox.SecurityEventBody;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Records security events of artifacts. Subjects are artifact roots and key owners; a path may
/// contain personal data and is therefore part of the body, which can be erased.
final class ArtifactEvents {

  private ArtifactEvents() {}

  /// @param sql client of the transaction that makes the change
  /// @param subject for example `run/0123...` or `experiment/7`
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

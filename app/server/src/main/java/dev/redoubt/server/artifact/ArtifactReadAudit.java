package dev.redoubt.server.artifact;

import dev.redoubt.artifacts.ArtifactRoot;
import dev.redoubt.http.route.RouteRequest;
import dev.redoubt.server.stores.RegistryStores;
import dev.redoubt.store.outbox.Outbox;
import dev.redoubt.store.outbox.SecurityEvent;
import dev.redoubt.store.outbox.SecurityEventBody;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;

/// Records who reads model versions: one security event per reader, version and quarter of an hour,
/// before the first byte is sent. A model has many files, and a file is read in many ranges.
final class ArtifactReadAudit {

  static final Duration WINDOW = Duration.ofMinutes(15);

  /// Maximum number of remembered reads; beyond that, reads are recorded more often.
  private static final int MAX = 10_000;

  private record Reading(String who, String root) {}

  private final RegistryStores stores;
  private final Map<Reading, Instant> known =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Entry<Reading, Instant> eldest) {
          return size() > MAX;
        }
      };

  ArtifactReadAudit(RegistryStores stores) {
    this.stores = stores;
  }

  /// Records that the caller is about to read an artifact.
  void reading(RouteRequest request, ArtifactRoot root) {
    if (root instanceof ArtifactRoot.OfVersion version
        && isNew(request.principal().id(), version.id())) {
      SnapshotVersionResolver at = SnapshotVersionResolver.find(stores, request.caller(), version);
      SecurityEventBody body =
          new SecurityEventBody()
              .with("model", at.model())
              .with("version", at.number())
              .with("reader", request.principal().name());
      SecurityEvent event =
          new SecurityEvent(
              "version.read",
              "models:/" + at.model() + "/" + at.number(),
              request.principal().id(),
              stores.clock().instant(),
              body.text());
      stores
          .database()
          .write(
              sql -> {
                Outbox.add(sql, event);
                return true;
              });
      remember(request.principal().id(), version.id());
    }
  }

  private synchronized boolean isNew(String who, String root) {
    Instant last = known.get(new Reading(who, root));
    return last == null || last.plus(WINDOW).isBefore(stores.clock().instant());
  }

  private synchronized void remember(String who, String root) {
    known.put(new Reading(who, root), stores.clock().instant());
  }
}

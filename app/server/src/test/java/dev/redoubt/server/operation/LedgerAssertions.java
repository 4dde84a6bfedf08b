package dev.redoubt.server.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.ledger.AuditFinding;
import dev.redoubt.ledger.LedgerReader;
import dev.redoubt.ledger.ReceiptCheck;
import dev.redoubt.ledger.format.Checkpoint;
import dev.redoubt.ledger.format.Receipt;
import dev.redoubt.ledger.format.VerifierKey;
import dev.redoubt.testing.WaitUntil;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/// Verifies a server's ledger from its files, as an auditor would.
final class LedgerAssertions {

  private final LedgerReader reader;
  private final VerifierKey key;

  LedgerAssertions(Path folder) throws Exception {
    reader = LedgerReader.of(folder);
    key = Objects.requireNonNull(reader.publishedKey());
  }

  /// Every entry, every hash, every body and the signature are right.
  ///
  /// @return how many entries there are
  long isWhole() throws Exception {
    List<AuditFinding> findings = new ArrayList<>();
    var verification = reader.verify(key, true, findings::add);
    assertThat(findings).isEmpty();
    assertThat(verification.isIntact()).isTrue();
    assertThat(verification.bodies().absent()).isZero();
    return verification.entries();
  }

  /// Everything that happened to a version is recorded, and its proof verifies.
  void proves(TestMlflowClient client, String model, String version) throws Exception {
    JsonNode events = recorded(client, model, version);
    assertThat(events).isNotEmpty();
    for (JsonNode event : events) {
      long index = event.path("entry").asLong();
      Receipt receipt = Receipt.parse(client.proof(model, version, index));
      byte[] entry = reader.entry(index, Checkpoint.parse(receipt.checkpoint()).size());
      assertThat(ReceiptCheck.of(receipt, entry, key, List.of()))
          .isInstanceOf(ReceiptCheck.Proved.class);
    }
  }

  /// What happened, once all of it is in the ledger.
  private static JsonNode recorded(TestMlflowClient client, String model, String version)
      throws Exception {
    return WaitUntil.value(
        "all events in the ledger",
        () -> client.log(model, version),
        events -> events.values().stream().allMatch(each -> each.has("entry")));
  }
}

package dev.redoubt.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.ledger.format.Receipt;
import dev.redoubt.ledger.format.Sha256Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the code of `docs/ledger.md`, and holds the page to it.
class LedgerPageTest {

  private static final Path PAGE = Path.of("../../docs/ledger.md");
  private static final Path SELF = Path.of("src/test/java/dev/redoubt/ledger/LedgerPageTest.java");

  @TempDir private Path folder = Path.of("");

  @Test
  void code_works() throws IOException {
    List<AuditFinding> findings = new ArrayList<>();
    long index;

    KeyFileSigner signer = KeyFileSigner.generate(folder.resolve("audit.key"), "example.org/audit");
    try (Ledger ledger = Ledger.create(folder.resolve("audit"), signer)) {
      Sha256Digest body =
          ledger.store(new ByteArrayInputStream("why".getBytes(StandardCharsets.UTF_8)));
      RecordedEntry recorded =
          ledger.append(new LedgerEvent("model.approved", "alice", "model/credit/7", body));
      index = recorded.index();
    }

    LedgerReader reader = LedgerReader.of(folder.resolve("audit"));
    VerificationResult result =
        reader.verify(signer.verifierKey(), true, finding -> findings.add(finding));
    Receipt receipt = reader.receipt(index, reader.checkpoint());
    byte[] entry = Objects.requireNonNull(receipt.extra());
    ReceiptCheck check = ReceiptCheck.of(receipt, entry, signer.verifierKey(), List.of());

    assertThat(findings).isEmpty();
    assertThat(result.isIntact()).isTrue();
    assertThat(check).isInstanceOf(ReceiptCheck.Proved.class);
  }

  @Test
  void page_showsTheCodeThatRuns() throws IOException {
    String self = Files.readString(SELF).replaceAll("\\s+", "");
    Matcher code =
        Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
    int blocks = 0;
    while (code.find()) {
      blocks++;
      assertThat(self).contains(code.group(1).replaceAll("\\s+", ""));
    }
    assertThat(blocks).isEqualTo(2);
  }
}

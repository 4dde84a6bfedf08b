package dev.redoubt.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.ledger.format.Digest;
import dev.redoubt.ledger.format.Receipt;
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
    List<Finding> findings = new ArrayList<>();
    long index;

    KeyFileSigner signer = KeyFileSigner.generate(folder.resolve("audit.key"), "example.org/audit");
    try (Ledger ledger = Ledger.create(folder.resolve("audit"), signer)) {
      Digest body = ledger.store(new ByteArrayInputStream("why".getBytes(StandardCharsets.UTF_8)));
      Recorded recorded =
          ledger.append(new Event("model.approved", "alice", "model/credit/7", body));
      index = recorded.index();
    }

    LedgerReader reader = LedgerReader.of(folder.resolve("audit"));
    Verification result =
        reader.verify(signer.verifierKey(), true, finding -> findings.add(finding));
    Receipt receipt = reader.receipt(index, reader.checkpoint());
    byte[] entry = Objects.requireNonNull(receipt.extra());
    ReceiptCheck check = ReceiptCheck.of(receipt, entry, signer.verifierKey(), List.of());

    assertThat(findings).isEmpty();
    assertThat(result.holds()).isTrue();
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

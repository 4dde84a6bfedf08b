package dev.redoubt.admin.contract;

import dev.redoubt.scan.engine.RuleCatalog;
import dev.redoubt.testing.GoldenFile;
import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// What a scan can find, by the identifiers that reports and evidence have.
class ScanRulesTest {

  @Test
  void haveTheSameIds_verdictsAndSeverities() throws IOException {
    GoldenFile.check(
        "scan-rules.txt",
        RuleCatalog.all().stream()
            .map(
                each ->
                    "%s %s %s"
                        .formatted(each.id(), each.verdict(), each.severity())
                        .toLowerCase(Locale.ROOT))
            .toList());
  }
}

package dev.redoubt.admin.contract;

import dev.redoubt.scan.engine.RuleCatalog;
import dev.redoubt.testing.GoldenFile;
import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// Checks the ids of scan rules, which reports and evidence contain.
class ScanRulesTest {

  @Test
  void scanRulesHaveUnchangedIdsVerdictsAndSeverities() throws IOException {
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

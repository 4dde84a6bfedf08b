package dev.redoubt.ledger;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

/// Looks for input that makes a reader throw, hang, exhaust memory, or read two texts as one.
///
/// `JAZZER_FUZZ=1 ./mvnw test -pl trust/ledger -am -Dredoubt.tests=fuzz
/// -Dtest='LedgerFuzzTest#note' -Dsurefire.failIfNoSpecifiedTests=false` searches for the time that
/// each test names. What it finds is put into the folder of seeds, which [FuzzSeedsTest] reads in
/// every build.
@Tag("fuzz")
class LedgerFuzzTest {

  @FuzzTest(maxDuration = "10m")
  void note(byte[] bytes) {
    FuzzTarget.NOTE.read(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void checkpoint(byte[] bytes) {
    FuzzTarget.CHECKPOINT.read(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void key(byte[] bytes) {
    FuzzTarget.KEY.read(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void entry(byte[] bytes) {
    FuzzTarget.ENTRY.read(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void bundle(byte[] bytes) {
    FuzzTarget.BUNDLE.read(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void receipt(byte[] bytes) {
    FuzzTarget.RECEIPT.read(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void tile(byte[] bytes) {
    FuzzTarget.TILE.read(bytes);
  }
}

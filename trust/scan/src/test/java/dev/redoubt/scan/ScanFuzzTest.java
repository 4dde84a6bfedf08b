package dev.redoubt.scan;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

/// Searches for input that makes the scanner throw, hang or exhaust memory.
///
/// `JAZZER_FUZZ=1 ./mvnw test -pl trust/scan -am -Dredoubt.tests=fuzz -Dtest='ScanFuzzTest#zip'
/// -Dsurefire.failIfNoSpecifiedTests=false` searches for ten minutes.
@Tag("fuzz")
class ScanFuzzTest {

  @FuzzTest(maxDuration = "10m")
  void scanner(byte[] bytes) {
    FuzzTarget.SCANNER.scan(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void zip(byte[] bytes) {
    FuzzTarget.ZIP.scan(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void zipDirectory(byte[] bytes) {
    FuzzTarget.ZIP_DIRECTORY.scan(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void tar(byte[] bytes) {
    FuzzTarget.TAR.scan(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void npy(byte[] bytes) {
    FuzzTarget.NPY.scan(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void packed(byte[] bytes) {
    FuzzTarget.PACKED.scan(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void skops(byte[] bytes) {
    FuzzTarget.SKOPS.scan(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void boosting(byte[] bytes) {
    FuzzTarget.BOOSTING.scan(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void torchScript(byte[] bytes) {
    FuzzTarget.TORCHSCRIPT.scan(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void requirements(byte[] bytes) {
    FuzzTarget.REQUIREMENTS.scan(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void conda(byte[] bytes) {
    FuzzTarget.CONDA.scan(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void pyproject(byte[] bytes) {
    FuzzTarget.PYPROJECT.scan(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void setupConfig(byte[] bytes) {
    FuzzTarget.SETUP_CONFIG.scan(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void triton(byte[] bytes) {
    FuzzTarget.TRITON.scan(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void spacy(byte[] bytes) {
    FuzzTarget.SPACY.scan(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void mlmodel(byte[] bytes) {
    FuzzTarget.MLMODEL.scan(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void loaders(byte[] bytes) {
    FuzzTarget.LOADERS.scan(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void bundle(byte[] bytes) {
    FuzzTarget.BUNDLE.scan(bytes);
  }
}

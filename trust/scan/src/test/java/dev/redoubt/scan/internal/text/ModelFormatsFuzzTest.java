package dev.redoubt.scan.internal.text;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

/// Searches for input that makes a reader throw, hang or exhaust memory.
///
/// `JAZZER_FUZZ=1 ./mvnw test -pl trust/scan -am -Dredoubt.tests=fuzz
/// -Dtest='ModelFormatsFuzzTest#hdf5' -Dsurefire.failIfNoSpecifiedTests=false` searches for ten
/// minutes.
@Tag("fuzz")
class ModelFormatsFuzzTest {

  @FuzzTest(maxDuration = "10m")
  void hdf5(byte[] bytes) {
    FuzzTarget.HDF5.read(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void gguf(byte[] bytes) {
    FuzzTarget.GGUF.read(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void safetensors(byte[] bytes) {
    FuzzTarget.SAFETENSORS.read(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void protobuf(byte[] bytes) {
    FuzzTarget.PROTOBUF.read(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void xml(byte[] bytes) {
    FuzzTarget.XML.read(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void json(byte[] bytes) {
    FuzzTarget.JSON.read(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void text(byte[] bytes) {
    FuzzTarget.TEXT.read(bytes);
  }
}

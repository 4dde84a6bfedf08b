package dev.redoubt.artifacts;

import dev.redoubt.access.ErrorCode;
import dev.redoubt.access.RequestRefusedException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/// Fuzz target with the invariants of every input: it is refused with a readable message, or parsed
/// to a value that formats to the same text and stays below any folder.
enum ArtifactFuzzTarget {
  PATH {
    @Override
    void attempt(String text) {
      check(new ArtifactPath(text), text);
    }
  },
  LOCATION {
    @Override
    void attempt(String text) {
      ArtifactLocation location = ArtifactLocation.parse(text);
      require(location.text().equals(text), "the same text again");
      require(ArtifactLocation.parse(location.text()).equals(location), "the same location again");
      check(location.path(), location.path().text());
    }
  };

  abstract void attempt(String text);

  /// Parses the bytes and checks the result.
  void read(byte[] bytes) {
    try {
      attempt(new String(bytes, StandardCharsets.UTF_8));
    } catch (RequestRefusedException refused) {
      require(refused.problem() == ErrorCode.INVALID_PARAMETER_VALUE, "the parameter's fault");
      require(String.valueOf(refused.getMessage()).length() < 1000, "a short message");
    }
  }

  /// As a client that creates a file from it below a folder of its own.
  private static void check(ArtifactPath path, String text) {
    require(path.text().equals(text), "the same text");
    Path folder = Path.of("/srv/folder");
    Path file = folder.resolve(text).normalize();
    require(file.startsWith(folder), "a place below the folder");
    require(path.isRoot() || !file.equals(folder), "a place that is not the folder");
    require(
        path.folders().stream().allMatch(each -> text.startsWith(each.text() + "/")), "folders");
    require(path.isRoot() || text.endsWith(path.name()), "its name");
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    byte[] end = ArtifactPath.ROOT.end().getBytes(StandardCharsets.UTF_8);
    require(Arrays.compareUnsigned(bytes, end) < 0, "a place in the listing of the top");
  }

  /// Folder of seeds, where the fuzzer looks for them and stores its findings.
  String seeds() {
    return "ArtifactFuzzTestInputs/" + name().toLowerCase(Locale.ROOT);
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError("there must be " + what);
    }
  }
}

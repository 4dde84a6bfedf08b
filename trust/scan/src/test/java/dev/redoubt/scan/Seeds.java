package dev.redoubt.scan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The files that a fuzzer begins with, where Jazzer looks for them.
public final class Seeds {

  private Seeds() {}

  /// Reads all of them, in the order of their names.
  ///
  /// @param test the class of the fuzz test
  /// @param method its method
  public static List<byte[]> of(Class<?> test, String method) {
    URL folder = test.getResource(test.getSimpleName() + "Inputs/" + method);
    if (folder == null) {
      throw new AssertionError("no seeds for " + test.getSimpleName() + "#" + method);
    }
    try (Stream<Path> list = Files.list(Path.of(folder.toURI()))) {
      List<byte[]> seeds = new ArrayList<>();
      for (Path seed : list.sorted().toList()) {
        seeds.add(Files.readAllBytes(seed));
      }
      return seeds;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (URISyntaxException broken) {
      throw new AssertionError(broken);
    }
  }
}

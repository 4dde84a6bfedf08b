package dev.redoubt.documents;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A checkout with a copy of the launcher that runs the classes of this build. Maven packages the
/// real jars after the tests, so the jars here only refer to the class path of the test.
///
/// @param root of the checkout
record Launcher(Path root) {

  static Launcher in(Path root) throws IOException {
    Path lib = Files.createDirectories(root.resolve("app/admin/target/lib"));
    Files.copy(Repository.ROOT.resolve("redoubt"), root.resolve("redoubt"));
    for (String jar : new String[] {"redoubt-admin.jar", "redoubt-cli-0.jar"}) {
      writeJar(lib.resolve(jar));
    }
    return new Launcher(root);
  }

  private static void writeJar(Path jar) throws IOException {
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.endsWith("test-classes"))
            .map(entry -> Path.of(entry).toUri().toString())
            .collect(Collectors.joining(" "));
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
    try (OutputStream out = Files.newOutputStream(jar)) {
      new JarOutputStream(out, manifest).close();
    }
  }

  /// Prepares a folder with the launcher, the Maven wrapper and a copy of the samples.
  Path folder(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.createSymbolicLink(folder.resolve("redoubt"), root.resolve("redoubt"));
    Files.createSymbolicLink(folder.resolve("mvnw"), Repository.ROOT.resolve("mvnw"));
    Path samples = Repository.ROOT.resolve("samples");
    try (Stream<Path> all = Files.walk(samples)) {
      for (Path each : (Iterable<Path>) all::iterator) {
        Files.copy(each, folder.resolve("samples").resolve(samples.relativize(each).toString()));
      }
    }
    return folder;
  }
}

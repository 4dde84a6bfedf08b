import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/// Builds the distributions from the jars of a finished build: for the platform that it runs on, with
/// a trimmed runtime and AOT caches, and a portable one that needs a JDK 25. The profile
/// `distribution` runs it, see docs/installation.md.
///
///     java -cp 'app/admin/target/lib/*' build/distribution/BuildDistribution.java OUTPUT VERSION TIME [no-aot]
///
/// Needs a JDK with `jlink` and `jdeps`. TIME becomes the time of all files: the AOT caches are valid
/// only for jars and runtimes with the times that they were made with.
final class BuildDistribution {

  /// Modules that no class file refers to: they are found at run time.
  private static final List<String> RUNTIME_MODULES =
      List.of(
          "jdk.crypto.cryptoki", // keys in a PKCS#11 token
          "jdk.management", // metrics of the server
          "jdk.naming.dns", // names of hosts, for the sign-in to Azure
          "java.security.jgss"); // proxies that ask for a ticket

  /// As in the launcher `redoubt`.
  private static final List<String> JVM =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xss8m",
          "-XX:-UsePerfData",
          "--sun-misc-unsafe-memory-access=allow");

  private static final List<String> SERVING =
      List.of("--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=4");

  private final Path root = Path.of("").toAbsolutePath();
  private final Path jars = root.resolve("app/admin/target/lib");
  private final Path output;
  private final String version;
  private final FileTime time;
  private final boolean aot;

  private BuildDistribution(String[] arguments) {
    output = Path.of(arguments[0]).toAbsolutePath();
    version = arguments[1];
    time = FileTime.from(Instant.parse(arguments[2]));
    aot = !Arrays.asList(arguments).contains("no-aot");
  }

  public static void main(String[] arguments) throws Exception {
    new BuildDistribution(arguments).build();
  }

  private void build() throws Exception {
    delete(output);
    // Jib refuses a module without a folder of classes, and this one has none.
    Files.createDirectories(output.resolveSibling("classes"));
    Path portable = output.resolve("tree/redoubt-" + version);
    Path native_ = output.resolve("tree/redoubt-" + version + "-" + platform());
    layOut(portable);
    copy(root.resolve("build/download-jdk.sh"), portable.resolve("lib/download-jdk.sh"));
    Archives.zip(portable, output.resolve("redoubt-" + version + "-portable.zip"), time);

    layOut(native_);
    linkRuntime(native_.resolve("runtime"));
    addRuntimeToBom(native_);
    setTimes(native_);
    if (aot) {
      train(native_);
      setTimes(native_);
    }
    String name = native_.getFileName().toString();
    Archives.tarGzip(native_, output.resolve(name + ".tar.gz"), time);
    Archives.zip(native_, output.resolve(name + ".zip"), time);
    layOutImage(native_);
  }

  /// In the words of Adoptium's file names.
  private static String platform() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch");
    return (system.startsWith("mac") ? "mac" : system.startsWith("windows") ? "windows" : "linux")
        + "-"
        + switch (machine) {
          case "amd64", "x86_64" -> "x64";
          default -> machine;
        };
  }

  private void layOut(Path tree) throws IOException {
    copyAll(root.resolve("app/distribution/src/main/dist"), tree);
    copyAll(jars, tree.resolve("lib"));
    copy(root.resolve("LICENSE"), tree.resolve("LICENSE"));
    Path share = tree.resolve("share");
    copyAll(root.resolve("app/distribution/src/main/compose"), share.resolve("compose"));
    copyAll(root.resolve("docs/schemas"), share.resolve("schemas"));
    Path bom = root.resolve("app/admin/target/redoubt.cdx.json");
    if (Files.exists(bom)) {
      copy(bom, share.resolve("redoubt.cdx.json"));
    } else {
      System.err.println("no SBOM: the build ran with -o or -Dcyclonedx.skip");
    }
    ManualPages.write(share.resolve("man/man1"), version, time.toInstant());
    for (String shell : List.of("bash", "zsh", "fish")) {
      Path file = Files.createDirectories(share.resolve("completions")).resolve("redoubt." + shell);
      StringWriter script = new StringWriter();
      ManualPages.run(new PrintWriter(script), "completion", shell);
      Files.writeString(file, script.toString());
    }
    executable(tree.resolve("bin/redoubt"));
    setTimes(tree);
  }

  private void linkRuntime(Path runtime) throws IOException {
    String modules = String.join(",", modules());
    System.err.println("modules of the runtime: " + modules);
    run(
        "jlink",
        "--add-modules",
        modules,
        "--strip-java-debug-attributes",
        "--no-header-files",
        "--no-man-pages",
        "--compress",
        "zip-6",
        "--output",
        runtime.toString());
  }

  /// The jars are the same on all platforms, the runtime is not: the SBOM of this platform lists
  /// both, and is also a file of the release.
  private void addRuntimeToBom(Path tree) throws IOException {
    Path bom = tree.resolve("share/redoubt.cdx.json");
    if (Files.exists(bom)) {
      RuntimeBom.add(bom, tree.resolve("runtime"), platform());
      copy(bom, output.resolve(tree.getFileName() + ".cdx.json"));
    }
  }

  /// What the jars refer to, each looked at alone and without its module descriptor: descriptors
  /// name modules that are only jars here, which `jdeps` would demand.
  private TreeSet<String> modules() throws IOException {
    TreeSet<String> modules = new TreeSet<>(RUNTIME_MODULES);
    Path copy = Files.createTempFile("redoubt", ".jar");
    for (Path jar : list(jars)) {
      copyWithoutDescriptors(jar, copy);
      String summary =
          run(
              "jdeps",
              "--ignore-missing-deps",
              "--multi-release",
              "25",
              "-summary",
              copy.toString());
      summary
          .lines()
          .map(line -> line.substring(line.lastIndexOf(' ') + 1))
          .filter(module -> module.startsWith("java.") || module.startsWith("jdk."))
          .filter(module -> !module.contains("internal"))
          .forEach(modules::add);
    }
    Files.delete(copy);
    return modules;
  }

  private static void copyWithoutDescriptors(Path jar, Path copy) throws IOException {
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(jar));
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(copy))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        String name = entry.getName();
        boolean wanted = name.endsWith(".class") || name.equals("META-INF/MANIFEST.MF");
        if (wanted && !name.endsWith("module-info.class")) {
          out.putNextEntry(new ZipEntry(name));
          in.transferTo(out);
        }
      }
    }
  }

  private static String run(String tool, String... arguments) {
    StringWriter out = new StringWriter();
    int code =
        ToolProvider.findFirst(tool)
            .orElseThrow()
            .run(new PrintWriter(out), new PrintWriter(out), arguments);
    if (code != 0) {
      throw new IllegalStateException(tool + " failed: " + out);
    }
    return out.toString();
  }

  private void train(Path tree) throws IOException, InterruptedException {
    Path caches = Files.createDirectories(tree.resolve("aot"));
    List<String> samples = new ArrayList<>();
    for (Path each : list(root.resolve("samples"))) {
      if (Files.isDirectory(each)) {
        samples.add("samples/" + each.getFileName());
      }
    }
    Path cli =
        list(tree.resolve("lib")).stream()
            .filter(each -> each.getFileName().toString().startsWith("redoubt-cli-"))
            .findFirst()
            .orElseThrow();
    train(
        tree,
        caches.resolve("redoubt.aot"),
        List.of(),
        cli,
        "dev.redoubt.cli.AotTraining",
        samples);
    train(
        tree,
        caches.resolve("redoubt-server.aot"),
        SERVING,
        tree.resolve("lib/redoubt-admin.jar"),
        "dev.redoubt.admin.ServerAotTraining",
        List.of());
  }

  private void train(
      Path tree, Path cache, List<String> options, Path jar, String main, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(tree.resolve("runtime/bin/java").toString());
    command.add("-XX:AOTCacheOutput=" + cache);
    command.addAll(JVM);
    command.addAll(options);
    command.addAll(List.of("-cp", jar.toString(), main));
    command.addAll(arguments);
    Path log = output.resolve(cache.getFileName() + ".log");
    Process training =
        new ProcessBuilder(command)
            .directory(root.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    training.getOutputStream().close();
    training.waitFor();
    if (!Files.isRegularFile(cache)) {
      throw new IllegalStateException("no AOT cache was made, see " + log);
    }
  }

  /// What the container image adds to its base; the image has no shell and so no launcher.
  private void layOutImage(Path tree) throws IOException {
    Path image = output.resolve("image");
    Path home = image.resolve("opt/redoubt");
    for (String each : List.of("lib", "runtime", "aot", "LICENSE")) {
      Path from = tree.resolve(each);
      if (Files.exists(from)) {
        copyAll(from, home.resolve(each));
      }
    }
    copy(tree.resolve("share/redoubt.cdx.json"), home.resolve("redoubt.cdx.json"));
    Files.createDirectories(image.resolve("work"));
    Files.createDirectories(image.resolve("var/lib/redoubt"));
    setTimes(image);
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted().toList();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    if (Files.exists(from)) {
      Files.createDirectories(to.getParent());
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  private static void copyAll(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : (Iterable<Path>) all::iterator) {
        if (!Files.isDirectory(each)) {
          copy(each, to.resolve(from.relativize(each).toString()));
        }
      }
    }
  }

  private static void executable(Path file) throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  private void setTimes(Path tree) throws IOException {
    try (Stream<Path> all = Files.walk(tree)) {
      for (Path each : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
        if (!Files.isSymbolicLink(each)) {
          Files.setLastModifiedTime(each, time);
        }
      }
    }
  }

  private static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    try (Stream<Path> all = Files.walk(tree)) {
      for (Path each : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
        Files.delete(each);
      }
    }
  }
}

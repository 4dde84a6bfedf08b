import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/// Rewrites the class files of jars that are older than Java 6 as those of Java 8, with stack maps.
///
/// The JVM keeps no older class in its AOT cache ("old class has been linked"), and verifies it
/// with its slow old verifier. picocli is compiled for Java 5; parsing it anew in each run costs a
/// third of the time that `redoubt --help` takes.
///
/// Run by the build on the JDK 25 of its toolchain: `ModernClassFiles.java JAR...`. Instructions
/// stay as they are; a class that would not pass verification fails the build.
final class ModernClassFiles {

  private static final int FIRST_WITH_STACK_MAPS = ClassFile.JAVA_6_VERSION;

  private final ClassFile context;

  private ModernClassFiles(URL jar) {
    ClassLoader loader = new URLClassLoader(new URL[] {jar}, ClassLoader.getPlatformClassLoader());
    this.context =
        ClassFile.of(
            StackMapsOption.GENERATE_STACK_MAPS,
            ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(loader)
                    .orElse(ClassHierarchyResolver.defaultResolver())));
  }

  public static void main(String[] jars) throws IOException {
    for (String jar : jars) {
      Path file = Path.of(jar);
      URI uri = file.toUri();
      new ModernClassFiles(uri.toURL()).rewrite(file);
    }
  }

  private void rewrite(Path file) throws IOException {
    Path made = file.resolveSibling(file.getFileName() + ".new");
    try (JarFile in = new JarFile(file.toFile());
        OutputStream raw = Files.newOutputStream(made);
        JarOutputStream out = new JarOutputStream(raw)) {
      for (JarEntry entry : Collections.list(in.entries())) {
        byte[] bytes = in.getInputStream(entry).readAllBytes();
        JarEntry copy = new JarEntry(entry.getName());
        copy.setTime(entry.getTime());
        out.putNextEntry(copy);
        out.write(entry.getName().endsWith(".class") ? modern(bytes) : bytes);
        out.closeEntry();
      }
    }
    Files.move(made, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private byte[] modern(byte[] bytes) {
    ClassModel old = context.parse(bytes);
    if (old.majorVersion() >= FIRST_WITH_STACK_MAPS) {
      return bytes;
    }
    byte[] made =
        context.build(
            old.thisClass().asSymbol(),
            builder -> {
              old.forEach(
                  element -> {
                    switch (element) {
                      case MethodModel method ->
                          builder.transformMethod(
                              method, MethodTransform.transformingCode(CodeTransform.ACCEPT_ALL));
                      case ClassFileVersion _ -> {}
                      default -> builder.with(element);
                    }
                  });
              builder.withVersion(ClassFile.JAVA_8_VERSION, 0);
            });
    for (VerifyError error : context.verify(made)) {
      throw error;
    }
    return made;
  }
}

package dev.redoubt.signing.internal;

import dev.redoubt.signing.refusal.RefusalReason;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Lists the files of a model: section 6.1 of OpenSSF Model Signing 1.0.
///
/// Names in a signature are never used as paths; the existing files are listed and compared with
/// the signature.
public final class ModelFiles {

  /// A signature of more files would be larger than verifiers accept.
  private static final int MAX_FILES = 400_000;

  private final Path model;
  private final Set<String> ignored;
  private final boolean allowSymlinks;
  private final boolean leaveRecord;
  private final List<ModelFile> files = new ArrayList<>();
  private final Set<String> left = new TreeSet<>();
  private final List<RefusalReason> problems = new ArrayList<>();
  private final Deque<Folder> folders = new ArrayDeque<>();

  private record Folder(Path path, String prefix) {}

  private ModelFiles(Path model, Set<String> ignored, boolean allowSymlinks, boolean leaveRecord) {
    this.model = model;
    this.ignored = ignored;
    this.allowSymlinks = allowSymlinks;
    this.leaveRecord = leaveRecord;
  }

  /// The content of a model.
  ///
  /// @param name of the model
  /// @param isSingleFile whether the model is a single file, which is then named `.`
  /// @param files in no particular order
  /// @param left existing paths that were left out; a folder includes all its content
  /// @param problems entries that cannot be part of a model
  public record Listing(
      String name,
      boolean isSingleFile,
      List<ModelFile> files,
      Set<String> left,
      List<RefusalReason> problems) {}

  /// Lists the files of a model.
  ///
  /// @param ignored paths relative to the model; a folder includes all its content
  /// @param leaveRecord whether a [MlflowDownloadRecord] is ignored
  public static Listing list(
      Path model, Set<String> ignored, boolean allowSymlinks, boolean leaveRecord) {
    ModelFiles walk = new ModelFiles(model, ignored, allowSymlinks, leaveRecord);
    return walk.list();
  }

  private Listing list() {
    String name = "model";
    boolean single = false;
    try {
      Path real = model.toRealPath();
      String given = ResourcePaths.name(model.toAbsolutePath().normalize());
      name = given == null || given.isEmpty() ? name : given;
      BasicFileAttributes attributes = Files.readAttributes(real, BasicFileAttributes.class);
      single = attributes.isRegularFile();
      if (single) {
        files.add(ModelFile.of(real, ResourcePaths.SINGLE_FILE, attributes));
      } else if (attributes.isDirectory()) {
        folders.push(new Folder(real, ""));
        walk();
      } else {
        problems.add(RefusalReason.of("`" + model + "` is neither a file nor a folder"));
      }
    } catch (IOException e) {
      problems.add(RefusalReason.of("`" + model + "` cannot be read: " + words(e)));
    }
    return new Listing(name, single, files, left, problems);
  }

  private void walk() {
    while (!folders.isEmpty() && files.size() <= MAX_FILES) {
      Folder folder = folders.pop();
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder.path)) {
        for (Path entry : entries) {
          entry(entry, folder.prefix);
        }
      } catch (IOException e) {
        problems.add(
            new RefusalReason(shown(folder.prefix), "the folder cannot be read: " + words(e)));
      } catch (DirectoryIteratorException e) {
        problems.add(
            new RefusalReason(
                shown(folder.prefix),
                "the folder cannot be read: " + words(new IOException(e.getMessage(), e))));
      }
    }
    if (files.size() > MAX_FILES) {
      problems.add(RefusalReason.of("the model has more than " + MAX_FILES + " files"));
    }
  }

  private static String shown(String prefix) {
    return prefix.isEmpty() ? "." : prefix;
  }

  private void entry(Path path, String prefix) {
    String last = ResourcePaths.name(path);
    if (last == null) {
      problems.add(new RefusalReason(prefix + path.getFileName(), "the name is not UTF-8"));
      return;
    }
    String name = prefix + last;
    if (ignored.contains(name)) {
      left.add(name);
      return;
    }
    String problem = ResourcePaths.problem(name);
    if (problem != null) {
      problems.add(new RefusalReason(QuotedText.shown(name), problem));
      return;
    }
    try {
      if (leaveRecord
          && name.equals(MlflowDownloadRecord.NAME)
          && MlflowDownloadRecord.isAt(path)) {
        left.add(name);
      } else {
        attributed(path, name);
      }
    } catch (IOException e) {
      problems.add(new RefusalReason(QuotedText.shown(name), "cannot be read: " + words(e)));
    }
  }

  private void attributed(Path path, String name) throws IOException {
    BasicFileAttributes attributes =
        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (attributes.isSymbolicLink()) {
      link(path, name);
    } else if (attributes.isDirectory()) {
      folders.push(new Folder(path, name + "/"));
    } else if (attributes.isRegularFile()) {
      files.add(ModelFile.of(path, name, attributes));
    } else {
      problems.add(new RefusalReason(QuotedText.shown(name), "is neither a file nor a folder"));
    }
  }

  /// Links to folders are never followed: the reference implementation does not sign their content.
  private void link(Path path, String name) throws IOException {
    if (!allowSymlinks) {
      problems.add(
          new RefusalReason(QuotedText.shown(name), "is a symbolic link, which is not allowed"));
      return;
    }
    BasicFileAttributes target = Files.readAttributes(path, BasicFileAttributes.class);
    if (target.isRegularFile()) {
      files.add(ModelFile.of(path, name, target));
    } else {
      problems.add(
          new RefusalReason(
              QuotedText.shown(name),
              "is a symbolic link that does not lead to a file; such links are not" + " followed"));
    }
  }

  static String words(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "no such file or folder";
      case AccessDeniedException _ -> "permission denied";
      default -> e.getMessage() == null ? "input/output error" : e.getMessage();
    };
  }
}

package dev.redoubt.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevTree;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/// The commit that is checked out, and the files that differ from it.
///
/// Files are compared byte by byte with the commit, not with the index, and without the filters of
/// the repository, which could run programs. A file that a filter changes, such as one with other
/// line ends, counts as different.
///
/// @param commit the id of the commit, in hexadecimal
/// @param differing the files that differ from the commit or are not in it, in their order
public record GitRevision(String commit, List<Path> differing) {

  /// A larger file is no source text.
  private static final long MAX_BYTES = 64 << 20;

  public GitRevision {
    differing = List.copyOf(differing);
  }

  /// The revision of files.
  ///
  /// @return null if a file is in no repository, if the files are in several ones, or if the
  ///   repository has no commit or cannot be read
  public static @Nullable GitRevision of(Collection<Path> files) {
    IsolatedGitSystem.install();
    Map<Path, Path> real = new TreeMap<>();
    Path gitFolder = null;
    try {
      for (Path file : files) {
        Path path = file.toRealPath();
        Path found = gitFolder(path);
        if (found == null || (gitFolder != null && !gitFolder.equals(found))) {
          return null;
        }
        gitFolder = found;
        real.put(file, path);
      }
      return gitFolder == null ? null : compared(gitFolder, real);
    } catch (IOException | RuntimeException _) {
      // JGit also throws unchecked exceptions for damaged repositories
      return null;
    }
  }

  private static @Nullable Path gitFolder(Path file) {
    FileRepositoryBuilder builder = new FileRepositoryBuilder().findGitDir(file.toFile());
    return builder.getGitDir() == null ? null : builder.getGitDir().toPath();
  }

  private static @Nullable GitRevision compared(Path gitFolder, Map<Path, Path> files)
      throws IOException {
    FileRepositoryBuilder builder = new FileRepositoryBuilder().setGitDir(gitFolder.toFile());
    try (Repository repository = builder.setMustExist(true).build();
        RevWalk walk = new RevWalk(repository)) {
      ObjectId head = repository.resolve(Constants.HEAD);
      if (head == null || repository.isBare()) {
        return null;
      }
      RevTree tree = walk.parseCommit(head).getTree();
      Path root = repository.getWorkTree().toPath().toRealPath();
      List<Path> differing = new ArrayList<>();
      for (Map.Entry<Path, Path> file : files.entrySet()) {
        if (!isSame(repository, tree, root, file.getValue())) {
          differing.add(file.getKey());
        }
      }
      return new GitRevision(head.name(), differing);
    }
  }

  private static boolean isSame(Repository repository, RevTree tree, Path root, Path file)
      throws IOException {
    if (!file.startsWith(root) || Files.size(file) > MAX_BYTES) {
      return false;
    }
    String path =
        root.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
    try (TreeWalk found = TreeWalk.forPath(repository, path, tree);
        ObjectInserter.Formatter formatter = new ObjectInserter.Formatter()) {
      return found != null
          && formatter
              .idFor(Constants.OBJ_BLOB, Files.readAllBytes(file))
              .equals(found.getObjectId(0));
    }
  }
}

package dev.redoubt.signing;

import dev.redoubt.signing.digest.HashProgress;
import dev.redoubt.signing.internal.ResourcePaths;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Selects which files of a model are hashed, and how many threads hash them.
///
/// @param ignorePaths paths to leave out, relative to the model with `/`; a folder includes all its
///   content
/// @param ignoreGitPaths whether to leave out the files of Git at the top of the model, as the
///   specification requires
/// @param ignoreDownloadRecord whether to leave out `registered_model_meta` at the top of the
///   model, which MLflow adds to a downloaded model, if it only contains the name and the version
/// @param allowSymlinks whether to follow links to files
/// @param threads number of threads that hash files, at least 1
/// @param progress receives the progress
public record HashScope(
    List<String> ignorePaths,
    boolean ignoreGitPaths,
    boolean ignoreDownloadRecord,
    boolean allowSymlinks,
    int threads,
    HashProgress progress) {

  /// Section 6.2 of OpenSSF Model Signing 1.0.
  public static final List<String> GIT_PATHS =
      List.of(".git", ".gitattributes", ".github", ".gitignore");

  /// Nothing but Git's paths and MLflow's record is left out, links are refused, all processors
  /// work.
  public static final HashScope DEFAULT =
      new HashScope(
          List.of(),
          true,
          true,
          false,
          Runtime.getRuntime().availableProcessors(),
          HashProgress.NONE);

  public HashScope {
    ignorePaths = List.copyOf(ignorePaths);
    if (threads < 1) {
      throw new IllegalArgumentException("the number of threads must be at least 1");
    }
    for (String path : ignorePaths) {
      String problem = ResourcePaths.problem(path);
      if (problem != null) {
        throw new IllegalArgumentException("cannot ignore `" + path + "`: " + problem);
      }
    }
  }

  /// Returns a scope that leaves out more paths.
  public HashScope ignoring(List<String> more) {
    List<String> all = new ArrayList<>(ignorePaths);
    all.addAll(more);
    return new HashScope(
        all, ignoreGitPaths, ignoreDownloadRecord, allowSymlinks, threads, progress);
  }

  /// Returns a scope that reports its progress.
  public HashScope reportingTo(HashProgress listener) {
    return new HashScope(
        ignorePaths, ignoreGitPaths, ignoreDownloadRecord, allowSymlinks, threads, listener);
  }

  /// Returns a scope that follows links to files or not.
  public HashScope withSymlinks(boolean allowed) {
    return new HashScope(
        ignorePaths, ignoreGitPaths, ignoreDownloadRecord, allowed, threads, progress);
  }

  /// All that is left out, sorted.
  List<String> allIgnored() {
    TreeSet<String> all = new TreeSet<>(CodePointOrder.INSTANCE);
    all.addAll(ignorePaths);
    if (ignoreGitPaths) {
      all.addAll(GIT_PATHS);
    }
    return List.copyOf(all);
  }
}

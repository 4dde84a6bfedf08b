package dev.redoubt.signing;

import dev.redoubt.signing.digest.HashProgress;
import dev.redoubt.signing.internal.ResourcePaths;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// What of a model is hashed, and how hard.
///
/// @param ignorePaths what to leave out, relative to the model with `/`; a folder stands for all in
///   it
/// @param ignoreGitPaths whether to leave out what belongs to Git at the top of the model, as the
///   specification asks for
/// @param ignoreDownloadRecord whether to leave out `registered_model_meta` at the top of the
///   model, which MLflow adds when it downloads one, if it has nothing but the name and the version
/// @param allowSymlinks whether to follow links to files
/// @param threads how many files are hashed at once, at least 1
/// @param progress is told how far it is
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

  /// The same, leaving out more.
  public HashScope ignoring(List<String> more) {
    List<String> all = new ArrayList<>(ignorePaths);
    all.addAll(more);
    return new HashScope(
        all, ignoreGitPaths, ignoreDownloadRecord, allowSymlinks, threads, progress);
  }

  /// The same, telling somebody how far it is.
  public HashScope reportingTo(HashProgress listener) {
    return new HashScope(
        ignorePaths, ignoreGitPaths, ignoreDownloadRecord, allowSymlinks, threads, listener);
  }

  /// The same, following links to files or not.
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

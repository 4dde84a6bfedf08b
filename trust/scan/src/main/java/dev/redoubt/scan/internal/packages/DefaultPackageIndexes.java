package dev.redoubt.scan.internal.packages;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// The default indexes of installers, and their names. Sources: pip's, uv's and conda's pages of
/// their configuration.
final class DefaultPackageIndexes {

  private static final Set<String> INDEXES =
      Set.of(
          "https://pypi.org/simple",
          "https://pypi.org/simple/",
          "https://pypi.python.org/simple",
          "https://pypi.python.org/simple/",
          "https://pypi.org/pypi",
          "https://pypi.org/pypi/");

  private static final String FILES = "https://files.pythonhosted.org/";

  /// Channels on conda's own servers whose owner is a well-known project; anybody may create a
  /// channel.
  private static final Set<String> CHANNELS =
      Set.of(
          "anaconda",
          "bioconda",
          "conda-forge",
          "defaults",
          "fastai",
          "free",
          "huggingface",
          "intel",
          "main",
          "msys2",
          "nodefaults",
          "nvidia",
          "pkgs/free",
          "pkgs/main",
          "pkgs/msys2",
          "pkgs/pro",
          "pkgs/r",
          "pytorch",
          "pytorch-nightly",
          "r",
          "rapidsai",
          "rapidsai-nightly");

  /// Servers of conda, before the name of a channel.
  private static final Pattern CONDA_SERVER =
      Pattern.compile(
          "https://(?:conda\\.anaconda\\.org|repo\\.anaconda\\.com|repo\\.continuum\\.io"
              + "|prefix\\.dev)/");

  private static final Pattern PLATFORM = Pattern.compile("/(?:noarch|(?:linux|osx|win)-\\w+)/?$");

  private DefaultPackageIndexes() {}

  static boolean isDefaultIndex(String url) {
    return INDEXES.contains(url.strip());
  }

  /// Whether a URL is on the server that stores the files of the default index.
  static boolean isDefaultFile(String url) {
    return url.startsWith(FILES) && !url.contains("..");
  }

  /// Whether a URL is a package of a known channel.
  static boolean isCondaFile(String url) {
    return CONDA_SERVER.matcher(url).lookingAt()
        && !url.contains("..")
        && isKnownChannel(url.substring(0, url.lastIndexOf('/')));
  }

  static boolean isKnownChannel(String written) {
    String channel = written.strip();
    var server = CONDA_SERVER.matcher(channel);
    if (server.lookingAt()) {
      channel = channel.substring(server.end());
    }
    String name = PLATFORM.matcher(channel).replaceFirst("").replaceFirst("/label/\\w+$", "");
    return CHANNELS.contains(name.replaceFirst("/$", "").toLowerCase(Locale.ROOT));
  }
}

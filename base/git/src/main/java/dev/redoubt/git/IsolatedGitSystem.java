package dev.redoubt.git;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/// A system without Git settings of the machine or of the user. To find those, JGit would run the
/// program `git`.
final class IsolatedGitSystem extends SystemReader.Delegate {

  /// The resolution of the coarsest file systems, so that a time stamp is never trusted too much.
  private static final String RESOLUTION = "2 seconds";

  private IsolatedGitSystem(SystemReader system) {
    super(system);
  }

  /// Makes this the system of JGit in this process.
  static void install() {
    if (!(SystemReader.getInstance() instanceof IsolatedGitSystem)) {
      SystemReader.setInstance(new IsolatedGitSystem(SystemReader.getInstance()));
    }
  }

  @Override
  public @Nullable String getenv(String variable) {
    return variable.equals(Constants.GIT_CONFIG_NOSYSTEM_KEY) ? "1" : null;
  }

  @Override
  public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
    return new EmptyConfig(parent, fs);
  }

  @Override
  public FileBasedConfig openUserConfig(@Nullable Config parent, FS fs) {
    return new EmptyConfig(parent, fs);
  }

  @Override
  public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
    return new EmptyConfig(parent, fs);
  }

  /// Settings that are in no file. They have only what JGit knows about file systems: without it,
  /// JGit would write probes into the repository to measure the resolution of time stamps.
  private static final class EmptyConfig extends FileBasedConfig {

    EmptyConfig(@Nullable Config parent, FS fs) {
      super(parent, null, fs);
    }

    @Override
    public void load() {
      // nothing to read
    }

    @Override
    public void save() {
      // nothing to keep
    }

    @Override
    public boolean isOutdated() {
      return false;
    }

    @Override
    public @Nullable String getString(String section, @Nullable String subsection, String name) {
      return section.equals(ConfigConstants.CONFIG_FILESYSTEM_SECTION)
          ? RESOLUTION
          : super.getString(section, subsection, name);
    }
  }
}

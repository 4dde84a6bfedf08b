package dev.redoubt.scan.internal.torch;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/// Which members of a zip archive are storages of PyTorch: `archive/data/0` beside
/// `archive/data.pkl`, whatever the first folder is called.
public final class TorchArchive {

  private final Set<String> folders = new HashSet<>();

  private TorchArchive() {}

  /// Of an archive.
  ///
  /// @param names of all members
  public static TorchArchive of(Collection<String> names) {
    TorchArchive archive = new TorchArchive();
    for (String name : names) {
      if (name.equals("data.pkl") || name.endsWith("/data.pkl")) {
        archive.folders.add(name.substring(0, name.length() - "data.pkl".length()));
      }
    }
    return archive;
  }

  /// A program in the language of TorchScript, which is no Python although it is called so.
  public boolean isScript(String name) {
    return folders.stream()
        .anyMatch(folder -> name.startsWith(folder + "code/") && name.endsWith(".py"));
  }

  /// The program of the mobile interpreter, a pickle that names operators.
  public boolean isBytecode(String name) {
    return folders.stream().anyMatch(folder -> name.equals(folder + "bytecode.pkl"));
  }

  /// Numbers without a format, which begin like anything by chance.
  public boolean isStorage(String name) {
    for (String folder : folders) {
      if (name.startsWith(folder)) {
        String rest = name.substring(folder.length());
        int slash = rest.lastIndexOf('/');
        String last = rest.substring(slash + 1);
        boolean numbered = !last.isEmpty() && last.chars().allMatch(c -> c >= '0' && c <= '9');
        if (numbered && (rest.startsWith("data/") || rest.startsWith("constants/"))) {
          return true;
        }
      }
    }
    return false;
  }
}

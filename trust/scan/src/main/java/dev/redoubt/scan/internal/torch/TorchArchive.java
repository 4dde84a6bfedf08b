package dev.redoubt.scan.internal.torch;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/// Identifies the members of a zip archive that are PyTorch storages: `archive/data/0` beside
/// `archive/data.pkl`, whatever the name of the first folder.
public final class TorchArchive {

  private final Set<String> folders = new HashSet<>();

  private TorchArchive() {}

  /// Creates it for an archive.
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

  /// Whether a member is a TorchScript program, which is not Python despite its name.
  public boolean isScript(String name) {
    return name.endsWith(".py") && under("code/", name) >= 0;
  }

  /// Whether a member is the program of the mobile interpreter, a pickle that names operators.
  public boolean isBytecode(String name) {
    String own = "bytecode.pkl";
    return name.endsWith(own) && folders.contains(name.substring(0, name.length() - own.length()));
  }

  /// Whether a member is raw numbers, which may resemble any format by chance.
  public boolean isStorage(String name) {
    String last = name.substring(name.lastIndexOf('/') + 1);
    boolean numbered = !last.isEmpty() && last.chars().allMatch(c -> c >= '0' && c <= '9');
    return numbered && (under("data/", name) >= 0 || under("constants/", name) >= 0);
  }

  /// The position of a folder of an archive in a name; negative if it does not occur.
  private int under(String folder, String name) {
    for (int at = name.indexOf(folder); at >= 0; at = name.indexOf(folder, at + 1)) {
      if (folders.contains(name.substring(0, at))) {
        return at;
      }
    }
    return -1;
  }
}

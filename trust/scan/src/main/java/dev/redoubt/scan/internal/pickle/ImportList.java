package dev.redoubt.scan.internal.pickle;

import dev.redoubt.scan.ModelFlavour;
import java.util.Set;

/// The allow lists of pickles, for other formats that name types in the same way.
public final class ImportList {

  /// The judgment of an import.
  public enum Judgement {
    /// On the allow list.
    ALLOWED,
    /// On no list.
    UNKNOWN,
    /// On the deny list: it runs commands or code, or accesses files or the network.
    DANGEROUS
  }

  private ImportList() {}

  public static Judgement of(Set<ModelFlavour> flavours, String module, String name) {
    ImportPermission permission = AllowedImports.of(flavours).permission(module, name);
    if (permission.isAllowed()) {
      return Judgement.ALLOWED;
    }
    return permission == ImportPermission.DANGEROUS ? Judgement.DANGEROUS : Judgement.UNKNOWN;
  }
}

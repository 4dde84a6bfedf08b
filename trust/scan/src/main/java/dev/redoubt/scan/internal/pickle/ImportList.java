package dev.redoubt.scan.internal.pickle;

import dev.redoubt.scan.ModelFlavour;
import java.util.Set;

/// What models of some flavours may import, for formats that name types as pickles do.
public final class ImportList {

  /// What is known of an import.
  public enum Judgement {
    /// Models hold it.
    ALLOWED,
    /// Nothing.
    UNKNOWN,
    /// It runs commands or code, or reaches files or the network.
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

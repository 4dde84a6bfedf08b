package dev.redoubt.signing;

import dev.redoubt.signing.digest.ResourceDigest;
import dev.redoubt.signing.internal.ModelFile;
import dev.redoubt.signing.internal.ModelHash;
import dev.redoubt.signing.refusal.RefusalReason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Splits files into shards, and creates signed resources from them.
final class ModelShards {

  private ModelShards() {}

  static List<ModelHash.Piece> of(ModelFile file, HashMethod method) {
    return switch (method) {
      case HashMethod.Files _ -> List.of(new ModelHash.Piece(file, 0, file.size()));
      case HashMethod.Shards shards -> {
        List<ModelHash.Piece> pieces = new ArrayList<>();
        for (long start = 0; start < file.size(); start += shards.size()) {
          pieces.add(
              new ModelHash.Piece(file, start, Math.min(file.size(), start + shards.size())));
        }
        yield pieces;
      }
    };
  }

  static SignedResource resource(ModelHash.Piece piece, HashMethod method, ResourceDigest digest) {
    String name = piece.file().name();
    return switch (method) {
      case HashMethod.Files _ -> new SignedResource.OfFile(name, digest);
      case HashMethod.Shards _ ->
          new SignedResource.OfShard(name, piece.start(), piece.end(), digest);
    };
  }

  /// Sorts reasons by file, those about the whole model first, and removes duplicates.
  static List<RefusalReason> sorted(List<RefusalReason> reasons) {
    return reasons.stream()
        .distinct()
        .sorted(
            Comparator.comparing(ModelShards::file, CodePointOrder.INSTANCE)
                .thenComparing(RefusalReason::message))
        .toList();
  }

  private static String file(RefusalReason reason) {
    @Nullable String file = reason.file();
    return file == null ? "" : file;
  }
}

package dev.redoubt.signing;

import dev.redoubt.signing.digest.Digest;
import dev.redoubt.signing.internal.ModelFile;
import dev.redoubt.signing.internal.ModelHash;
import dev.redoubt.signing.refusal.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How files are cut, and resources made of what is cut.
final class Pieces {

  private Pieces() {}

  static List<ModelHash.Piece> of(ModelFile file, Method method) {
    return switch (method) {
      case Method.Files _ -> List.of(new ModelHash.Piece(file, 0, file.size()));
      case Method.Shards shards -> {
        List<ModelHash.Piece> pieces = new ArrayList<>();
        for (long start = 0; start < file.size(); start += shards.size()) {
          pieces.add(
              new ModelHash.Piece(file, start, Math.min(file.size(), start + shards.size())));
        }
        yield pieces;
      }
    };
  }

  static Resource resource(ModelHash.Piece piece, Method method, Digest digest) {
    String name = piece.file().name();
    return switch (method) {
      case Method.Files _ -> new Resource.OfFile(name, digest);
      case Method.Shards _ -> new Resource.OfShard(name, piece.start(), piece.end(), digest);
    };
  }

  /// By file, those about the whole first; each once.
  static List<Reason> sorted(List<Reason> reasons) {
    return reasons.stream()
        .distinct()
        .sorted(
            Comparator.comparing(Pieces::file, CodePointOrder.INSTANCE)
                .thenComparing(Reason::message))
        .toList();
  }

  private static String file(Reason reason) {
    @Nullable String file = reason.file();
    return file == null ? "" : file;
  }
}

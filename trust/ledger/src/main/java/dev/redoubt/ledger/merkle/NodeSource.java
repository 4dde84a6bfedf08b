package dev.redoubt.ledger.merkle;

import dev.redoubt.ledger.format.Sha256Digest;
import java.io.IOException;

/// Supplies the hashes of perfect subtrees.
@FunctionalInterface
public interface NodeSource {

  /// The hash of a node.
  ///
  /// @param level its height: 0 for leaves
  /// @param index of the node among the nodes of its height, from the left: its leaves are the
  ///   2^level leaves from `index * 2^level`, all of which exist
  /// @throws IOException if it cannot be read; the message is for the user
  Sha256Digest node(int level, long index) throws IOException;
}

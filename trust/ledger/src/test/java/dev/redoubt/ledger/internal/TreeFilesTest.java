package dev.redoubt.ledger.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.ledger.format.LedgerException;
import dev.redoubt.ledger.format.Sha256Digest;
import dev.redoubt.ledger.format.Tile;
import dev.redoubt.ledger.merkle.MerkleTree;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which files a growing tree needs, and what is read from them.
class TreeFilesTest {

  private static List<byte[]> entries(int from, int to) {
    List<byte[]> entries = new ArrayList<>();
    for (int i = from; i < to; i++) {
      entries.add(new byte[] {(byte) i, (byte) (i >> 8), (byte) (i >> 16)});
    }
    return entries;
  }

  private static List<Sha256Digest> leaves(int size) {
    return entries(0, size).stream().map(MerkleTree::leaf).toList();
  }

  private static TreeEdge edge(int size) {
    return new TreeEdge().grow(entries(0, size)).edge();
  }

  /// Files that a log of a size may have, all of them.
  private static Map<String, byte[]> files(int... sizes) {
    Map<String, byte[]> files = new HashMap<>();
    TreeEdge edge = new TreeEdge();
    for (int size : sizes) {
      TreeEdge.Growth growth = edge.grow(entries((int) edge.size(), size));
      growth.files().forEach((tile, bytes) -> files.put(tile.path(), bytes));
      edge = growth.edge();
    }
    return files;
  }

  private static LogSource source(Map<String, byte[]> files, List<String> asked) {
    return new LogSource() {
      @Override
      public byte @Nullable [] read(String path, int limit) {
        asked.add(path);
        byte[] bytes = files.get(path);
        return bytes == null
            ? null
            : Arrays.copyOf(bytes, (int) Math.min(bytes.length, limit + 1L));
      }

      @Override
      public @Nullable InputStream open(String path) {
        return null;
      }

      @Override
      public String location() {
        return "memory";
      }
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0   | 1   | tile/0/000.p/1 tile/entries/000.p/1",
        "1   | 3   | tile/0/000.p/3 tile/entries/000.p/3",
        "0   | 256 | tile/0/000 tile/1/000.p/1 tile/entries/000",
        "255 | 256 | tile/0/000 tile/1/000.p/1 tile/entries/000",
        "256 | 257 | tile/0/001.p/1 tile/entries/001.p/1",
        "255 | 258 | tile/0/000 tile/0/001.p/2 tile/1/000.p/1 tile/entries/000"
            + " tile/entries/001.p/2",
        "256 | 512 | tile/0/001 tile/1/000.p/2 tile/entries/001"
      })
  void growthHasTheFilesThatItNeeds_andNoOther(int before, int after, String paths) {
    TreeEdge.Growth growth = edge(before).grow(entries(before, after));
    assertThat(growth.files().keySet())
        .extracting(Tile::path)
        .containsExactlyInAnyOrder(paths.split(" "));
    assertThat(growth.edge().size()).isEqualTo(after);
    assertThat(growth.edge().root()).isEqualTo(MerkleTree.root(leaves(after)));
    assertThat(edge(before).root()).isEqualTo(MerkleTree.root(leaves(before)));
  }

  @Test
  void growthFillsATileOfTheSecondLevel() {
    int size = 256 * 256;
    TreeEdge.Growth growth = edge(size - 1).grow(entries(size - 1, size));
    assertThat(growth.files().keySet())
        .extracting(Tile::path)
        .containsExactlyInAnyOrder(
            "tile/0/255", "tile/1/000", "tile/2/000.p/1", "tile/entries/255");
    assertThat(growth.edge().root()).isEqualTo(MerkleTree.root(leaves(size)));
  }

  @Test
  void edgeStaysAsItIsWhenItGrows() {
    TreeEdge edge = edge(3);
    Sha256Digest root = edge.root();
    edge.grow(entries(3, 700));
    assertThat(edge.size()).isEqualTo(3);
    assertThat(edge.root()).isEqualTo(root);
  }

  @Test
  void nodesAreTheRootsOfTheirLeaves() throws Exception {
    int size = 1000;
    TileReader reader = new TileReader(source(files(size), new ArrayList<>()), size);
    List<Sha256Digest> leaves = leaves(size);
    for (int level = 0; level < 10; level++) {
      for (int index = 0; (index + 1) << level <= size; index += 1 + index / 7) {
        assertThat(reader.node(level, index))
            .as("%d %d", level, index)
            .isEqualTo(MerkleTree.root(leaves.subList(index << level, (index + 1) << level)));
      }
    }
  }

  @Test
  void tileIsReadOnce() throws Exception {
    List<String> asked = new ArrayList<>();
    TileReader reader = new TileReader(source(files(300), asked), 300);
    reader.node(0, 1);
    reader.node(3, 2);
    assertThat(asked).containsExactly("tile/0/000");
  }

  @Test
  void sixtyFourTilesAreRemembered() throws Exception {
    int size = 66 * 256;
    List<String> asked = new ArrayList<>();
    TileReader reader = new TileReader(source(files(size), asked), size);
    for (int tile = 0; tile < 64; tile++) {
      reader.node(0, tile * 256L);
    }
    reader.node(0, 0);
    assertThat(asked).hasSize(64);
    reader.node(0, 64 * 256L);
    reader.node(0, 0);
    assertThat(asked).as("the one used last stays").hasSize(65);
    reader.node(0, 256);
    assertThat(asked).as("the one not used for longest goes").hasSize(66);
  }

  @Test
  void fullTileStandsInForAPartialOneThatIsGone() throws Exception {
    List<String> asked = new ArrayList<>();
    TileReader reader = new TileReader(source(files(256), asked), 200);
    assertThat(reader.node(0, 199)).isEqualTo(leaves(256).get(199));
    assertThat(reader.entries(0)).hasSize(200).startsWith(entries(0, 1).getFirst());
    assertThat(asked)
        .containsExactly(
            "tile/0/000.p/200", "tile/0/000", "tile/entries/000.p/200", "tile/entries/000");
  }

  @Test
  void missingAndDamagedTilesAreSaid() throws Exception {
    Map<String, byte[]> files = files(258);
    files.remove("tile/0/000");
    files.remove("tile/entries/000");
    files.put("tile/0/001.p/2", new byte[63]);
    files.put("tile/entries/001.p/2", new byte[1]);
    TileReader reader = new TileReader(source(files, new ArrayList<>()), 258);
    for (String[] each :
        new String[][] {
          {"0", "`tile/0/000` of `memory` is missing, but the checkpoint includes it"},
          {"256", "`tile/0/001.p/2` of `memory` is damaged: the tile has 63 bytes; expected 64"}
        }) {
      assertThatThrownBy(() -> reader.node(0, Long.parseLong(each[0])))
          .isInstanceOf(LedgerException.class)
          .hasMessage(each[1]);
    }
    assertThatThrownBy(() -> reader.entries(0))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("`tile/entries/000` of `memory` is missing");
    assertThatThrownBy(() -> reader.entries(1))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("`tile/entries/001.p/2` of `memory` is damaged: entry 0");
  }
}

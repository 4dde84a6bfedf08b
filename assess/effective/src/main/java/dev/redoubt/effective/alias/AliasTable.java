package dev.redoubt.effective.alias;

import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.ResourceType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.zip.InflaterInputStream;

/// The table of all aliases that Azure publishes, by resource type. A type is unpacked when it is
/// first used.
///
/// The data is in the resource `aliases.bin`; `aliases.md` names its source. An alias is ambiguous
/// without a type: `Microsoft.Compute/imageId` is a property of three of them.
public final class AliasTable {

  private static final String RESOURCE = "aliases.bin";

  /// Four bytes, big-endian: the length of the index. The index, in ASCII: a line for each type
  /// with its name, the offset and the length of its packed aliases; and a line for each alias that
  /// is not named after its type, with `!`, its folded name and the type. Then the packed aliases.
  private static final class Loaded {
    static final AliasTable TABLE = new AliasTable(bytes());

    private static byte[] bytes() {
      try (InputStream in = AliasTable.class.getResourceAsStream(RESOURCE)) {
        if (in == null) {
          throw new IllegalStateException("the resource " + RESOURCE + " is missing");
        }
        return in.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private record Block(String type, int offset, int length) {}

  private final byte[] data;
  private final int dataStart;

  /// By folded type, not unpacked: most of the 1,552 types are never used.
  private final Map<String, Block> blocks = HashMap.newHashMap(2_000);

  private final Map<String, List<String>> strays = new HashMap<>();
  private final ConcurrentMap<ResourceType, TypeAliases> unpacked = new ConcurrentHashMap<>();

  private AliasTable(byte[] data) {
    this.data = data;
    int length = ByteBuffer.wrap(data).getInt();
    this.dataStart = Integer.BYTES + length;
    String index = new String(data, Integer.BYTES, length, StandardCharsets.US_ASCII);
    for (int start = 0; start < index.length(); ) {
      int end = index.indexOf('\n', start);
      addLine(index, start, end);
      start = end + 1;
    }
  }

  private void addLine(String index, int start, int end) {
    int tab = index.indexOf('\t', start);
    if (index.charAt(start) == '!') {
      strays
          .computeIfAbsent(index.substring(start + 1, tab), _ -> new ArrayList<>())
          .add(index.substring(tab + 1, end));
      return;
    }
    int second = index.indexOf('\t', tab + 1);
    String type = index.substring(start, tab);
    int offset = Integer.parseInt(index, tab + 1, second, 10);
    int length = Integer.parseInt(index, second + 1, end, 10);
    blocks.put(PropertyName.folded(type), new Block(type, offset, length));
  }

  /// The shared instance.
  public static AliasTable instance() {
    return Loaded.TABLE;
  }

  /// The aliases of a type; empty if Azure publishes none.
  public TypeAliases of(ResourceType type) {
    return unpacked.computeIfAbsent(type, this::unpack);
  }

  /// The types that have an alias with the name: none, one or several.
  public List<ResourceType> typesOf(String alias) {
    List<ResourceType> types = new ArrayList<>();
    for (String type : strays.getOrDefault(PropertyName.folded(alias), List.of())) {
      types.add(ResourceType.of(type));
    }
    for (int slash = alias.indexOf('/'); slash > 0; slash = alias.indexOf('/', slash + 1)) {
      int next = alias.indexOf('/', slash + 1);
      if (next < 0) {
        break;
      }
      ResourceType type = ResourceType.of(alias.substring(0, next));
      if (blocks.containsKey(type.folded()) && of(type).find(alias) != null) {
        types.add(type);
      }
    }
    return types;
  }

  public int typeCount() {
    return blocks.size();
  }

  public List<ResourceType> types() {
    return blocks.values().stream().map(block -> ResourceType.of(block.type)).sorted().toList();
  }

  private TypeAliases unpack(ResourceType type) {
    Block block = blocks.get(type.folded());
    if (block == null) {
      return TypeAliases.none(type);
    }
    try (InputStream in =
        new InflaterInputStream(
            new ByteArrayInputStream(data, dataStart + block.offset, block.length))) {
      String lines = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new TypeAliases(type, block.type, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

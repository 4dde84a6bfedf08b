package dev.redoubt.policy.alias;

import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.ResourceType;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.zip.InflaterInputStream;

/// All aliases that Azure publishes, by resource type. A type is unpacked when it is first asked
/// for.
///
/// The data is the resource `aliases.bin`; beside it stands where it comes from. An alias is
/// ambiguous without a type: `Microsoft.Compute/imageId` is a property of three of them.
public final class AliasTable {

  private static final String RESOURCE = "aliases.bin";

  /// Big-endian: the number of types; for each its name (UTF), the offset and length of its packed
  /// aliases; the number of aliases that are not named after their type, and for each its folded
  /// name and the index of its type; then the packed aliases.
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

  private record Block(ResourceType type, int offset, int length) {}

  private final byte[] data;
  private final int dataStart;
  private final Map<ResourceType, Block> blocks = new HashMap<>();
  private final Map<String, List<ResourceType>> strays = new HashMap<>();
  private final ConcurrentMap<ResourceType, TypeAliases> unpacked = new ConcurrentHashMap<>();

  private AliasTable(byte[] data) {
    this.data = data;
    try {
      ByteArrayInputStream bytes = new ByteArrayInputStream(data);
      readIndex(new DataInputStream(bytes));
      this.dataStart = data.length - bytes.available();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void readIndex(DataInputStream in) throws IOException {
    List<ResourceType> types = new ArrayList<>();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      ResourceType type = ResourceType.of(in.readUTF());
      types.add(type);
      blocks.put(type, new Block(type, in.readInt(), in.readInt()));
    }
    int strayCount = in.readInt();
    for (int i = 0; i < strayCount; i++) {
      strays
          .computeIfAbsent(in.readUTF(), _ -> new ArrayList<>())
          .add(types.get(in.readUnsignedShort()));
    }
  }

  /// The one table.
  public static AliasTable instance() {
    return Loaded.TABLE;
  }

  /// The aliases of a type; none where Azure publishes none.
  public TypeAliases of(ResourceType type) {
    return unpacked.computeIfAbsent(type, this::unpack);
  }

  /// The types that have an alias of that name: one, several, or none.
  public List<ResourceType> typesOf(String alias) {
    List<ResourceType> types =
        new ArrayList<>(strays.getOrDefault(PropertyName.folded(alias), List.of()));
    for (int slash = alias.indexOf('/'); slash > 0; slash = alias.indexOf('/', slash + 1)) {
      int next = alias.indexOf('/', slash + 1);
      if (next < 0) {
        break;
      }
      ResourceType type = ResourceType.of(alias.substring(0, next));
      if (blocks.containsKey(type) && of(type).find(alias) != null) {
        types.add(type);
      }
    }
    return types;
  }

  public int typeCount() {
    return blocks.size();
  }

  public List<ResourceType> types() {
    return blocks.keySet().stream().sorted().toList();
  }

  private TypeAliases unpack(ResourceType type) {
    Block block = blocks.get(type);
    if (block == null) {
      return TypeAliases.none(type);
    }
    try (InputStream in =
        new InflaterInputStream(
            new ByteArrayInputStream(data, dataStart + block.offset, block.length))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new TypeAliases(type, entries(block.type, text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> entries(ResourceType type, String text) {
    Map<String, String> entries = new HashMap<>();
    for (int start = 0; start < text.length(); ) {
      int end = text.indexOf('\n', start);
      String line = text.substring(start, end);
      int tab = line.indexOf('\t');
      String rest = tab < 0 ? line : line.substring(0, tab);
      String alias = rest.startsWith("/") ? rest.substring(1) : type + "/" + rest;
      String path = PathCode.decode(rest, tab < 0 ? null : line.substring(tab + 1));
      entries.put(PropertyName.folded(alias), path);
      start = end + 1;
    }
    return entries;
  }
}

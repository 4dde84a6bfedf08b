package dev.redoubt.effective.alias;

import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.ResourceType;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;

/// Creates `aliases.bin` from a table of type, alias and path: `PackAliases FROM.tsv.gz TO.bin`.
///
/// Run it from the test class path of this module with a new table, then update the date in
/// `aliases.md`.
final class PackAliases {

  private record Row(ResourceType type, String alias, String path) {}

  private PackAliases() {}

  public static void main(String[] args) throws IOException {
    Map<ResourceType, List<Row>> rows = read(Path.of(args[0]));
    StringBuilder index = new StringBuilder();
    StringBuilder strays = new StringBuilder();
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    for (var entry : rows.entrySet()) {
      ResourceType type = entry.getKey();
      byte[] block = pack(type, entry.getValue());
      index.append("%s\t%d\t%d\n".formatted(type, packed.size(), block.length));
      packed.write(block);
      for (Row row : entry.getValue()) {
        if (!isNamedAfterType(row)) {
          strays.append("!%s\t%s\n".formatted(PropertyName.folded(row.alias()), type));
        }
      }
    }
    byte[] text = index.append(strays).toString().getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(whole);
    out.writeInt(text.length);
    out.write(text);
    out.write(packed.toByteArray());
    Files.write(Path.of(args[1]), whole.toByteArray());
  }

  private static Map<ResourceType, List<Row>> read(Path file) throws IOException {
    Map<ResourceType, List<Row>> rows = new TreeMap<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        String[] cells = line.split("\t", -1);
        ResourceType type = ResourceType.of(cells[0]);
        rows.computeIfAbsent(type, _ -> new ArrayList<>()).add(new Row(type, cells[1], cells[2]));
      }
    }
    return rows;
  }

  private static byte[] pack(ResourceType type, List<Row> rows) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Row row : rows) {
      String name =
          isNamedAfterType(row)
              ? row.alias().substring(type.toString().length() + 1)
              : "/" + row.alias();
      String code = AliasPathEncoding.encode(name, row.path());
      text.append(name).append(code == null ? "" : "\t" + code).append('\n');
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater)) {
      out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }
    deflater.end();
    return bytes.toByteArray();
  }

  private static boolean isNamedAfterType(Row row) {
    String prefix = row.type() + "/";
    return row.alias().length() > prefix.length()
        && PropertyName.same(row.alias().substring(0, prefix.length()), prefix);
  }
}

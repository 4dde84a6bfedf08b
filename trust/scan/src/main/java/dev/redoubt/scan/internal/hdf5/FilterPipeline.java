package dev.redoubt.scan.internal.hdf5;

import dev.redoubt.scan.internal.model.ContentFindings;
import dev.redoubt.scan.internal.model.ContentReader;
import dev.redoubt.scan.internal.model.MalformedContentException;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import dev.redoubt.scan.internal.model.QuotedContent;
import java.io.IOException;

/// The filters of a data set. The library loads a plugin for a filter that it does not know.
final class FilterPipeline {

  /// The built-in filters: deflate, shuffle, checksum, szip, nbit, scale and offset; `lzf` of h5py.
  private static final int OWN = 6;

  private static final int LZF = 32_000;

  /// Ids from here on are registered and have a name.
  private static final int REGISTERED = 256;

  private FilterPipeline() {}

  static void check(ContentReader input, long start, String path, ContentFindings findings)
      throws IOException, MalformedContentException {
    int version = input.u8(start);
    int count = input.u8(start + 1);
    long at = start + (version == 1 ? 8 : 2);
    for (int i = 0; i < count; i++) {
      int id = input.u16(at);
      boolean named = version == 1 || id >= REGISTERED;
      int name = named ? input.u16(at + 2) : 0;
      int values = input.u16(at + (named ? 6 : 4));
      if (id > OWN && id != LZF) {
        findings.add(
            ModelFormatRule.HDF5_FILTER,
            at,
            QuotedContent.of(path)
                + " uses the compression filter `"
                + id
                + "`, which requires a plugin");
      }
      long padded = version == 1 ? (name + 7L) / 8 * 8 : name;
      at += (named ? 8 : 6) + padded + 4L * values + (version == 1 && values % 2 == 1 ? 4 : 0);
    }
  }
}

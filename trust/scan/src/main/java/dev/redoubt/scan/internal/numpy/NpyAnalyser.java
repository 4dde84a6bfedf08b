package dev.redoubt.scan.internal.numpy;

import dev.redoubt.scan.ByteSource;
import dev.redoubt.scan.Detection;
import dev.redoubt.scan.DetectionLocation;
import dev.redoubt.scan.internal.FormatAnalyser;
import dev.redoubt.scan.internal.HostilePaths;
import dev.redoubt.scan.internal.ScanContext;
import dev.redoubt.scan.internal.ScannedContent;
import dev.redoubt.scan.internal.UnreadableReasons;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;

/// Checks NumPy arrays: the header, the length, and the pickle if the elements are objects.
public final class NpyAnalyser implements FormatAnalyser {

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  @Override
  public void analyse(ScannedContent content, ScanContext context) throws IOException {
    DetectionLocation place = content.place();
    long start = 0;
    try {
      // `numpy.save` may be called repeatedly for one file.
      while (start == 0 || isArray(content.bytes(), start)) {
        start = array(content, start, context);
        if (start < 0) {
          return;
        }
      }
    } catch (NpyHeader.NoLiteral e) {
      context.report(
          Detection.of(
              NumpyRule.HEADER,
              place.at(start + 10),
              "the header is not a plain value: %s"
                  .formatted(HostilePaths.shown(String.valueOf(e.getMessage())))));
      return;
    } catch (IOException e) {
      context.report(
          Detection.of(
              NumpyRule.DAMAGED, place, "cannot be read: %s".formatted(UnreadableReasons.of(e))));
      return;
    }
    long size = content.bytes().size();
    if (start < size) {
      context.inspect(content.part("(after the array)", start, size - start));
    }
  }

  private static boolean isArray(ByteSource source, long start) throws IOException {
    return Arrays.equals(source.bytesAt(start, MAGIC.length), MAGIC);
  }

  /// Checks the array at a position.
  ///
  /// @return its end; negative if there is nothing more to check
  private static long array(ScannedContent content, long start, ScanContext context)
      throws IOException, NpyHeader.NoLiteral {
    ByteSource source = content.bytes();
    NpyHeader header = NpyHeader.read(source.part(start, source.size() - start));
    long data = start + header.dataStart();
    if (header.type().objects()) {
      objects(content, data, context);
      return -1;
    }
    BigInteger announced = header.elements().multiply(header.type().bytes());
    long room = source.size() - data;
    if (announced.compareTo(BigInteger.valueOf(room)) > 0) {
      context.report(
          Detection.of(
              NumpyRule.DAMAGED,
              content.place(),
              "the header declares %,d bytes of data, but there are %,d"
                  .formatted(announced, room)));
      return -1;
    }
    return data + announced.longValueExact();
  }

  private static void objects(ScannedContent content, long data, ScanContext context)
      throws IOException {
    context.report(
        Detection.of(
            NumpyRule.OBJECTS,
            content.place().at(data),
            "contains Python objects, so loading it loads a pickle"));
    context.inspect(content.part("(objects)", data, content.bytes().size() - data));
  }
}

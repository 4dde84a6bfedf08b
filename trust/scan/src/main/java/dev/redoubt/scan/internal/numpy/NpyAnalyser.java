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

/// An array of NumPy: its header, its length, and the pickle in it where its elements are objects.
public final class NpyAnalyser implements FormatAnalyser {

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  @Override
  public void analyse(ScannedContent content, ScanContext inspection) throws IOException {
    DetectionLocation place = content.place();
    long start = 0;
    try {
      // `numpy.save` may be called for one file again and again.
      while (start == 0 || isArray(content.bytes(), start)) {
        start = array(content, start, inspection);
        if (start < 0) {
          return;
        }
      }
    } catch (NpyHeader.NoLiteral e) {
      inspection.report(
          Detection.of(
              NumpyRule.HEADER,
              place.at(start + 10),
              "the header is no plain value: %s"
                  .formatted(HostilePaths.shown(String.valueOf(e.getMessage())))));
      return;
    } catch (IOException e) {
      inspection.report(
          Detection.of(
              NumpyRule.DAMAGED, place, "cannot be read: %s".formatted(UnreadableReasons.of(e))));
      return;
    }
    long size = content.bytes().size();
    if (start < size) {
      inspection.inspect(content.part("(behind the array)", start, size - start));
    }
  }

  private static boolean isArray(ByteSource source, long start) throws IOException {
    return Arrays.equals(source.bytesAt(start, MAGIC.length), MAGIC);
  }

  /// Looks at the array that begins there.
  ///
  /// @return where it ends; negative where nothing more is to be looked at
  private static long array(ScannedContent content, long start, ScanContext inspection)
      throws IOException, NpyHeader.NoLiteral {
    ByteSource source = content.bytes();
    NpyHeader header = NpyHeader.read(source.part(start, source.size() - start));
    long data = start + header.dataStart();
    if (header.type().objects()) {
      objects(content, data, inspection);
      return -1;
    }
    BigInteger announced = header.elements().multiply(header.type().bytes());
    long room = source.size() - data;
    if (announced.compareTo(BigInteger.valueOf(room)) > 0) {
      inspection.report(
          Detection.of(
              NumpyRule.DAMAGED,
              content.place(),
              "announces %,d bytes of numbers and has %,d".formatted(announced, room)));
      return -1;
    }
    return data + announced.longValueExact();
  }

  private static void objects(ScannedContent content, long data, ScanContext inspection)
      throws IOException {
    inspection.report(
        Detection.of(
            NumpyRule.OBJECTS,
            content.place().at(data),
            "holds objects, so a pickle is loaded with it"));
    inspection.inspect(content.part("(objects)", data, content.bytes().size() - data));
  }
}

package dev.redoubt.scan;

import dev.redoubt.scan.engine.ModelScanner;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/// The fuzz targets: the whole scanner, directed to one of its readers. Every input must produce a
/// report, no analyzer may fail, limits must hold, and messages must be one line without class
/// names.
enum FuzzTarget {
  SCANNER("scanner"),
  REQUIREMENTS("requirements", "requirements.txt"),
  CONDA("conda", "conda.yaml"),
  PYPROJECT("pyproject", "pyproject.toml"),
  SETUP_CONFIG("setupConfig", "setup.cfg"),
  TRITON("triton", "config.pbtxt"),
  SPACY("spacy", "config.cfg"),
  MLMODEL("mlmodel", "MLmodel"),
  LOADERS("loaders", "model_index.json"),
  BUNDLE("bundle", "inference.json") {
    @Override
    byte[] content(byte[] bytes) {
      String expression =
          new String(bytes, StandardCharsets.UTF_8).replaceAll("[\\\\\"\\p{Cntrl}]", " ");
      return ("{\"bundle_root\": \".\", \"x\": \"$" + expression + "\"}")
          .getBytes(StandardCharsets.UTF_8);
    }
  },
  ZIP("zip") {
    @Override
    byte[] content(byte[] bytes) {
      return InMemoryScans.join(InMemoryScans.bytes("PK\3\4"), bytes);
    }
  },
  /// Only the directory is fuzzed; its members are at the positions that it declares.
  ZIP_DIRECTORY("zipDirectory") {
    @Override
    byte[] content(byte[] bytes) {
      byte[] archive =
          ZipBuilder.of(
              ZipBuilder.stored("a", InMemoryScans.bytes("words")),
              ZipBuilder.deflated("b", bytes));
      for (int i = 0; i + 2 < Math.min(bytes.length, 60); i += 3) {
        int at = archive.length - 1 - (bytes[i] & 0xff) % Math.min(archive.length, 180);
        archive[at] = bytes[i + 1];
      }
      return archive;
    }
  },
  TAR("tar") {
    @Override
    byte[] content(byte[] bytes) {
      byte[] block = Arrays.copyOf(bytes, Math.max(512, bytes.length));
      System.arraycopy(InMemoryScans.bytes("ustar"), 0, block, 257, 5);
      sum(block);
      return block;
    }
  },
  NPY("npy") {
    @Override
    byte[] content(byte[] bytes) {
      return InMemoryScans.join(InMemoryScans.bytes("\u0093NUMPY"), bytes);
    }
  },
  PACKED("packed") {
    @Override
    byte[] content(byte[] bytes) {
      int kind = bytes.length == 0 ? 0 : bytes[0] & 0xff;
      byte[] start = HexFormat.of().parseHex(STARTS.get(kind % STARTS.size()));
      return InMemoryScans.join(
          start, Arrays.copyOfRange(bytes, Math.min(1, bytes.length), bytes.length));
    }
  },
  SKOPS("skops") {
    @Override
    byte[] content(byte[] bytes) {
      byte[] start =
          InMemoryScans.bytes("{\"__class__\": \"dict\", \"__loader__\": \"DictNode\", ");
      return ZipBuilder.of(ZipBuilder.stored("schema.json", InMemoryScans.join(start, bytes)));
    }
  },
  BOOSTING("boosting") {
    @Override
    byte[] content(byte[] bytes) {
      int kind = bytes.length == 0 ? 0 : bytes[0] & 0xff;
      byte[] start = InMemoryScans.bytes(MODELS.get(kind % MODELS.size()));
      return InMemoryScans.join(
          start, Arrays.copyOfRange(bytes, Math.min(1, bytes.length), bytes.length));
    }
  },
  TORCHSCRIPT("torchScript") {
    @Override
    byte[] content(byte[] bytes) {
      return ZipBuilder.of(
          ZipBuilder.stored("m/data.pkl", InMemoryScans.bytes("N.")),
          ZipBuilder.stored("m/bytecode.pkl", bytes),
          ZipBuilder.deflated("m/code/a.py", bytes));
    }
  };

  /// The magic numbers of gzip, xz, lzma, zstd, lz4, bzip2, zlib and 7z.
  private static final List<String> STARTS =
      List.of(
          "1f8b0800000000000003",
          "fd377a585a000001",
          "5d00001000ffffffffffffffff00",
          "28b52ffd",
          "04224d18",
          "425a6839314159265359",
          "789c",
          "377abcaf271c0004");

  /// The beginnings of XGBoost models, in both formats, CatBoost and LightGBM.
  private static final List<String> MODELS =
      List.of(
          "{L\0\0\0\0\0\0\0\7learner{",
          "binf" + "\0".repeat(136) + "\1\0\0\0\0\0\0\0a\6\0\0\0\0\0\0\0gbtree",
          "CBM1",
          "tree\nversion=v4\nmax_feature_idx=1\nTree=0\n");

  private static final ScanLimits LIMITS = new ScanLimits(4, 100, 1 << 22, 1_100, 1 << 22, 100_000);

  private static final ScanOptions OPTIONS =
      new ScanOptions(
          LIMITS,
          Set.of(),
          ScratchSpace.files(1 << 22, Path.of(System.getProperty("java.io.tmpdir"))));

  private final String method;
  private final String file;

  FuzzTarget(String method) {
    this(method, "file");
  }

  FuzzTarget(String method, String file) {
    this.method = method;
    this.file = file;
  }

  /// The method of [ScanFuzzTest] that fuzzes this target.
  String method() {
    return method;
  }

  /// The content to scan for an input of the fuzzer.
  byte[] content(byte[] bytes) {
    return bytes;
  }

  void scan(byte[] bytes) {
    byte[] content = content(bytes);
    ScannedFile scanned = ModelScanner.of(OPTIONS).scan(file, ByteSource.of(content));
    // Members may be compressed: a message repeats their words.
    String input = new String(InMemoryScans.join(content, bytes), StandardCharsets.ISO_8859_1);
    for (Detection detection : scanned.detections()) {
      if (detection.rule().id().equals("file-analysis-failed")) {
        throw new AssertionError(detection.toString());
      }
      String message = detection.message();
      boolean ours =
          message.contains("dev.redoubt")
              || message.contains("org.apache")
              || message.contains("tools.jackson");
      if (ours && !input.matches("(?s).*(?:redoubt|apache|jackson).*")) {
        throw new AssertionError("the name of a class: " + message);
      }
      if (detection.location().members().size() == 1
          && detection.location().offset() > 2L * content.length + 2) {
        throw new AssertionError("a place that is not there: " + detection);
      }
    }
    if (scanned.detections().size() > 501) {
      throw new AssertionError("more detections than a report holds");
    }
  }

  /// Corrects the checksum of a tar header, so that the fuzzer need not find it.
  private static void sum(byte[] block) {
    Arrays.fill(block, 148, 156, (byte) ' ');
    int sum = 0;
    for (int i = 0; i < 512; i++) {
      sum += block[i] & 0xff;
    }
    byte[] digits = InMemoryScans.bytes(String.format("%06o", sum));
    System.arraycopy(digits, 0, block, 148, 6);
    block[154] = 0;
  }
}

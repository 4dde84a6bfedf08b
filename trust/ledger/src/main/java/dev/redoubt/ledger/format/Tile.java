package dev.redoubt.ledger.format;

/// A file of a log's tree: 256 hashes or entries, or fewer at the right edge: C2SP tlog-tiles.
///
/// @param level 0 holds the hashes of leaves, each level above the roots of full tiles below;
///   [#ENTRIES] is no level: such a file holds the entries themselves
/// @param index counts the tiles of a level from the left, from 0
/// @param width how many hashes or entries, 1 to 256
public record Tile(int level, long index, int width) {

  /// The level of the files that hold entries.
  public static final int ENTRIES = -1;

  /// The number of hashes in a full tile.
  public static final int WIDTH = 256;

  /// Levels of the tree that one level of tiles spans: 2 to its power is the width.
  public static final int HEIGHT = 8;

  /// The highest level that the specification allows.
  public static final int MAX_LEVEL = 63;

  /// Validates the values.
  public Tile {
    if (level < ENTRIES || level > MAX_LEVEL || index < 0 || width < 1 || width > WIDTH) {
      throw new IllegalArgumentException("not a tile: " + level + ", " + index + ", " + width);
    }
  }

  /// The tile in a tree of a size.
  ///
  /// @throws IllegalArgumentException if such a tree does not have the tile
  public static Tile in(long size, int level, long index) {
    long width = Math.min(WIDTH, hashes(size, level) - index * WIDTH);
    return new Tile(level, index, (int) Math.max(width, 0));
  }

  /// The number of hashes of a level in a tree of a size; for [#ENTRIES] the number of entries.
  public static long hashes(long size, int level) {
    int shift = HEIGHT * Math.max(level, 0);
    return shift >= Long.SIZE ? 0 : size >>> shift;
  }

  /// Whether the tile is full.
  public boolean isFull() {
    return width == WIDTH;
  }

  /// The full tile with the same index.
  public Tile full() {
    return new Tile(level, index, WIDTH);
  }

  /// The path of the file relative to the log, for example `tile/0/x001/x234/067` or
  /// `tile/entries/000.p/7`.
  public String path() {
    String path = folder() + digits(index);
    return isFull() ? path : path + ".p/" + width;
  }

  /// The folder of the partial tiles with this index, relative to the log.
  public String partialFolder() {
    return folder() + digits(index) + ".p";
  }

  private String folder() {
    return level == ENTRIES ? "tile/entries/" : "tile/" + level + "/";
  }

  private static String digits(long index) {
    String path = three(index % 1000);
    for (long rest = index / 1000; rest > 0; rest /= 1000) {
      path = "x" + three(rest % 1000) + "/" + path;
    }
    return path;
  }

  private static String three(long number) {
    String digits = Long.toString(number);
    return "0".repeat(3 - digits.length()) + digits;
  }

  /// Parses a path; only the result of [#path()] is accepted.
  public static Tile parse(String path) throws MalformedLogException {
    String[] parts = path.split("/", -1);
    int width = WIDTH;
    int end = parts.length;
    if (end > 3 && parts[end - 2].endsWith(".p")) {
      width = (int) Math.min(StrictText.decimal(parts[end - 1]), WIDTH);
      parts[end - 2] = parts[end - 2].substring(0, parts[end - 2].length() - 2);
      end--;
    }
    if (end < 3 || !parts[0].equals("tile") || width < 1) {
      throw notATile(path);
    }
    long level = parts[1].equals("entries") ? ENTRIES : StrictText.decimal(parts[1]);
    boolean exists = level <= MAX_LEVEL && (level >= 0 || parts[1].equals("entries"));
    long index = 0;
    for (int i = 2; i < end; i++) {
      index = next(index, parts[i], i == end - 1);
      if (!exists || index < 0) {
        throw notATile(path);
      }
    }
    Tile tile = new Tile((int) level, index, width);
    if (!tile.path().equals(path)) {
      throw notATile(path);
    }
    return tile;
  }

  /// Appends three digits to an index; -1 if they are not digits or the index is too large.
  private static long next(long index, String part, boolean last) {
    String digits = last ? part : part.startsWith("x") ? part.substring(1) : "";
    if (digits.length() != 3 || index > (Long.MAX_VALUE - 999) / 1000) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < 3; i++) {
      int digit = digits.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return index * 1000 + value;
  }

  private static MalformedLogException notATile(String path) {
    return new MalformedLogException("`" + StrictText.shown(path) + "` is not a tile path");
  }
}

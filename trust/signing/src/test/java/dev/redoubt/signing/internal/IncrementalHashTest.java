package dev.redoubt.signing.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.signing.digest.HashAlgorithm;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The published vectors: appendix A of RFC 7693 and the first values of BLAKE2's `blake2b-kat`
/// without a key (bytes count up to 255), and BLAKE3's `test_vectors.json` (bytes count up to 250),
/// the first 32 bytes of each.
class IncrementalHashTest {

  private static String digest(IncrementalHash hash, int length, int modulus, int step) {
    byte[] input = new byte[length];
    for (int i = 0; i < length; i++) {
      input[i] = (byte) (i % modulus);
    }
    for (int at = 0; at < length; at += step) {
      hash.update(input, at, Math.min(step, length - at));
    }
    return HexFormat.of().formatHex(hash.digest());
  }

  @Test
  void blake2b_hashesTheExampleOfItsRfc() {
    IncrementalHash hash = IncrementalHash.of(HashAlgorithm.BLAKE2B);
    hash.update("abc".getBytes(StandardCharsets.US_ASCII), 0, 3);
    assertThat(HexFormat.of().formatHex(hash.digest()))
        .isEqualTo(
            "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
                + "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923");
  }

  @ParameterizedTest
  @CsvSource({
    "0,"
        + "786a02f742015903c6c6fd852552d272912f4740e15847618a86e217f71f5419"
        + "d25e1031afee585313896444934eb04b903a685b1448b755d56f701afe9be2ce",
    "1,"
        + "2fa3f686df876995167e7c2e5d74c4c7b6e48f8068fe0e44208344d480f7904c"
        + "36963e44115fe3eb2a3ac8694c28bcb4f5a0f3276f2e79487d8219057a506e4b",
    "127,"
        + "b6292669ccd38d5f01caae96ba272c76a879a45743afa0725d83b9ebb26665b7"
        + "31f1848c52f11972b6644f554c064fa90780dbbbf3a89d4fc31f67df3e5857ef",
    "128,"
        + "2319e3789c47e2daa5fe807f61bec2a1a6537fa03f19ff32e87eecbfd64b7e0e"
        + "8ccff439ac333b040f19b0c4ddd11a61e24ac1fe0f10a039806c5dcc0da3d115",
    "129,"
        + "f59711d44a031d5f97a9413c065d1e614c417ede998590325f49bad2fd444d3e"
        + "4418be19aec4e11449ac1a57207898bc57d76a1bcf3566292c20c683a5c4648f",
    "255,"
        + "5b21c5fd8868367612474fa2e70e9cfa2201ffeee8fafab5797ad58fefa17c9b"
        + "5b107da4a3db6320baaf2c8617d5a51df914ae88da3867c2d41f0cc14fa67928",
  })
  void blake2b_hashesThePublishedVectors_inAnyPieces(int length, String digest) {
    for (int step : new int[] {1, 13, 128, 1000}) {
      assertThat(digest(new Blake2b(), length, 256, step)).as("by %d", step).isEqualTo(digest);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0,af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262",
    "1,2d3adedff11b61f14c886e35afa036736dcd87a74d27b5c1510225d0f592e213",
    "63,e9bc37a594daad83be9470df7f7b3798297c3d834ce80ba85d6e207627b7db7b",
    "64,4eed7141ea4a5cd4b788606bd23f46e212af9cacebacdc7d1f4c6dc7f2511b98",
    "65,de1e5fa0be70df6d2be8fffd0e99ceaa8eb6e8c93a63f2d8d1c30ecb6b263dee",
    "1023,10108970eeda3eb932baac1428c7a2163b0e924c9a9e25b35bba72b28f70bd11",
    "1024,42214739f095a406f3fc83deb889744ac00df831c10daa55189b5d121c855af7",
    "1025,d00278ae47eb27b34faecf67b4fe263f82d5412916c1ffd97c8cb7fb814b8444",
    "2048,e776b6028c7cd22a4d0ba182a8bf62205d2ef576467e838ed6f2529b85fba24a",
    "2049,5f4d72f40d7a5f82b15ca2b2e44b1de3c2ef86c426c95c1af0b6879522563030",
    "3072,b98cb0ff3623be03326b373de6b9095218513e64f1ee2edd2525c7ad1e5cffd2",
    "3073,7124b49501012f81cc7f11ca069ec9226cecb8a2c850cfe644e327d22d3e1cd3",
    "4097,9b4052b38f1c5fc8b1f9ff7ac7b27cd242487b3d890d15c96a1c25b8aa0fb995",
    "8193,bab6c09cb8ce8cf459261398d2e7aef35700bf488116ceb94a36d0f5f1b7bc3b",
    "31744,62b6960e1a44bcc1eb1a611a8d6235b6b4b78f32e7abc4fb4c6cdcce94895c47",
    "102400,bc3e3d41a1146b069abffad3c0d44860cf664390afce4d9661f7902e7943e085",
  })
  void blake3_hashesThePublishedVectors_inAnyPieces(int length, String digest) {
    for (int step : new int[] {1, 63, 1024, 200_000}) {
      assertThat(digest(new Blake3(), length, 251, step)).as("by %d", step).isEqualTo(digest);
    }
  }

  @ParameterizedTest
  @CsvSource({"SHA256,32", "BLAKE2B,64", "BLAKE3,32"})
  void beginsAnew_afterADigest(HashAlgorithm algorithm, int bytes) {
    IncrementalHash hash = IncrementalHash.of(algorithm);
    String first = digest(hash, 5000, 251, 999);
    assertThat(first).hasSize(2 * bytes);
    assertThat(digest(hash, 5000, 251, 77)).isEqualTo(first);
  }
}

package dev.redoubt.signing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PSSParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/// Writes X.509 certificates as a test needs them, also bad ones.
public final class TestCertificate {

  public static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  /// 1.3.6.1.5.5.7.3.3 and 1.3.6.1.5.5.7.3.1
  private static final String CODE_SIGNING = "2b06010505070303";

  private static final String SERVER_AUTHENTICATION = "2b06010505070301";

  private static final DateTimeFormatter GENERALIZED =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

  private static final AtomicInteger SERIAL = new AtomicInteger(1);

  private final String subject;
  private final TestKey key;
  private Instant from = NOW.minus(Duration.ofDays(30));
  private Instant until = NOW.plus(Duration.ofDays(3650));
  private boolean authority;
  private int below = -1;
  private boolean sha1;
  private @Nullable PSSParameterSpec pss;
  private final List<byte[]> limits = new ArrayList<>();
  private String purpose = CODE_SIGNING;
  private int usage = 0x80;
  private final List<byte[]> names = new ArrayList<>();

  private TestCertificate(String subject, TestKey key) {
    this.subject = subject;
    this.key = key;
  }

  /// One for signing code.
  public static TestCertificate of(String subject, TestKey key) {
    return new TestCertificate(subject, key);
  }

  public TestCertificate valid(Instant first, Instant last) {
    from = first;
    until = last;
    return this;
  }

  public TestCertificate authority() {
    authority = true;
    purpose = "";
    usage = 0x06;
    return this;
  }

  /// An authority with so many others below it at most.
  public TestCertificate authorityAbove(int others) {
    below = others;
    return authority();
  }

  /// An authority for e-mail addresses of one host.
  public TestCertificate vouchingForMailAt(String host) {
    limits.add(der(0x30, der(0x81, host.getBytes(StandardCharsets.US_ASCII))));
    return this;
  }

  public TestCertificate withSha1() {
    sha1 = true;
    return this;
  }

  public TestCertificate forServers() {
    purpose = SERVER_AUTHENTICATION;
    return this;
  }

  public TestCertificate withoutPurpose() {
    purpose = "";
    return this;
  }

  public TestCertificate forKeyAgreementOnly() {
    usage = 0x08;
    return this;
  }

  public TestCertificate email(String address) {
    names.add(der(0x81, address.getBytes(StandardCharsets.US_ASCII)));
    return this;
  }

  public TestCertificate uri(String uri) {
    names.add(der(0x86, uri.getBytes(StandardCharsets.US_ASCII)));
    return this;
  }

  /// Signed by RSASSA-PSS, whose hash is a parameter.
  public TestCertificate withPss(PSSParameterSpec parameters) {
    pss = parameters;
    return this;
  }

  private byte[] algorithm(TestKey issuerKey) {
    if (pss != null) {
      try {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
        parameters.init(pss);
        return der(0x30, der(0x06, hex("2a864886f70d01010a")), parameters.getEncoded());
      } catch (GeneralSecurityException | java.io.IOException e) {
        throw new IllegalStateException(e);
      }
    }
    if (issuerKey.isRsa()) {
      return der(0x30, der(0x06, hex("2a864886f70d01010b")), new byte[] {5, 0});
    }
    return der(0x30, der(0x06, hex(sha1 ? "2a8648ce3d0401" : "2a8648ce3d040302")));
  }

  private byte[] signature(TestKey issuerKey, byte[] body)
      throws GeneralSecurityException, java.io.IOException {
    if (pss != null) {
      return issuerKey.signWithPss(body, pss);
    }
    return sha1 ? issuerKey.signWithSha1(body) : issuerKey.sign(body);
  }

  public X509Certificate signedBy(String issuer, TestKey issuerKey) {
    byte[] algorithm = algorithm(issuerKey);
    byte[] body =
        der(
            0x30,
            der(0xa0, der(0x02, new byte[] {2})),
            der(0x02, BigInteger.valueOf(SERIAL.getAndIncrement()).toByteArray()),
            algorithm,
            new X500Principal(issuer).getEncoded(),
            der(0x30, time(from), time(until)),
            new X500Principal(subject).getEncoded(),
            key.publicKey().getEncoded(),
            der(0xa3, extensions()));
    try {
      byte[] signature = signature(issuerKey, body);
      byte[] all = der(0x30, body, algorithm, der(0x03, new byte[] {0}, signature));
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(all));
    } catch (GeneralSecurityException | java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /// PEM of several.
  public static String pem(List<X509Certificate> certificates) {
    StringBuilder pem = new StringBuilder();
    for (X509Certificate each : certificates) {
      try {
        pem.append("-----BEGIN CERTIFICATE-----\n")
            .append(
                java.util.Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(each.getEncoded()))
            .append("\n-----END CERTIFICATE-----\n");
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
    return pem.toString();
  }

  private byte[] extensions() {
    List<byte[]> all = new ArrayList<>();
    if (authority) {
      byte[] length = below < 0 ? new byte[0] : der(0x02, new byte[] {(byte) below});
      all.add(extension("551d13", der(0x30, der(0x01, new byte[] {(byte) 0xff}), length)));
    }
    int unused = Integer.numberOfTrailingZeros(usage);
    all.add(extension("551d0f", der(0x03, new byte[] {(byte) unused, (byte) usage})));
    if (!purpose.isEmpty()) {
      all.add(extension("551d25", der(0x30, der(0x06, hex(purpose)))));
    }
    if (!limits.isEmpty()) {
      all.add(extension("551d1e", der(0x30, der(0xa0, limits.toArray(byte[][]::new)))));
    }
    if (!names.isEmpty()) {
      all.add(extension("551d11", der(0x30, names.toArray(byte[][]::new))));
    }
    return der(0x30, all.toArray(byte[][]::new));
  }

  private static byte[] extension(String id, byte[] value) {
    return der(0x30, der(0x06, hex(id)), der(0x04, value));
  }

  private static byte[] time(Instant time) {
    return der(0x18, GENERALIZED.format(time).getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }

  public static byte[] der(int tag, byte[]... contents) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] each : contents) {
      content.writeBytes(each);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    int length = content.size();
    if (length > 0xff) {
      out.write(0x82);
      out.write(length >> 8);
    } else if (length > 0x7f) {
      out.write(0x81);
    }
    out.write(length);
    out.writeBytes(content.toByteArray());
    return out.toByteArray();
  }
}

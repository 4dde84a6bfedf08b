package dev.redoubt.scan.internal.format;

import static dev.redoubt.scan.InMemoryScans.bytes;
import static dev.redoubt.scan.InMemoryScans.join;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.scan.ByteSource;
import dev.redoubt.scan.FileFormat;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatDetectorTest {

  private static List<FileFormat> formats(byte[] bytes) throws IOException {
    return FormatDetector.detect(ByteSource.of(bytes), "file");
  }

  @ParameterizedTest
  @CsvSource({
    "504b0506000000000000000000000000000000000000, ZIP",
    "80045d942e, PICKLE",
    "80024b012e, PICKLE",
    "8906070d, UNKNOWN",
    "894844460d0a1a0a00, HDF5",
    "7f454c4602010100, ELF",
    "cafebabe0000003400, JAVA_CLASS",
    "cafebabe0000000200, MACH_O",
    "89504e470d0a1a0a00, PNG",
    "0a060a0161120162, TENSORFLOW_GRAPH",
    "080112020a00, TENSORFLOW_SAVED_MODEL",
    "08073a020a0042020a00, ONNX",
    "0801100218032004, TENSORFLOW_FINGERPRINT",
    "01020304, UNKNOWN"
  })
  void detectsFormats_byTheirBytes(String hex, FileFormat format) throws IOException {
    assertThat(formats(HexFormat.of().parseHex(hex))).containsExactly(format);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\": 1}|JSON",
        "<?xml version=\"1.0\"?><a/>|XML",
        "<PMML version=\"4.4\"></PMML>|XML",
        "<div align=\"center\">words</div>|TEXT",
        "#!/bin/sh|SHELL_SCRIPT",
        "#!/usr/bin/env python3|PYTHON",
        "words and more words|TEXT",
        "{{ a template }}|TEXT",
        "certifi==1|TEXT"
      })
  void distinguishesKindsOfText(String text, FileFormat format) throws IOException {
    assertThat(formats(bytes(text))).containsExactly(format);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "certifi\ncryptography\ncolorama\n",
        "Nice.",
        "Version 1\nNothing.\n",
        "I am a text.\n",
        "(this is one)\n",
        "config\nvalue\n(nothing)\n",
        "P.\n",
        "L L\n.",
        "L\n.",
        "F \n."
      })
  void doesNotDetectAPickle_inText(String text) throws IOException {
    assertThat(formats(bytes(text))).doesNotContain(FileFormat.PICKLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cos\nsystem\n(S'id'\ntR.",
        "cos\nsystem\n(S'id'\ntRgarbage",
        "(S'id'\nios\nsystem\n.",
        "cos\nsystem\np0\n(S'id'\np1\ntp2\nRp3\n.",
        "I1\n.",
        "(lp0\nI1\naI2\na.",
        "L5 L\n0cos\nsystem\n(S'id'\ntR.",
        "L5\0 L\n0cos\nsystem\n(S'id'\ntR.",
        "I5\0abc\n0cos\nsystem\n(S'id'\ntR.",
        "I\0\n0cos\nsystem\n(S'id'\ntR.",
        "F1.5\0abc\n0cos\nsystem\n(S'id'\ntR.",
        "Np1\0abc\n0cos\nsystem\n(S'id'\ntR."
      })
  void detectsAPickle_evenIfItIsText(String text) throws IOException {
    assertThat(formats(bytes(text))).containsExactly(FileFormat.PICKLE);
  }

  @Test
  void detectsHdf5_afterAUserBlock() throws IOException {
    byte[] file = join(new byte[1024], HexFormat.of().parseHex("894844460d0a1a0a"), new byte[64]);

    assertThat(formats(file)).contains(FileFormat.HDF5);
  }

  @Test
  void isEmpty_withoutContent() throws IOException {
    assertThat(formats(new byte[0])).containsExactly(FileFormat.EMPTY);
  }

  @Test
  void usesTheName_onlyToAddFormats() throws IOException {
    byte[] words = bytes("x\n");

    assertThat(FormatDetector.detect(ByteSource.of(words), "a.py"))
        .containsExactly(FileFormat.PYTHON);
    assertThat(FormatDetector.detect(ByteSource.of(bytes("{\"a\": 1}")), "a.py"))
        .containsExactly(FileFormat.JSON, FileFormat.PYTHON);
    assertThat(FormatDetector.detect(ByteSource.of(bytes("cos\nsystem\n(tR.")), "a.txt"))
        .containsExactly(FileFormat.PICKLE);
  }
}

package dev.redoubt.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.signing.HashMethod;
import dev.redoubt.signing.HashScope;
import dev.redoubt.signing.HashedModel;
import dev.redoubt.signing.refusal.RefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelDigestTest {

  @TempDir private Path folder;

  private ModelDigest.File write(String path, String content) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    Files.write(file, bytes);
    String sha256 = HexFormat.of().formatHex(ModelDigest.sha256().digest(bytes));
    return new ModelDigest.File(path, bytes.length, sha256);
  }

  @Test
  void equalsDigestOfSignedFolder() throws IOException, RefusedException {
    List<ModelDigest.File> files =
        List.of(write("model.pkl", "m"), write("a/b", "1"), write("a.txt", "2"), write("é", "3"));
    HashedModel hashed = HashedModel.of(folder, HashMethod.FILES, HashScope.DEFAULT);
    ModelDigest digest = ModelDigest.of(files);
    assertThat(digest.root()).isEqualTo(hashed.manifest().rootDigest().hex());
    assertThat(ModelDigest.of(hashed.manifest())).isEqualTo(digest);
    assertThat(ModelDigest.of(files.reversed())).isEqualTo(digest);
  }

  @Test
  void layoutDigestCoversFileNamesUnlikeRoot() throws IOException {
    ModelDigest before = ModelDigest.of(List.of(write("a.pkl", "1"), write("model.pkl", "2")));
    ModelDigest after = ModelDigest.of(List.of(write("model.pkl", "1"), write("old.pkl", "2")));
    assertThat(after.root()).isEqualTo(before.root());
    assertThat(after).isNotEqualTo(before);
  }

  @Test
  void refusesEmptyFileList() {
    assertThatThrownBy(() -> ModelDigest.of(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

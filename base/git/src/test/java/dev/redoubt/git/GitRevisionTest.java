package dev.redoubt.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.util.FS;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitRevisionTest {

  private static final PersonIdent AUTHOR = new PersonIdent("someone", "someone@example.org");

  @TempDir private Path folder = Path.of("");
  private Path main = Path.of("");

  @BeforeEach
  void createFile() throws IOException {
    folder = folder.toRealPath();
    main = Files.createDirectories(folder.resolve("infra")).resolve("main.bicep");
    Files.writeString(main, "param location string\n");
  }

  private String commit() throws GitAPIException {
    try (Git git = Git.init().setDirectory(folder.toFile()).call()) {
      git.add().addFilepattern(".").call();
      return git.commit()
          .setSign(false)
          .setAuthor(AUTHOR)
          .setCommitter(AUTHOR)
          .setMessage("first")
          .call()
          .name();
    }
  }

  @Test
  void committedFilesAreThoseOfTheCommit() throws GitAPIException {
    String commit = commit();
    assertThat(GitRevision.of(List.of(main))).isEqualTo(new GitRevision(commit, List.of()));
  }

  @Test
  void changedAndNewFilesDiffer() throws IOException, GitAPIException {
    String commit = commit();
    Path added = folder.resolve("added.bicep");
    Files.writeString(added, "");
    Files.writeString(main, "param location string \n");
    assertThat(GitRevision.of(List.of(main, added)))
        .isEqualTo(new GitRevision(commit, List.of(added, main)));
  }

  @Test
  void stagedChangeDiffersFromTheCommit() throws IOException, GitAPIException {
    String commit = commit();
    Files.writeString(main, "targetScope = 'subscription'\n");
    try (Git git = Git.open(folder.toFile())) {
      git.add().addFilepattern(".").call();
    }
    assertThat(GitRevision.of(List.of(main))).isEqualTo(new GitRevision(commit, List.of(main)));
  }

  @Test
  void fileOutsideOfARepositoryHasNoRevision() {
    assertThat(GitRevision.of(List.of(main))).isNull();
    assertThat(GitRevision.of(List.of())).isNull();
    assertThat(GitRevision.of(List.of(folder.resolve("missing")))).isNull();
  }

  @Test
  void repositoryWithoutCommitHasNoRevision() throws GitAPIException {
    Git.init().setDirectory(folder.toFile()).call().close();
    assertThat(GitRevision.of(List.of(main))).isNull();
  }

  @Test
  void damagedRepositoryHasNoRevision() throws IOException, GitAPIException {
    commit();
    Files.writeString(folder.resolve(".git/HEAD"), "ref: refs/heads/\u0000nothing");
    assertThat(GitRevision.of(List.of(main))).isNull();
  }

  @Test
  void filterOfTheRepositoryIsNotRun() throws IOException, GitAPIException {
    Path ran = folder.resolve("ran");
    Files.writeString(folder.resolve(".gitattributes"), "*.bicep filter=probe\n");
    String commit = commit();
    try (Git git = Git.open(folder.toFile())) {
      StoredConfig config = git.getRepository().getConfig();
      config.setString("filter", "probe", "clean", "touch " + ran + "; cat");
      config.setString("core", null, "fsmonitor", "touch " + ran);
      config.save();
    }
    assertThat(GitRevision.of(List.of(main))).isEqualTo(new GitRevision(commit, List.of()));
    assertThat(ran).doesNotExist();
  }

  @Test
  void nothingIsWrittenIntoTheRepository() throws Exception {
    commit();
    List<String> before = state();
    FS.FileStoreAttributes.setBackground(false);
    assertThat(GitRevision.of(List.of(main))).isNotNull();
    assertThat(state()).isEqualTo(before);
  }

  /// All files and folders with their times; a probe that is deleted changes the time of a folder.
  private List<String> state() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<String> state = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        state.add(file + " " + Files.getLastModifiedTime(file).to(TimeUnit.NANOSECONDS));
      }
      return state;
    }
  }
}

package dev.lockstep.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.TreeFormatter;

/// Is a real repository in a folder, with a clock that moves a minute with each commit.
final class TestRepository implements AutoCloseable {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  final Path folder;
  final Git git;
  private int commits;

  private TestRepository(Path folder, Git git) {
    this.folder = folder;
    this.git = git;
  }

  static TestRepository create(Path folder) throws GitAPIException {
    GitLibrary.prepare();
    return new TestRepository(
        folder, Git.init().setDirectory(folder.toFile()).setInitialBranch("main").call());
  }

  TestRepository write(String path, String content) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    return this;
  }

  /// Commits everything in the work tree, deletions included.
  String commit(String message) throws GitAPIException {
    git.add().addFilepattern(".").call();
    git.add().addFilepattern(".").setUpdate(true).call();
    return git.commit()
        .setMessage(message)
        .setAuthor(person())
        .setCommitter(person())
        .setSign(false)
        .setAllowEmpty(true)
        .call()
        .name();
  }

  ObjectId blob(String content) throws IOException {
    try (ObjectInserter inserter = git.getRepository().newObjectInserter()) {
      ObjectId id = inserter.insert(Constants.OBJ_BLOB, content.getBytes(StandardCharsets.UTF_8));
      inserter.flush();
      return id;
    }
  }

  /// Commits one entry of any mode that no checkout could make, on its own.
  String commitEntry(String path, FileMode mode, ObjectId id) throws IOException {
    DirCache index = DirCache.newInCore();
    DirCacheBuilder builder = index.builder();
    DirCacheEntry entry = new DirCacheEntry(path);
    entry.setFileMode(mode);
    entry.setObjectId(id);
    builder.add(entry);
    builder.finish();
    try (ObjectInserter inserter = git.getRepository().newObjectInserter()) {
      ObjectId tree = index.writeTree(inserter);
      inserter.flush();
      return commitTree(tree);
    }
  }

  ObjectId tree(TreeFormatter formatter) throws IOException {
    try (ObjectInserter inserter = git.getRepository().newObjectInserter()) {
      ObjectId tree = inserter.insert(formatter);
      inserter.flush();
      return tree;
    }
  }

  String commitTree(ObjectId tree) throws IOException {
    CommitBuilder commit = new CommitBuilder();
    commit.setTreeId(tree);
    commit.setAuthor(person());
    commit.setCommitter(person());
    commit.setMessage("made by hand");
    try (ObjectInserter inserter = git.getRepository().newObjectInserter()) {
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      RefUpdate update = git.getRepository().updateRef("refs/heads/by-hand");
      update.setNewObjectId(id);
      update.forceUpdate();
      return id.name();
    }
  }

  private PersonIdent person() {
    commits++;
    return new PersonIdent(
        "Ada Example", "ada@shop.example", START.plusSeconds(60L * commits), ZoneOffset.UTC);
  }

  @Override
  public void close() {
    git.close();
  }
}
